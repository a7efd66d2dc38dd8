-- SPDX-License-Identifier: GPL-3.0-or-later
-- Publishes events of the log on their channels, for those who read Flask-SSE's messages there.
-- KEYS: bridge, its progress. ARGV: term, then for each event: its position, channel, message
-- Answers {'FENCED'}: nothing was published; or {how many were, '' or the error of the next one}
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return {'FENCED'} end
local said, refusal = 0, ''
for i = 2, #ARGV, 3 do
  local reached = redis.pcall('PUBLISH', ARGV[i + 1], ARGV[i + 2])
  if type(reached) == 'table' then
    refusal = reached.err
    break
  end
  said = said + 1
end
-- A Redis that has no room for it publishes all the same; who takes over says it once more then.
if said > 0 then redis.pcall('HSET', KEYS[2], 'at', ARGV[said * 3 - 1]) end
return {said, refusal}
