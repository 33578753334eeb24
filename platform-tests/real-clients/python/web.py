"""What every client here has around its library: a web application and a page that shows what was seen."""
import json
import os
from urllib.parse import urlparse

from flask import Flask
from markupsafe import escape

BASE = os.environ["BASE"]
app = Flask("client")
app.secret_key = "not-a-secret-in-a-test"


def show(**seen):
    return f'<!doctype html><title>Client</title><pre id="seen">{escape(json.dumps(seen))}</pre>'


@app.get("/")
def home():
    return show(signedIn=False)


def serve():
    app.run(port=urlparse(BASE).port)
