-- SPDX-License-Identifier: GPL-3.0-or-later
-- What stands in the log, the newest first, without the data.
-- KEYS: log. ARGV: where it ends ('+', or '(' and an id), how many at most, after how many bytes it is enough, how many
--   are read at once
-- Answers {1 or 0: whether nothing stands before them, {{id, channel, bytes of fields and values, id on the wire, own
--   id beside it, control, of}, …}}
local out, to, most, room, step = {}, ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
local function add(e)
  local channel, id, own, control, of, size = 'sse', '', '', '', '', 0
  local f = e[2]
  for i = 1, #f, 2 do
    local name, value = f[i], f[i + 1]
    size = size + #name + #value
    if name == 'channel' then channel = value
    elseif name == 'id' then id = value
    elseif name == 'own' then own = value
    elseif name == 'control' then control = value
    elseif name == 'of' then of = value end
  end
  room = room - size
  out[#out + 1] = {e[1], channel, size, id, own, control, of}
end

while room > 0 and #out < most do
  local count = math.min(step, most - #out)
  local some = redis.call('XREVRANGE', KEYS[1], to, '-', 'COUNT', count)
  for _, e in ipairs(some) do add(e) end
  if #some < count then return {1, out} end
  to = '(' .. out[#out][1]
end
return {0, out}
