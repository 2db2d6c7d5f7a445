"""The three servers that are compared, each with one process on one core."""

import contextlib
import os
import secrets
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import psycopg

from tests.benchmarks.load_client import fetch, free_port, pinned
from tests.processes import say

ROOT = Path(__file__).parents[2]
THREADS = 4
#: How long a server may take to answer for the first time, in seconds.
START = 60


@contextlib.contextmanager
def ours(url, folder, **more):
    """Serve newsroom.wsgi as in production, static files collected; give the port.

    more is put into its environment.
    """
    env = {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_SECRET_KEY": secrets.token_urlsafe(50),
        "NEWSROOM_STATIC_ROOT": str(folder / "static"),
        "NEWSROOM_API_RATE": "0",
        "NEWSROOM_DEBUG": "0",
        "NEWSROOM_STATIC_FINDERS": "0",
        **more,
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--noinput", "-v", "0"]
    subprocess.run(collect, check=True, cwd=ROOT, env={**os.environ, **env})  # noqa: S603
    with _gunicorn("newsroom.wsgi", env, folder) as port:
        yield port


@contextlib.contextmanager
def floor(url, folder):
    """Serve tests/benchmarks/floor.py; give the port."""
    with _gunicorn("tests.benchmarks.floor", {"DATABASE_URL": url}, folder) as port:
        yield port


@contextlib.contextmanager
def datasette(program, file, folder):
    """Serve a SQLite file in Datasette's best form: immutable, counted beforehand."""
    counts = folder / "counts.json"
    inspect = [program, "inspect", file, "--inspect-file", counts]
    subprocess.run(inspect, check=True, capture_output=True)  # noqa: S603
    port = free_port()
    settings = {
        "suggest_facets": "off",
        "default_page_size": "25",
        "default_cache_ttl": "0",
        "sql_time_limit_ms": "10000",
    }
    command = [
        *(program, "serve", "--immutable", file, "--inspect-file", counts),
        *("--host", "127.0.0.1", "--port", str(port)),
        *(part for name in settings for part in ("--setting", name, settings[name])),
    ]
    with _running(command, {}, port, folder / "datasette.log"):
        yield port


@contextlib.contextmanager
def _gunicorn(module, env, folder):
    port = free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", f"{module}:application"),
        *("--bind", f"127.0.0.1:{port}", "--workers", "1"),
        *("--worker-class", "gthread", "--threads", str(THREADS)),
        *("--keep-alive", "30", "--log-level", "warning"),
    ]
    with _running(command, env, port, folder / f"{module}.log"):
        yield port


@contextlib.contextmanager
def _running(command, env, port, log):
    """Run a server on the first core until the block ends."""
    with log.open("wb") as output:
        server = subprocess.Popen(  # noqa: S603 - our own commands
            [*pinned("first"), *map(str, command)],
            cwd=ROOT,
            env={**os.environ, **env},
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        _wait_for(server, port, log)
        yield
    finally:
        # The whole session: the worker and its master.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _wait_for(server, port, log):
    until = time.monotonic() + START
    while time.monotonic() < until:
        if server.poll() is not None:
            break
        try:
            fetch(port, "/", {})
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit(f"A server did not start:\n{log.read_text('utf-8')[-3000:]}")


def pin_postgres(url):
    """Keep PostgreSQL on the last core, beside the client; say what shares what.

    Only where it is our own child's child, on this machine, and we may.
    """
    if not pinned("last") or urlsplit(url).hostname != "127.0.0.1":
        say("Nothing is pinned: servers, database and client share all cores.")
        return
    core = int(pinned("last")[-1])
    with psycopg.connect(url) as link:
        (folder,) = link.execute("SHOW data_directory").fetchone()
    master = int(Path(folder, "postmaster.pid").read_text("utf-8").split()[0])
    try:
        # Backends are its children and take its core over.
        os.sched_setaffinity(master, {core})
    except PermissionError:
        say("PostgreSQL is not pinned: it belongs to somebody else.")
        return
    say(
        f"The server under test has core {pinned('first')[-1]} to itself; PostgreSQL and "
        f"the client share core {core}."
    )
