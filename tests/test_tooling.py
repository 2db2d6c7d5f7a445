"""The machinery around the tests: pins, make, throwaway servers, counting."""

import re
import signal
import socket
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests import parts, postgres
from tests.counts import Run, add_run, read_runs
from tests.parts import Part, find_chromium, missing_parts
from tests.postgres import PostgresFailed, find_programs, throwaway_cluster
from tests.run import Session

ROOT = Path(__file__).parent.parent
PIN = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!_-]+")


def normal(requirement):
    """Return the name in a requirement, as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


def test_constraints_are_plain_pins_of_everything_asked_for():
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert [pin for pin in pins if not PIN.fullmatch(pin)] == []
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    assert {*map(normal, wanted)} <= {*map(normal, pins)}


def test_make_alone_lists_every_target():
    listed = subprocess.run(["make", "-s"], cwd=ROOT, capture_output=True, text=True)  # noqa: S607
    names = re.findall(r"^make (\w+)", listed.stdout, re.MULTILINE)
    makefile = (ROOT / "Makefile").read_text("utf-8")
    assert names == re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split()


needs_postgres = pytest.mark.skipif(
    find_programs() is None, reason="PostgreSQL is not installed"
)


def is_listening(url):
    """Tell whether something answers at the address of a database."""
    parts = urlsplit(url)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


@needs_postgres
def test_the_throwaway_server_ends_with_its_command(monkeypatch):
    monkeypatch.delenv("TEST_DATABASE_URL", raising=False)
    shown = (
        "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(60)"
    )
    command = ["-m", "tests.postgres", "--", sys.executable, "-c", shown]
    with subprocess.Popen(  # noqa: S603
        [sys.executable, *command], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as child:
        url = child.stdout.readline().strip()
        assert is_listening(url)
        child.send_signal(signal.SIGTERM)
        assert child.wait(60) == 128 + signal.SIGTERM
    assert not is_listening(url)


@needs_postgres
def test_a_server_that_cannot_start_says_why(monkeypatch, capfd):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(postgres, "_free_port", lambda: taken.getsockname()[1])
        cannot_start = pytest.raises(PostgresFailed, match="did not start")
        with cannot_start, throwaway_cluster():
            pytest.fail("started on a taken port")
    assert "Address already in use" in capfd.readouterr().err


def test_the_newest_debian_release_is_taken(monkeypatch):
    monkeypatch.setattr(
        postgres.Path,
        "glob",
        lambda *_: [Path(f"/usr/lib/postgresql/{n}/bin/postgres") for n in (9, 17, 15)],
    )
    monkeypatch.setattr(postgres.Path, "exists", lambda _: True)
    assert find_programs() == Path("/usr/lib/postgresql/17/bin")


def test_a_missing_part_is_a_reason_for_those_who_may_not_install(monkeypatch):
    monkeypatch.setattr(parts.os, "geteuid", lambda: 1000)
    part = Part("Something", lambda: False, ("some-package",))
    assert missing_parts((part,)) == {
        part: "not found; on Debian: apt-get install some-package"
    }


def test_root_installs_all_missing_parts_at_once(monkeypatch):
    asked = []
    monkeypatch.setattr(parts.os, "geteuid", lambda: 0)
    monkeypatch.setattr(parts.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(parts, "_apt_install", lambda names: asked.append(names) or "")
    one = Part("One", lambda: bool(asked), ("a", "b"))
    other = Part("Other", lambda: False, ("c",))
    there = Part("There", lambda: True, ("d",))
    missing = missing_parts((one, other, there))
    assert asked == [["a", "b", "c"]]
    assert missing == {other: "not found, and apt-get did not install c"}


def test_a_named_chromium_goes_before_an_installed_one(monkeypatch):
    monkeypatch.setenv("NEWSROOM_CHROMIUM", "/opt/chromium")
    assert find_chromium() == "/opt/chromium"


#: What the runs of a session below are of: one test of each kind.
SAMPLE = """
import pytest

def test_right():
    pass

def test_wrong():
    assert False

def test_left_out():
    pytest.skip("for a reason")
"""


@pytest.fixture
def session(tmp_path):
    """A session over the sample, without the plugins that take long to start."""
    (tmp_path / "test_sample.py").write_text(SAMPLE)
    unneeded = ("django", "randomly", "hypothesispytest")
    without = [word for name in unneeded for word in ("-p", f"no:{name}")]
    return Session(
        tmp_path / "runs.jsonl", [*without, "--rootdir", str(tmp_path), str(tmp_path)]
    )


def test_the_last_run_shows_all_right_before_the_last_line(session, capfd):
    earlier = Run("SQLite", {"failed": 1, "passed": 2}, 3, ["a::b"], is_bad=True)
    add_run(session.runs, earlier)
    session.pytest("Browser", ("-n", "2"), TEST_RUN_LAST="1")
    *_, title, first, name, second, failure, last = capfd.readouterr().out.splitlines()
    assert "all runs" in title
    assert [first, name] == ["SQLite: 1 failed, 2 passed in 3 s", "  a::b"]
    assert second.startswith("Browser: 1 failed, 1 passed, 1 skipped in ")
    assert failure.endswith("::test_wrong")
    assert re.fullmatch(r"=+ 1 failed, 1 passed, 1 skipped in .*s =+", last)
    assert [run.is_bad for run in read_runs(session.runs)] == [True, True]


@pytest.mark.parametrize(("ci", "is_bad"), [("true", True), ("", False)])
def test_a_run_without_tests_is_bad_in_ci_only(session, monkeypatch, ci, is_bad):
    monkeypatch.setenv("CI", ci)
    session.pytest("Sample", ("-k", "nothing"))
    assert [run.is_bad for run in read_runs(session.runs)] == [is_bad]


def test_a_pytest_that_never_starts_is_bad(session):
    session.pytest("Sample", ("--no-such-option",))
    assert [(str(run), run.is_bad) for run in read_runs(session.runs)] == [
        ("Sample: pytest ended with status 4", True)
    ]
