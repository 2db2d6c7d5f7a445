"""The site served as in production, on the test's own database: packed and by gunicorn."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import quote

ROOT = Path(__file__).parents[2]


def url_of(connection):
    """Return the address of the database that a connection leads to."""
    given = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{given['NAME']}"
    who = f"{quote(given['USER'])}:{quote(given['PASSWORD'])}" if given["USER"] else ""
    place = f"{quote(given['HOST'], safe='')}:{given['PORT']}".rstrip(":")
    return f"postgres://{who}@{place}/{given['NAME']}"


@contextlib.contextmanager
def served(database, folder):
    """Give the address of a gunicorn that serves a database with collected static files."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    env = {
        **os.environ,
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_SECRET_KEY": "for this measurement only",
        "NEWSROOM_DEBUG": "0",
        "NEWSROOM_STATIC_FINDERS": "0",
        "NEWSROOM_STATIC_ROOT": str(folder / "static"),
    }
    python = [sys.executable, "-W", "ignore"]
    collect = [*python, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, check=True, cwd=ROOT, env=env)  # noqa: S603 - our own
    serve = [*python, "-m", "gunicorn", "newsroom.wsgi", "--bind", f"127.0.0.1:{port}"]
    serve += ["--threads", "4", "--log-level", "warning"]
    server = subprocess.Popen(serve, cwd=ROOT, env=env)  # noqa: S603 - our own
    try:
        _wait_for(f"http://127.0.0.1:{port}/robots.txt", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:  # a page that nobody waits for any more
            server.kill()
            server.wait()


def _wait_for(address, server, seconds=60):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if server.poll() is not None:
            raise RuntimeError(f"gunicorn ended with status {server.returncode}")
        with contextlib.suppress(urllib.error.URLError, ConnectionError):
            urllib.request.urlopen(address, timeout=10).close()  # noqa: S310 - ours
            return
        time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within {seconds} s")
