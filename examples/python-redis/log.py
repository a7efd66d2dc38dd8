#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Publishes to the log of a group of hubs, and reads it, with a Redis client alone (python3-redis).

  log.py publish CHANNEL DATA [--id ID] [--type TYPE]
  log.py read [--after ID] [--count N]
"""

import argparse
import json
import sys

import redis


def publish(log, stream, options):
    fields = {"channel": options.channel, "data": options.data}
    if options.id:
        fields["id"] = options.id
    if options.type:
        fields["type"] = options.type
    print(log.xadd(stream, fields))


def read(log, stream, options):
    """One line of JSON for each event, as the log has it; what hubs say to one another is passed over."""
    after, left = options.after, options.count
    while left != 0:
        for position, fields in (log.xread({stream: after}, count=100, block=1000) or [(stream, [])])[0][1]:
            after = position
            if "data" not in fields or left == 0:
                continue
            event = {"id": fields.get("id", position), "channel": fields.get("channel", "sse")}
            print(json.dumps({**event, "type": fields.get("type", "message"), "data": fields["data"]}), flush=True)
            left -= 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--redis", default="redis://localhost", metavar="URL")
    parser.add_argument("--stream", default="heliograph", metavar="KEY")
    commands = parser.add_subparsers(required=True)
    publishing = commands.add_parser("publish")
    publishing.add_argument("channel")
    publishing.add_argument("data")
    publishing.add_argument("--id", help="of your own: whoever reads sees it instead of the position")
    publishing.add_argument("--type")
    publishing.set_defaults(run=publish)
    reading = commands.add_parser("read")
    reading.add_argument("--after", default="0-0", metavar="ID", help="of the position that was read last")
    reading.add_argument("--count", type=int, default=-1, metavar="N", help="ends behind so many")
    reading.set_defaults(run=read)
    options = parser.parse_args()
    try:
        options.run(redis.Redis.from_url(options.redis, decode_responses=True), options.stream, options)
    except redis.RedisError as error:
        sys.exit(f"log.py: {error}")
    except KeyboardInterrupt:
        pass


main()
