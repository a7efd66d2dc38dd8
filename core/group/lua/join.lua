-- SPDX-License-Identifier: GPL-3.0-or-later
-- Gives a hub its place in the group: a fence. A Redis that is not the one that the group knows may have less than it
-- had: nobody gets a fence until all hubs that are known to those who are here were here twice since something was put
-- back last, and nobody waits before a hole, or the window is over; each of them may put back what it holds meanwhile.
-- Where somebody who may have held more did not come, or nobody who knows what there was, a loss is written.
-- Who has read nothing yet, and is alone with others like that, waits for half of the window: those that have read come
-- back to a Redis that died a little later than it is there.
-- KEYS: log, state, restore, fence of the hub.
-- ARGV: hub, fence, run_id of this Redis, its uptime in s, last id that the hub has read ('': none), the window in ms,
--   for how long a fence stands in ms, last event that the hub has read ('': none), the selection
--   of all channels, then the hubs that this one knows
-- Answers {'TYPE', what the key is}, {'RESTORE', ms that are left, last, first, length, added, now}, or
--   {'JOINED', last, first, length, added, now, 1 or 0: whether the last id that was read is there, '' or why Redis
--   takes nothing now: then there is no fence, but what is there can be read; 1 or 0: whether a loss is to be
--   written, which Redis did not take now, or what was said of one is gone}
local kind = redis.call('TYPE', KEYS[1]).ok
if kind ~= 'stream' and kind ~= 'none' then return {'TYPE', kind} end
local now = timeOf()
local last, first, length, added = headOf(KEYS[1])
local known = redis.call('HGET', KEYS[2], 'run')

local isMissed = 0

-- A group that is new on a Redis that is not waits for nobody.
if known ~= ARGV[3] and (known or tonumber(ARGV[4]) <= 30) then
  local since = redis.call('HGET', KEYS[3], 'since')
  if not since or redis.call('HGET', KEYS[3], 'run') ~= ARGV[3] then
    redis.pcall('DEL', KEYS[3]) -- of a window that another restart interrupted
    local begun = redis.pcall('HSET', KEYS[3], 'since', now, 'run', ARGV[3])
    -- A Redis that takes nothing has nothing put back either.
    since = type(begun) == 'table' and 0 or now
  end
  local left = tonumber(since) + tonumber(ARGV[6]) - now
  redis.pcall('HINCRBY', KEYS[3], 'n:' .. ARGV[1], 1)
  for i = 10, #ARGV do redis.pcall('HSET', KEYS[3], 'k:' .. ARGV[i], 1) end
  if ARGV[5] ~= '' then redis.pcall('HSET', KEYS[3], 'read', 1) end
  local all, times, missing = redis.call('HGETALL', KEYS[3]), {}, false
  if left > tonumber(ARGV[6]) / 2 and not redis.call('HGET', KEYS[3], 'read') then missing = true end
  for i = 1, #all, 2 do
    local name = string.match(all[i], '^n:(.*)$')
    if name then times[name] = tonumber(all[i + 1]) end
  end
  for i = 1, #all, 2 do
    local name = string.match(all[i], '^[nk]:(.*)$')
    -- Who was here but once may have something to put back yet.
    if name and (times[name] or 0) < 2 then missing = true end
    -- Somebody has more, and waits for who has what comes before it.
    if all[i] == 'hole' then missing = true end
  end
  if missing and left > 0 then return {'RESTORE', left, last, first, length, added, now} end
  -- A new group on a new Redis had nothing.
  local mayMiss = missing and (known or redis.call('HGET', KEYS[3], 'put'))
  if mayMiss or (known and not redis.call('HGET', KEYS[3], 'read')) then
    local lost = redis.pcall('XADD', KEYS[1], '*', 'control', 'loss', 'of', ARGV[9], 'from', ARGV[1] .. ' 0 0')
    if type(lost) == 'table' then isMissed = 1 end
  end
  redis.pcall('DEL', KEYS[3])
end
-- What was written before with the fence that was is final from here on, also where there is no room for another one.
redis.pcall('DEL', KEYS[4])
if known ~= ARGV[3] then redis.pcall('HSET', KEYS[2], 'run', ARGV[3]) end
local fenced = redis.pcall('SET', KEYS[4], ARGV[2], 'PX', ARGV[7])
local seen = ARGV[5]
local there = seen == '' or seen == last or #redis.call('XRANGE', KEYS[1], seen, seen) > 0
-- Who joined when there was nothing has no entry to look for.
if seen == '0-0' and added == length then there = true end
-- What hubs say to one another is not put back: it is to be said again.
if not there and ARGV[8] ~= '' and #redis.call('XRANGE', KEYS[1], ARGV[8], ARGV[8]) > 0 then there, isMissed = true, 1 end
return {'JOINED', last, first, length, added, now, there and 1 or 0, fenced.err or '', isMissed}
