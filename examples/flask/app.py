# SPDX-License-Identifier: GPL-3.0-or-later
"""A Flask-SSE application as its manual has it. Heliograph on the same Redis needs no change to it."""
import os

from flask import Flask, render_template, request

try:
    from flask_sse import sse
except ModuleNotFoundError:
    from events import sse  # the same form on Redis, where there is no pip: Debian does not package Flask-SSE

app = Flask(__name__)
app.config["REDIS_URL"] = os.environ.get("REDIS_URL", "redis://localhost")
app.register_blueprint(sse, url_prefix="/stream")


@app.route("/")
def index():
    return render_template("index.html")


@app.route("/greet", methods=["POST"])
def greet():
    sse.publish({"message": request.form.get("message", "Hello!")}, type="greeting")
    return "", 204
