-- SPDX-License-Identifier: GPL-3.0-or-later
-- Each second: says that the hub is here, and how the log stands.
-- KEYS: log, fence of the hub, hubs, presence of the hub.
-- ARGV: fence ('': Redis takes nothing, and gave none), for how long a fence stands in ms, hub, for how long presence stands in ms, presence, what the key of a
--   hub's presence begins with
-- Answers {'FENCED'}, or {'OK', last, first, length, added, now, {hub, its presence, …}, '' or why Redis takes nothing
--   now}
local now = timeOf()
if ARGV[1] ~= '' and redis.call('GET', KEYS[2]) ~= ARGV[1] then return {'FENCED'} end
-- Whether Redis takes anything now, which it judges at the first write: one that needs room. It can still be looked at.
local tried = redis.pcall('SET', KEYS[4], ARGV[5], 'PX', ARGV[4])
redis.pcall('PEXPIRE', KEYS[2], ARGV[2])
-- Behind a write that needs none, room is not asked for.
if tried.err then redis.pcall('SET', KEYS[4], ARGV[5], 'PX', ARGV[4]) end
redis.pcall('ZADD', KEYS[3], now + ARGV[4], ARGV[3])
redis.pcall('ZREMRANGEBYSCORE', KEYS[3], '-inf', now)
local hubs = {}
for _, hub in ipairs(redis.call('ZRANGE', KEYS[3], 0, -1)) do
  local presence = redis.call('GET', ARGV[6] .. hub)
  if presence then
    hubs[#hubs + 1] = hub
    hubs[#hubs + 1] = presence
  end
end
local last, first, length, added = headOf(KEYS[1])
return {'OK', last, first, length, added, now, hubs, tried.err or ''}
