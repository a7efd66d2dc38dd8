-- SPDX-License-Identifier: GPL-3.0-or-later
-- Who is the bridge to Flask-SSE's channels, and how far it came. A term is a hub's id, a space and a number; with each
-- one the hub listens anew.
-- KEYS: bridge, its progress, log, fence of the hub.
-- ARGV: term, for how many ms ('0': the hub gives it back; '-1': it only asks), up to where the hub knows all to be
--   published ('': not), fence: who has no place in the group is no bridge, since it has not seen yet what became of the
--   log; which channels it would bridge; for how many ms Redis knows how far it came; the channel on which the others
--   hear that it was given back
-- Answers {'FENCED'}; {0, whose term it is or '', how far that came or '', which channels it bridges}: not this hub's;
--   {1, term, position, 0 or 1: whether there was a bridge before}: it begins, and what stands behind the position is
--   still to be published; {2, term}: it goes on, nobody was it meanwhile
local term, at = ARGV[1], ARGV[3]
local function hubOf(text) return string.match(text, '^%S+') end
local who = redis.call('GET', KEYS[1])
local was, known = redis.call('HGET', KEYS[2], 'term'), redis.call('HGET', KEYS[2], 'at')
local function others() return {0, who or '', known or '', redis.call('HGET', KEYS[2], 'of') or ''} end
if ARGV[2] == '0' then
  if who == term then
    redis.call('DEL', KEYS[1])
    who = false
    redis.pcall('PUBLISH', ARGV[7], hubOf(term))
  end
  return others()
end
if redis.call('GET', KEYS[4]) ~= ARGV[4] then return {'FENCED'} end
if ARGV[2] == '-1' or (who and hubOf(who) ~= hubOf(term)) then return others() end
-- Also of a Redis that takes nothing now.
if who == term then redis.call('PEXPIRE', KEYS[1], ARGV[2]) else redis.call('SET', KEYS[1], term, 'PX', ARGV[2]) end
local goesOn = was == term and (who == term or not who)
if at == '' or (known and above(known, at)) then at = known or '' end
if not goesOn then
  -- Where nobody knows better, with what comes; never behind what is to come.
  local last = headOf(KEYS[3])
  if at == '' or above(at, last) then at = last end
  redis.pcall('HSET', KEYS[2], 'term', term, 'of', ARGV[5])
end
if at ~= '' and at ~= known then redis.pcall('HSET', KEYS[2], 'at', at) end
redis.pcall('PEXPIRE', KEYS[2], ARGV[6])
if goesOn then return {2, term} end
return {1, term, at, was and 1 or 0}
