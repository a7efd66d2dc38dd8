-- SPDX-License-Identifier: GPL-3.0-or-later
-- Gives a hub its place in the group: a fence. A Redis that is not the one that the group knows may have less than it
-- had: nobody gets a fence until all hubs that are known to those who are here were here twice since something was put
-- back last, and nobody waits before a hole, or the window is over; each of them may put back what it holds meanwhile.
-- Where somebody who may have held more did not come, or nobody who knows what there was, a loss is written.
-- Who has read nothing yet, and is alone with others like that, waits for half of the window: those that have read come
-- back to a Redis that died a little later than it is there.
-- KEYS: log, state, restore, fence of the hub.
-- ARGV: hub, fence, run_id of this Redis, its uptime in s, last id that the hub has read ('': none), the window in ms,
--   for how long a fence stands in ms, last event that the hub has read ('': none), the selection
--   of all channels, run_id of the Redis in which the hub had its place last ('': none), then the hubs that this one
--   knows
-- Answers {'TYPE', what the key is}, {'RESTORE', ms that are left, last, first, length, added, now}, {'WAIT', why Redis
--   takes nothing now}: it may have less than it had, and nothing can be put back yet; or
--   {'JOINED', last, first, length, added, now, 1 or 0: whether the last id that was read is there, '' or why Redis
--   takes nothing now: then there is no fence, and no window is over, but what is there can be read; 1 or 0: whether
--   what was written with the fence that was is final; 1 or 0: whether a loss is to be written, which Redis did not
--   take now, or what was said of one is gone}
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'stream' and kind ~= 'none' then return {'TYPE', kind} end
local now = timeOf()
local last, first, length, added, out = headOf(KEYS[1])
local known = redis.call('HGET', KEYS[2], 'run')
-- A group that is new on a Redis that is not waits for nobody. Where nobody knows what it had, a hub does that was in
-- another one; all others wait with it then.
local isMoved = ARGV[10] ~= '' and ARGV[10] ~= ARGV[3] or redis.call('HGET', KEYS[3], 'run') == ARGV[3]
local isOther = known ~= ARGV[3] and (known or isMoved or tonumber(ARGV[4]) <= 30)
local seen, isMissed = ARGV[5], 0
local function isThere(id) return id == last or #redis.call('XRANGE', KEYS[1], id, id) > 0 end
local there = seen == '' or isThere(seen)
-- What was taken out since (clear does it) is no longer there, but all behind it is.
if not there and not isOther and out and not above(seen, out) and above(last, seen) then
  there = first ~= '0-0' and not above(first, seen)
end
-- Who joined when there was nothing has no entry to look for.
if seen == '0-0' and added == length then there = true end

local asked = tonumber(redis.call('HGET', KEYS[2], 'asked') or now)
-- Whether Redis takes anything now, which it judges at the first write.
local tried = redis.pcall('HSET', KEYS[2], 'asked', now)
if type(tried) == 'table' then
  -- What was written before with the fence that was is final, where it can go.
  local gone = redis.pcall('DEL', KEYS[4])
  local isFinal = type(gone) ~= 'table' or redis.call('EXISTS', KEYS[4]) == 0
  -- Nothing is put back now: what this hub holds alone, it is to keep until that can be.
  if isOther and not there then return {'WAIT', tried.err} end
  return {'JOINED', last, first, length, added, now, there and 1 or 0, tried.err, isFinal and 1 or 0, 0}
end

if isOther then
  local since = redis.call('HGET', KEYS[3], 'since')
  -- One that another restart interrupted, or in which Redis took nothing, begins again.
  if not since or redis.call('HGET', KEYS[3], 'run') ~= ARGV[3] or now - asked > tonumber(ARGV[6]) + 1000 then
    redis.call('DEL', KEYS[3])
    redis.call('HSET', KEYS[3], 'since', now, 'run', ARGV[3])
    since = now
  end
  local left = tonumber(since) + tonumber(ARGV[6]) - now
  redis.call('HINCRBY', KEYS[3], 'n:' .. ARGV[1], 1)
  for i = 11, #ARGV do redis.call('HSET', KEYS[3], 'k:' .. ARGV[i], 1) end
  if ARGV[5] ~= '' then redis.call('HSET', KEYS[3], 'read', 1) end
  local all, times, missing = redis.call('HGETALL', KEYS[3]), {}, false
  if left > tonumber(ARGV[6]) / 2 and not redis.call('HGET', KEYS[3], 'read') then missing = true end
  for i = 1, #all, 2 do
    local name = string.match(all[i], '^n:(.*)$')
    if name then times[name] = tonumber(all[i + 1]) end
  end
  for i = 1, #all, 2 do
    local name = string.match(all[i], '^[nk]:(.*)$')
    -- Who was here but once may have something to put back yet.
    if name and (times[name] or 0) < 2 then missing = true end
    -- Somebody has more, and waits for who has what comes before it.
    if all[i] == 'hole' then missing = true end
  end
  if missing and left > 0 then return {'RESTORE', left, last, first, length, added, now} end
  -- A new group on a new Redis had nothing.
  local mayMiss = missing and (known or redis.call('HGET', KEYS[3], 'put'))
  if mayMiss or (known and not redis.call('HGET', KEYS[3], 'read')) then
    local lost = redis.pcall('XADD', KEYS[1], '*', 'control', 'loss', 'of', ARGV[9], 'from', ARGV[1] .. ' 0 0')
    if type(lost) == 'table' then isMissed = 1 end
  end
  redis.call('DEL', KEYS[3])
end
-- What was written before with the fence that was is final from here on.
redis.call('DEL', KEYS[4])
if known ~= ARGV[3] then redis.call('HSET', KEYS[2], 'run', ARGV[3]) end
redis.call('SET', KEYS[4], ARGV[2], 'PX', ARGV[7])
there = there or isThere(seen)
-- What hubs say to one another is not put back: it is to be said again.
if not there and ARGV[8] ~= '' and isThere(ARGV[8]) then there, isMissed = true, 1 end
return {'JOINED', last, first, length, added, now, there and 1 or 0, '', 1, isMissed}
