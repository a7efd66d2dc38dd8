# SPDX-License-Identifier: GPL-3.0-or-later
"""What app.py needs of Flask-SSE, for a machine where Flask-SSE cannot be installed: the same messages on Redis."""
from flask import Blueprint, Response, current_app, json, request, stream_with_context
from redis import StrictRedis


class Events(Blueprint):
    @property
    def redis(self):
        url = current_app.config.get("SSE_REDIS_URL") or current_app.config["REDIS_URL"]
        return StrictRedis.from_url(url)

    def publish(self, data, type=None, id=None, retry=None, channel="sse"):
        given = {"data": data, "type": type, "id": id, "retry": retry}
        return self.redis.publish(channel, json.dumps({key: value for key, value in given.items() if value}))

    def messages(self, channel):
        listener = self.redis.pubsub()
        listener.subscribe(channel)
        try:
            for message in listener.listen():
                if message["type"] == "message":
                    yield json.loads(message["data"])
        finally:
            listener.close()

    def stream(self):
        @stream_with_context
        def blocks():
            for message in self.messages(request.args.get("channel") or "sse"):
                if "type" in message:
                    yield f"event:{message['type']}\n"
                if "id" in message:
                    yield f"id:{message['id']}\n"
                if "retry" in message:
                    yield f"retry:{message['retry']}\n"
                data = message["data"]
                text = data if isinstance(data, str) else json.dumps(data)
                yield "".join(f"data:{line}\n" for line in text.splitlines()) + "\n"

        return Response(blocks(), mimetype="text/event-stream")


sse = Events("sse", __name__)
sse.add_url_rule(rule="", endpoint="stream", view_func=sse.stream)
