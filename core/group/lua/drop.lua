-- SPDX-License-Identifier: GPL-3.0-or-later
-- Takes entries out, with what their own ids stand for.
-- KEYS: log. ARGV: after how many bytes it is enough, what the key of an own id begins with, how many entries may be
--   read at once, then ids, rising
-- Answers how many of the ids were looked for.
local S, room, most = KEYS[1], tonumber(ARGV[1]), tonumber(ARGV[3])
local done, count, ahead, wanted, gone = 0, #ARGV - 3, 1, {}, {}
for i = 1, count do wanted[ARGV[i + 3]] = i end

local function forget(e)
  local channel, own = 'sse', nil
  for i = 1, #e[2], 2 do
    local name, value = e[2][i], e[2][i + 1]
    room = room - #name - #value
    if name == 'channel' then channel = value
    elseif name == 'id' or name == 'own' then own = value end
  end
  if own then
    -- The key may hold something else.
    local was = redis.pcall('HGET', ARGV[2] .. own, channel)
    if type(was) == 'string' and string.match(was, '^%S+') == e[1] then redis.call('HDEL', ARGV[2] .. own, channel) end
  end
end

while room > 0 and done < count do
  -- As a rule they stand side by side: as long as they do, more of them are read at once.
  local id, found = ARGV[done + 4], 0
  local entries = redis.call('XRANGE', S, id, ARGV[#ARGV], 'COUNT', ahead)
  done = done + 1 -- it is the first of these, or not there
  for _, e in ipairs(entries) do
    if room <= 0 then break end
    if wanted[e[1]] then
      done = wanted[e[1]]
      found = found + 1
      gone[#gone + 1] = e[1]
      forget(e)
    end
  end
  if found * 2 > #entries then ahead = math.min(ahead * 2, most) else ahead = math.max(math.floor(ahead / 2), 1) end
end
if gone[1] then redis.call('XDEL', S, unpack(gone)) end
return done
