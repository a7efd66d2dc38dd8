-- SPDX-License-Identifier: GPL-3.0-or-later
-- What stands in the log, the newest first, without the data.
-- KEYS: log. ARGV: where it ends ('+', or '(' and an id), how many
-- Answers {{id, channel, bytes of fields and values, id on the wire, own id beside it, control, of}, …}
local out = {}
for _, e in ipairs(redis.call('XREVRANGE', KEYS[1], ARGV[1], '-', 'COUNT', ARGV[2])) do
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
  out[#out + 1] = {e[1], channel, size, id, own, control, of}
end
return out
