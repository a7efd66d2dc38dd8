-- SPDX-License-Identifier: GPL-3.0-or-later
-- Writes a loss or a clearing, above all that the hub has read, whatever became of the log.
-- KEYS: log, fence of the hub.
-- ARGV: fence, hub, last id that the hub has read, the id behind that, MAXLEN, 'loss' or 'clear', the selection
-- A loss that stands there last, and that the hub has not read yet, is not written once more: each hub notes what became
-- of the log.
-- Answers {'FENCED'}: nothing was written; or {'OK', id}
if redis.call('GET', KEYS[2]) ~= ARGV[1] then return {'FENCED'} end
local function add(id)
  return redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[5], id, 'control', ARGV[6], 'of', ARGV[7],
                    'from', ARGV[2] .. ' 0 0')
end
local there = ARGV[6] == 'loss' and redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 1)[1]
if there and above(there[1], ARGV[3]) then
  local is = {}
  for i = 1, #there[2], 2 do is[there[2][i]] = there[2][i + 1] end
  if is.control == 'loss' and is.of == ARGV[7] then return {'OK', there[1]} end
end
local id = add('*')
if not above(id, ARGV[3]) then
  redis.call('XDEL', KEYS[1], id)
  id = add(ARGV[4])
end
return {'OK', id}
