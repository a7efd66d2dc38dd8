-- SPDX-License-Identifier: GPL-3.0-or-later
-- Entries, and where the log begins at that moment.
-- KEYS: log. ARGV: 'range', from, to, how many; or 'pick', ids
-- Answers {id of the first entry of the log or '0-0', entries}
local first = redis.call('XRANGE', KEYS[1], '-', '+', 'COUNT', 1)
local found = {}
if ARGV[1] == 'range' then
  found = redis.call('XRANGE', KEYS[1], ARGV[2], ARGV[3], 'COUNT', ARGV[4])
else
  for i = 2, #ARGV do
    local e = redis.call('XRANGE', KEYS[1], ARGV[i], ARGV[i])
    if e[1] then found[#found + 1] = e[1] end
  end
end
return {first[1] and first[1][1] or '0-0', found}
