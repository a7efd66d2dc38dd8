-- SPDX-License-Identifier: GPL-3.0-or-later
-- Entries, as many as go into a piece, and where the log begins at that moment.
-- KEYS: log. ARGV: bytes of a piece, then 'range', from, to, at most how many, how many are read at once; or 'pick', ids
-- Answers {id of the first entry of the log or '0-0', entries, and of a range 1 where nothing follows them up to its
--   end, of a pick how many of the ids were looked for}
local function bytesOf(entry)
  local bytes = 0
  for _, text in ipairs(entry[2]) do bytes = bytes + #text end
  return bytes
end

local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
local found, room, done = {}, tonumber(ARGV[1]), 0
if ARGV[2] == 'range' then
  local from, most, step = ARGV[3], tonumber(ARGV[5]), tonumber(ARGV[6])
  while room > 0 and #found < most do
    local count = math.min(step, most - #found)
    local some = redis.call('XRANGE', KEYS[1], from, ARGV[4], 'COUNT', count)
    for _, e in ipairs(some) do
      found[#found + 1] = e
      room = room - bytesOf(e)
    end
    if #some < count then
      done = 1
      break
    end
    from = '(' .. found[#found][1]
  end
else
  while room > 0 and done < #ARGV - 2 do
    done = done + 1
    local id = ARGV[done + 2]
    local e = redis.call('XRANGE', KEYS[1], id, id)
    if e[1] then
      found[#found + 1] = e[1]
      room = room - bytesOf(e[1])
    end
  end
end
return {first[1] and first[1][1] or '0-0', found, done}
