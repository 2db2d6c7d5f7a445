"""Many requests at once, from a bounded number of connections, and how long they took."""

import json
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path

from tests.parts import Part, missing_parts
from tests.processes import say

WRK = Part("wrk", lambda: shutil.which("wrk") is not None, ("wrk",))
CONNECTIONS = 8
#: Longest wait for an answer, in seconds.
PATIENCE = 60

#: Asks for one path after the other, and tells counts and microseconds in one line.
SCRIPT = """
local paths, headers = {paths}, {headers}
local requests, at = {{}}, 0
init = function()
  for number, path in ipairs(paths) do
    requests[number] = wrk.format("GET", path, headers)
  end
end
request = function()
  at = at % #requests + 1
  return requests[at]
end
done = function(summary, latency)
  local e = summary.errors
  io.write(string.format("RESULT %d %d %d %d %d\\n", summary.requests, summary.duration,
    latency:percentile(50), latency:percentile(95),
    e.connect + e.read + e.write + e.status + e.timeout))
end
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Requests a second, milliseconds below which 50 and 95 % stayed, and failures."""

    rate: float
    p50: float
    p95: float
    failed: int


def find_client() -> Callable:
    """Return measure(port, paths, headers, seconds, connections) -> Measured.

    And say where it is not wrk.
    """
    if missing_parts((WRK,)):
        say(
            "wrk is not there: threads of this process ask, which costs some of the speed."
        )
        return measure_by_threads
    return measure_by_wrk


def measure_by_wrk(port, paths, headers, seconds, connections=CONNECTIONS):
    """Ask with wrk, on the last core where there are several."""
    script = SCRIPT.format(
        paths=_lua(paths),
        headers="{"
        + ", ".join(f"[{_text(k)}] = {_text(v)}" for k, v in headers.items())
        + "}",
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "paths.lua")
        path.write_text(script, "utf-8")
        command = [
            *pinned("last"),
            *("wrk", "-t1", f"-c{connections}", f"-d{seconds}s"),
            *(f"--timeout={PATIENCE}s", f"--script={path}"),
            f"http://127.0.0.1:{port}",
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    line = next(line for line in told.stdout.splitlines() if line.startswith("RESULT"))
    count, duration, p50, p95, failed = map(int, line.split()[1:])
    return Measured(count / duration * 1e6, p50 / 1000, p95 / 1000, failed)


def measure_by_threads(port, paths, headers, seconds, connections=CONNECTIONS):
    """Ask with threads of this process."""
    spent, failed, lock = [], [], threading.Lock()
    following, until = cycle(paths), time.perf_counter() + seconds

    def ask():
        link = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while (began := time.perf_counter()) < until:
            with lock:
                path = next(following)
            try:
                link.request("GET", path, headers=headers)
                answer = link.getresponse()
                answer.read()
                if answer.status >= 400:
                    failed.append(path)
            except OSError:
                failed.append(path)
                link.close()
            spent.append((time.perf_counter() - began) * 1000)
        link.close()

    began = time.perf_counter()
    threads = [threading.Thread(target=ask) for _number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent.sort()
    rate = len(spent) / (time.perf_counter() - began)
    return Measured(
        rate, spent[len(spent) // 2], spent[int(len(spent) * 0.95)], len(failed)
    )


def ask_each(port, paths, clients, headers=None):
    """Ask for each path once, by so many clients at once; return the milliseconds of each.

    An answer of 400 and more raises RuntimeError, with the path.
    """
    left, spent, failed = iter(list(paths)), [], []
    lock = threading.Lock()

    def ask():
        link = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        while True:
            with lock:
                path = next(left, None)
            if path is None:
                return link.close()
            began = time.perf_counter()
            link.request("GET", path, headers=headers or {})
            answer = link.getresponse()
            answer.read()
            spent.append((time.perf_counter() - began) * 1000)
            if answer.status >= 400:
                failed.append(f"{answer.status} {path}")

    threads = [threading.Thread(target=ask) for _number in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(f"{len(failed)} requests failed, such as {failed[0]}")
    return spent


def fetch(port, path, headers):
    """Return (status, headers, bytes of the body) of one request."""
    link = HTTPConnection("127.0.0.1", port, timeout=PATIENCE * 3)
    try:
        link.request("GET", path, headers=headers)
        answer = link.getresponse()
        return answer.status, answer.headers, len(answer.read())
    finally:
        link.close()


def pinned(which):
    """Return how to begin a command that is to stay on the first or the last core."""
    count = len(_cores())
    if count < 2 or not shutil.which("taskset"):
        return []
    return ["taskset", "-c", str(_cores()[0 if which == "first" else -1])]


def _cores():
    import os

    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else [0]


def free_port():
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _lua(texts):
    return "{" + ", ".join(map(_text, texts)) + "}"


def _text(text):
    """Return an ASCII text as Lua writes it, which JSON does alike."""
    return json.dumps(text)
