"""What the figures were taken on: machine, load, versions."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

PACKAGES = ("Django", "psycopg", "gunicorn", "orjson")


def load():
    """Return how many processes wanted a core in the last minute, and how many there are."""
    return f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"


def facts(url=""):
    """Return a sentence about machine and versions; url names a PostgreSQL to ask."""
    told = [
        f"{os.cpu_count()} cores",
        f"{_memory()} GB",
        platform.platform(terse=True),
        f"Python {platform.python_version()}",
        *(f"{name} {_version(name)}" for name in PACKAGES),
    ]
    if url.startswith("postgres"):
        import psycopg

        with psycopg.connect(url) as link:
            server = link.info.parameter_status("server_version")
            (buffers,) = link.execute("SHOW shared_buffers").fetchone()
        told.append(f"PostgreSQL {server} (shared_buffers {buffers})")
    import sqlite3

    told.append(f"SQLite {sqlite3.sqlite_version}")
    return ", ".join(told)


def peak_megabytes(pid="self"):
    """Return the most memory that a running process has had, by VmHWM; Linux only."""
    for line in Path(f"/proc/{pid}/status").read_text("utf-8").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return None


def _memory():
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9)


def _version(name):
    try:
        return version(name)
    except PackageNotFoundError:
        return "–"
