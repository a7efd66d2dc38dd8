-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is the bridge.
-- KEYS: bridge. ARGV: hub, for how many ms
-- Answers 1: it is this hub now; 2: it was before and still is; 0: another one is
local who = redis.call('GET', KEYS[1])
if who and who ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
return who and 2 or 1
