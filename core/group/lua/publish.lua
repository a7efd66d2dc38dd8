-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writes a group of requests, each whole or not at all. An own id is judged within its channel; it stands on the wire
-- where no other channel has it.
-- KEYS: log, fence of the hub, then the key of the own id of each publication that has one, in order.
-- ARGV: fence, hub, last id that the hub has read, for how many ms own ids stand, MAXLEN; then for each request: how many
--   publications, its number, 'a' for an arrival, 'f' for one of Flask-SSE's channels or '', and for each publication:
--   channel, type, own id, data, retry, digest. What is missing is empty. One of Flask-SSE's may have an entry's id for
--   its own: where it is an event of the log that was published there, it is answered as one that stood there before.
-- Answers {'FENCED'}, {'BEHIND', id}: nothing was written; or {'OK', and for each request {'CONFLICT', index from 0},
--   {'REFUSED', index from 0, error}: the key of its own id holds something else; or, for each publication, a string:
--     ' ID' without, '1 ID' and '0 ID' with an own id (1: on the wire), '=1ID' and '=0ID': it stood there before,
--     '@N' it is the same as the Nth (from 1) of this request}
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {'FENCED'} end
local S, hub, seen, age, maxlen = KEYS[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local out, a, k, first, oldest = {'OK'}, 6, 3, true, nil

local function isHeld(pos)
  if not oldest then
    local e = redis.call('XRANGE', S, '-', '+', 'COUNT', 1)
    oldest = e[1] and e[1][1] or '9999999999999999999-0'
  end
  return pos == oldest or above(pos, oldest)
end

-- The fields of an event that no Flask application published: nil where there is none.
local function ownFieldsAt(id)
  local entry, is = redis.call('XRANGE', S, id, id)[1], {}
  if not entry then return nil end
  for i = 1, #entry[2], 2 do is[entry[2][i]] = entry[2][i + 1] end
  if not is.data or is.control or string.match(is.from or '', '^flask%-sse ') then return nil end
  return is
end

-- What a stranger wrote is compared as readers get it.
local function says(is, channel, kind, data)
  local lines = string.gsub(string.gsub(is.data, '\r\n', '\n'), '\r', '\n')
  return (is.channel or 'sse') == channel and lines == data and
         (is.type == 'message' and '' or is.type or '') == kind
end

while a <= #ARGV do
  local n, number, way = tonumber(ARGV[a]), ARGV[a + 1], ARGV[a + 2]
  local arrives, isFlasks = way ~= '', way == 'f'
  a = a + 3
  local plan, said, taken, conflict, refusal = {}, {}, {}, nil, nil
  -- All is judged before anything is written: what a script has written stays.
  for i = 1, n do
    local at = a + (i - 1) * 6
    local channel, own, digest = ARGV[at], ARGV[at + 2], ARGV[at + 5]
    if own ~= '' then
      local key, name = KEYS[k], own .. '\n' .. channel
      k = k + 1
      local before = said[name]
      if isFlasks and string.match(own, '^%d+%-%d+$') then
        local is = ownFieldsAt(own)
        if is and says(is, channel, ARGV[at + 1], ARGV[at + 3]) then plan[i] = {pos = own, wire = '1'} end
      elseif before then
        if not arrives then
          if before.digest ~= digest then conflict = conflict or i - 1 end
          plan[i] = {same = before.index}
        end
      else
        local was, pos, dig = redis.pcall('HGET', key, channel), nil, nil
        if type(was) == 'table' then refusal = refusal or {'REFUSED', i - 1, was.err} was = false end
        if was then pos, dig = string.match(was, '^(%S+) (%S+)') end
        if refusal then
          -- nothing of it is written
        elseif pos and isHeld(pos) then
          if not arrives then
            if dig ~= digest then conflict = conflict or i - 1 end
            plan[i] = {pos = pos, wire = string.sub(was, -1)}
          elseif isFlasks and dig == digest and string.sub(was, -1) == '1' and ownFieldsAt(pos) then
            plan[i] = {pos = pos, wire = '1'}
          end
        else
          local others = redis.call('HLEN', key) - (was and 1 or 0)
          plan[i] = {key = key, wire = (others == 0 and not taken[own]) and '1' or '0'}
        end
        taken[own] = true
        said[name] = {digest = digest, index = i}
      end
    end
  end
  if refusal then
    out[#out + 1] = refusal
  elseif conflict then
    out[#out + 1] = {'CONFLICT', conflict}
  else
    local answer = {}
    for i = 1, n do
      local at, p = a + (i - 1) * 6, plan[i]
      if p and p.pos then answer[i] = '=' .. p.wire .. p.pos
      elseif p and p.same then answer[i] = '@' .. p.same
      else
        local f = {S, 'MAXLEN', '~', maxlen, '*', 'channel', ARGV[at]}
        if ARGV[at + 1] ~= '' then f[#f + 1] = 'type' f[#f + 1] = ARGV[at + 1] end
        if p then f[#f + 1] = p.wire == '1' and 'id' or 'own' f[#f + 1] = ARGV[at + 2] end
        f[#f + 1] = 'data' f[#f + 1] = ARGV[at + 3]
        if ARGV[at + 4] ~= '' then f[#f + 1] = 'retry' f[#f + 1] = ARGV[at + 4] end
        f[#f + 1] = 'from' f[#f + 1] = hub .. ' ' .. number .. ' ' .. (i - 1)
        local id = redis.call('XADD', unpack(f))
        if first then
          first = false
          if not above(id, seen) then
            -- The log was taken away, and the clock of Redis stands behind it. What this hub has sent already is not to
            -- come before what it sends anew: it joins again.
            redis.call('XDEL', S, id)
            redis.call('DEL', KEYS[2])
            return {'BEHIND', id}
          end
        end
        if p then
          redis.call('HSET', p.key, ARGV[at], id .. ' ' .. ARGV[at + 5] .. ' ' .. p.wire)
          redis.call('PEXPIRE', p.key, age)
        end
        answer[i] = (p and p.wire or '') .. ' ' .. id
      end
    end
    out[#out + 1] = answer
  end
  a = a + n * 6
end
return out
