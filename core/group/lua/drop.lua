-- SPDX-License-Identifier: GPL-3.0-or-later
-- Takes entries out, with what their own ids stand for.
-- KEYS: log. ARGV: after how many bytes it is enough, what the key of an own id begins with, then ids
-- Answers how many of the ids were looked for.
local room, done = tonumber(ARGV[1]), 0
while room > 0 and done < #ARGV - 2 do
  done = done + 1
  local id = ARGV[done + 2]
  local e = redis.call('XRANGE', KEYS[1], id, id)[1]
  if e then
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
      if type(was) == 'string' and string.match(was, '^%S+') == id then redis.call('HDEL', ARGV[2] .. own, channel) end
    end
    redis.call('XDEL', KEYS[1], id)
  end
end
return done
