-- SPDX-License-Identifier: GPL-3.0-or-later
-- Stands before each script.

-- Whether an id stands above another. Numbers of Lua hold 53 bits, those of ids have 64.
local function above(id, other)
  local a, b = string.match(id, '^(%d+)-(%d+)$')
  local c, d = string.match(other, '^(%d+)-(%d+)$')
  if a ~= c then if #a ~= #c then return #a > #c end return a > c end
  if #b ~= #d then return #b > #d end
  return b > d
end

-- Where a stream stands: the last id given, the first that is there ('0-0': none), how many are, how many ever were
-- added, and the highest that somebody took out (Redis 7 says these; nil where it is not known).
local function headOf(key)
  local last, first, length, added, out = '0-0', '0-0', 0, 0, nil
  if redis.call('EXISTS', key) == 1 then
    local info = redis.call('XINFO', 'STREAM', key)
    for i = 1, #info, 2 do
      local name, value = info[i], info[i + 1]
      if name == 'last-generated-id' then last = value
      elseif name == 'length' then length = value
      elseif name == 'entries-added' then added = value
      elseif name == 'max-deleted-entry-id' then out = value
      elseif name == 'first-entry' and value then first = value[1] end
    end
  end
  return last, first, length, added, out
end

local function timeOf()
  local t = redis.call('TIME')
  return t[1] * 1000 + math.floor(t[2] / 1000)
end
