-- SPDX-License-Identifier: GPL-3.0-or-later
-- A stranger's entry with an own id: which id it has on the wire, judged once for all hubs.
-- KEYS: the own id's. ARGV: channel, position, digest, for how many ms own ids stand
-- Answers '1': the own id is on the wire; '0': it is not, but stands for this event; '-': it stands for another event
local was = redis.call('HGET', KEYS[1], ARGV[1])
if was then
  local pos, wire = string.match(was, '^(%S+) %S+ (%d)$')
  return pos == ARGV[2] and wire or '-'
end
local wire = redis.call('HLEN', KEYS[1]) == 0 and '1' or '0'
-- All hubs are to have the same answer, also where there is no room: Redis judges that at the first write, and takes this
-- one, which needs none.
redis.call('PEXPIRE', KEYS[1], ARGV[4])
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2] .. ' ' .. ARGV[3] .. ' ' .. wire)
redis.call('PEXPIRE', KEYS[1], ARGV[4])
return wire
