-- SPDX-License-Identifier: GPL-3.0-or-later
-- Puts entries back under their ids, and what their own ids stand for.
-- KEYS: log, restore, then the key of the own id of each entry that has one, in order.
-- ARGV: run_id of this Redis, the id behind which the hub misses nothing, for how many ms own ids stand, 1 or 0: whether
--   others had the time to fill a hole before that id, so that who reaches farthest back begins; the selection of all
--   channels, the hub; then for each entry, rising: id, channel, digest ('': it has no own id), 1 or 0: whether that is on the wire, how many fields and
--   values, these
-- Answers {'OVER'}: it is not the time for it; {'HOLE', last}: something else has to be put back before; or
--   {'PUT', how many, last}
if redis.call('HGET', KEYS[2], 'run') ~= ARGV[1] then return {'OVER'} end
local last = headOf(KEYS[1])
if above(ARGV[2], last) then
  -- Where the hub begins that reaches farthest back of those that wait, and when it was here.
  local waits, at = string.match(redis.call('HGET', KEYS[2], 'hole') or '', '^(%S+) (%d+)$')
  local now = timeOf()
  local isOurs = not waits or not above(ARGV[2], waits) or now - tonumber(at) > 1000
  if isOurs then redis.call('HSET', KEYS[2], 'hole', ARGV[2] .. ' ' .. now) end
  if not isOurs or ARGV[4] ~= '1' then return {'HOLE', last} end
  -- Nobody has what is missing there. Who comes later is to know it, too.
  redis.call('XADD', KEYS[1], ARGV[2], 'control', 'loss', 'of', ARGV[5], 'from', ARGV[6] .. ' 0 0')
  last = ARGV[2]
end
local a, k, put = 7, 3, 0
while a <= #ARGV do
  local id, channel, digest, wire, n = ARGV[a], ARGV[a + 1], ARGV[a + 2], ARGV[a + 3], tonumber(ARGV[a + 4])
  local key = nil
  if digest ~= '' then key, k = KEYS[k], k + 1 end
  if above(id, last) then
    redis.call('XADD', KEYS[1], id, unpack(ARGV, a + 5, a + 4 + n))
    last, put = id, put + 1
    if key then
      redis.call('HSET', key, channel, id .. ' ' .. digest .. ' ' .. wire)
      redis.call('PEXPIRE', key, ARGV[3])
    end
  end
  a = a + 5 + n
end
if put > 0 then
  -- What it made room for may stand behind it: all are to come twice again, and have the time for it.
  local all = redis.call('HGETALL', KEYS[2])
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == 'n:' or all[i] == 'hole' then redis.call('HDEL', KEYS[2], all[i]) end
  end
  redis.call('HSET', KEYS[2], 'since', timeOf(), 'put', 1)
end
return {'PUT', put, last}
