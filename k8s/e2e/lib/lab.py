"""Runs notebooks in the lab's pod as a browser does, through JupyterLab's own interface, and prints what their cells show.

    lab.py URL NOTEBOOK...     the token is taken from LAB_TOKEN; code on standard input is run behind the last notebook

Ends with 1 at the first cell that fails. It shares no code with the lab.
"""
import json
import os
import sys
import time
import urllib.request
import uuid

import websocket

PATIENCE_SECONDS = 180 * int(os.environ.get("PATIENCE", "1"))


class CellFailed(Exception):
    pass


class Jupyter:
    def __init__(self, url, token):
        self.url = url
        self.headers = {"Authorization": "token " + token}

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data=data, method=method, headers=self.headers)
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as answer:
            text = answer.read()
        return json.loads(text) if text else None

    def cells(self, notebook):
        content = self.call("GET", "/api/contents/" + notebook)["content"]
        sources = [cell["source"] for cell in content["cells"] if cell["cell_type"] == "code"]
        return ["".join(source) for source in sources]

    def start(self, notebook):
        kernel = {"name": "python3"}
        return self.call("POST", "/api/sessions", {"path": notebook, "name": notebook, "type": "notebook", "kernel": kernel})

    def end(self, session):
        self.call("DELETE", "/api/sessions/" + session["id"])

    def kernel(self, session):
        address = f"{self.url.replace('http', 'ws', 1)}/api/kernels/{session['kernel']['id']}/channels?session_id=e2e"
        headers = [f"{name}: {value}" for name, value in self.headers.items()]
        return Kernel(websocket.create_connection(address, header=headers, timeout=PATIENCE_SECONDS))


class Kernel:
    """Messages as https://jupyter-client.readthedocs.io/en/stable/messaging.html has them."""

    def __init__(self, socket):
        self.socket = socket

    def run(self, code):
        """What the cell shows, as text."""
        number = uuid.uuid4().hex
        content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
        header = {"msg_id": number, "msg_type": "execute_request", "username": "", "session": "e2e", "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
        self.socket.send(json.dumps(message))
        shown = []
        while True:
            answer = json.loads(self.socket.recv())
            if answer["parent_header"].get("msg_id") != number or answer["channel"] != "iopub":
                continue
            kind, content = answer["msg_type"], answer["content"]
            if kind == "error":
                raise CellFailed(f"{code}\n{content['ename']}: {content['evalue']}")
            if kind == "stream":
                shown.append(content["text"].rstrip())
            elif kind in ("execute_result", "display_data"):
                shown += text(content["data"])
            elif kind == "status" and content["execution_state"] == "idle":
                return shown


def text(data):
    images = [f"[{kind}, {len(value)} characters]" for kind, value in data.items() if kind.startswith("image/")]
    return images or [data.get("text/plain", "")]


def run(jupyter, notebook, more):
    started = time.monotonic()
    session = jupyter.start(notebook)
    try:
        kernel = jupyter.kernel(session)
        for code in jupyter.cells(notebook) + more:
            for shown in kernel.run(code):
                print(shown)
    finally:
        jupyter.end(session)
    print(f"{notebook}: {time.monotonic() - started:.1f} s", flush=True)


def main(url, *notebooks):
    jupyter = Jupyter(url, os.environ["LAB_TOKEN"])
    more = [] if sys.stdin.isatty() else [code for code in [sys.stdin.read()] if code.strip()]
    for notebook in notebooks:
        try:
            run(jupyter, notebook, more if notebook == notebooks[-1] else [])
        except CellFailed as failure:
            print(f"{notebook}: a cell failed: {failure}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
