# SPDX-License-Identifier: GPL-3.0-or-later
"""The application of Flask-SSE's quick start, and a way to publish anything for the tests."""
import os

from events import sse
from flask import Flask, request

app = Flask(__name__)
app.config["REDIS_URL"] = os.environ["REDIS_URL"]
app.register_blueprint(sse, url_prefix="/stream")


@app.route("/hello")
def publish_hello():
    sse.publish({"message": "Hello!"}, type="greeting")
    return "Message sent!"


@app.route("/publish", methods=["POST"])
def publish():
    return str(sse.publish(**request.get_json()))
