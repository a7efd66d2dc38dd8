-- SPDX-License-Identifier: GPL-3.0-or-later
-- Before a hub joins: tries each command that the other scripts need, so that none of them ends half-way for want of a
-- right.
-- KEYS: one of this hub's own. ARGV: a channel that nobody listens to
-- Answers {command, error} of the first that is refused, or {}
local K = KEYS[1]
for _, c in ipairs({{'DEL', K}, {'TYPE', K}, {'EXISTS', K}, {'XADD', K, 'MAXLEN', '~', '9', '1-1', 'a', 'b'},
                    {'XRANGE', K, '-', '+'}, {'XREVRANGE', K, '+', '-'}, {'XINFO', 'STREAM', K}, {'XDEL', K, '1-1'},
                    {'XTRIM', K, 'MINID', '~', '1-1'}, {'XREAD', 'COUNT', '1', 'STREAMS', K, '0-0'},
                    {'DEL', K}, {'HSET', K, 'a', 'b'}, {'HGET', K, 'a'}, {'HGETALL', K}, {'HLEN', K},
                    {'HINCRBY', K, 'n', 1}, {'HDEL', K, 'n'}, {'PEXPIRE', K, 9}, {'DEL', K}, {'ZADD', K, 1, 'a'},
                    {'ZREMRANGEBYSCORE', K, '-inf', 0}, {'ZRANGE', K, 0, -1}, {'DEL', K}, {'SET', K, 'a', 'PX', 9},
                    {'GET', K}, {'DEL', K}, {'PUBLISH', ARGV[1], ''}}) do
  local reply = redis.pcall(unpack(c))
  if type(reply) == 'table' and reply.err then return {c[1], reply.err} end
end
return {}
