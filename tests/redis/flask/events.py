# SPDX-License-Identifier: GPL-3.0-or-later
"""What Flask-SSE's manual promises, written by us: Debian does not package Flask-SSE.

Publishes with PUBLISH and a JSON object of data, type, id and retry, the last three only when set; streams what comes on
one channel, ignores Last-Event-ID, and sends nothing before the first event.
"""
from flask import Blueprint, Response, current_app, json, request, stream_with_context
from redis import StrictRedis


class Message:
    # Any other key in the JSON object is an argument that does not exist here: the stream ends with a TypeError.
    def __init__(self, data, type=None, id=None, retry=None):
        self.data = data
        self.type = type
        self.id = id
        self.retry = retry

    def to_dict(self):
        given = {"data": self.data}
        for key in ("type", "id", "retry"):
            if getattr(self, key):
                given[key] = getattr(self, key)
        return given

    def __str__(self):
        text = self.data if isinstance(self.data, str) else json.dumps(self.data)
        lines = ["data:" + line for line in text.splitlines()]
        if self.type:
            lines.insert(0, "event:" + self.type)
        if self.id:
            lines.append("id:" + str(self.id))
        if self.retry:
            lines.append("retry:" + str(self.retry))
        return "\n".join(lines) + "\n\n"


class Events(Blueprint):
    @property
    def redis(self):
        url = current_app.config.get("SSE_REDIS_URL") or current_app.config["REDIS_URL"]
        return StrictRedis.from_url(url)

    def publish(self, data, type=None, id=None, retry=None, channel="sse"):
        message = json.dumps(Message(data, type, id, retry).to_dict())
        return self.redis.publish(channel=channel, message=message)

    def messages(self, channel):
        pubsub = self.redis.pubsub()
        pubsub.subscribe(channel)
        try:
            for given in pubsub.listen():
                if given["type"] == "message":
                    yield Message(**json.loads(given["data"]))
        finally:
            pubsub.unsubscribe(channel)

    def stream(self):
        channel = request.args.get("channel") or "sse"

        @stream_with_context
        def blocks():
            for message in self.messages(channel):
                yield str(message)

        return Response(blocks(), mimetype="text/event-stream")


sse = Events("sse", __name__)
sse.add_url_rule(rule="", endpoint="stream", view_func=sse.stream)
