"""manage.py import_quotes: what it says, what it writes, what a kill leaves."""

import gzip
import json
import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest
import zstandard
from django.core.management import CommandError, call_command
from django.db import connection

from quotes.models import Article, ImportRun, Quote
from tests.importers.storing.taking import piece, promise

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.django_db


def lines(*records):
    return "".join(json.dumps(record) + "\n" for record in records).encode()


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "pieces.ndjson"
    path.write_bytes(lines(piece(promise())))
    return path


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("import_quotes", *map(str, arguments), stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def test_it_says_what_became_of_each_kind(file):
    out, err = run(file)

    assert f"{file}: quote: 1 created" in out
    assert f"{file}: article: 1 created" in out
    assert f"written (import {ImportRun.objects.get().public_id})" in out
    assert err == ""


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.compress])
def test_packed_files_are_unpacked(file, pack):
    file.write_bytes(pack(file.read_bytes()))

    run(file)

    assert Quote.objects.count() == 1


def test_a_dry_run_writes_nothing(file):
    out, _err = run(file, "--dry-run")

    assert "nothing was written (dry run)" in out
    assert not Quote.objects.exists()


def test_a_file_cut_off_is_told_and_nothing_of_it_written(file):
    good = lines(*(piece(promise(), external_id=f"{n}") for n in range(50)))
    file.write_bytes(gzip.compress(good)[:-20])

    with pytest.raises(CommandError):
        run(file)

    assert not Article.objects.exists()


def test_the_report_has_a_line_for_each_refusal(file, tmp_path):
    wrong = piece(promise(kind="x"), external_id="2")
    file.write_bytes(lines(piece(promise()), wrong))
    report, refused = tmp_path / "report.ndjson", tmp_path / "refused.ndjson"

    with pytest.raises(CommandError, match="1 of 1"):
        run(file, "--report", report, "--keep-going", refused)

    (entry,) = map(json.loads, report.read_text("utf-8").splitlines())
    assert entry["file"] == str(file)
    assert (entry["place"], entry["outcome"]) == ("line 2", "refused")
    assert entry["faults"][0]["field"] == "quotes[0].kind"
    assert entry["faults"][0]["do"] == "It can be direct, indirect, mixed."
    mended = refused.read_text("utf-8").replace('"kind":"x"', '"kind":"indirect"')
    refused.write_text(mended, "utf-8")
    run(refused)
    assert Quote.objects.count() == 2


def test_resuming_skips_what_was_taken_in(file):
    run(file)

    out, _err = run(file, "--resume")

    assert "skipped" in out
    assert ImportRun.objects.count() == 1


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(CommandError):
        run(tmp_path / "nothing.ndjson")


def test_two_files_are_two_transactions(file, tmp_path):
    other = tmp_path / "other.ndjson"
    other.write_bytes(lines(piece(promise(kind="x"), external_id="2")))

    with pytest.raises(CommandError, match="1 of 2"):
        run(other, file)

    assert Article.objects.count() == 1


def test_whose_the_rows_are(file):
    with pytest.raises(CommandError, match="no user nobody"):
        run(file, "--by", "nobody")


@pytest.mark.parametrize(
    "sample",
    sorted(
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "fixtures/articles").glob("*/*")
        if "statements" not in path.name and path.parent.name != "annotations"
    ),
)
def test_every_sample_is_taken_in_and_proven(sample, capsys):
    if sample.endswith("newsmessage.xml"):
        with pytest.raises(CommandError):
            run(ROOT / sample)
        return

    out, _err = run(ROOT / sample)

    assert "written (import" in out
    if Article.objects.exclude(revisions=None).exists():  # the dump's have no text yet
        call_command("check_data")
    again, _err = run(ROOT / sample)
    assert "updated" not in again


#: Imports a file and is killed in it: after so many batches, or once all is written.
_DYING = """
import os, signal, sys
import django
django.setup()
from django.core.management import call_command
from quotes.importers.storing import runs
from quotes.models import Article
file, after = sys.argv[1:]
done, load = [], runs.load_articles

def load_and_die(frame, batch):
    load(frame, batch)
    done.append(len(batch))
    if after == "two batches" and len(done) == 2:
        frame.beside.settle()
        assert Article.objects.count() == sum(done)
        os.kill(os.getpid(), signal.SIGKILL)
    if after == "a batch is sent" and len(done) == 3:
        frame.beside.send()
        os.kill(os.getpid(), signal.SIGKILL)

runs.load_articles = load_and_die
call_command("import_quotes", file, "--no-checks")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("after", "written"),
    [("two batches", 0), ("a batch is sent", 0), ("the commit", 1200)],
)
def test_a_kill_leaves_all_or_nothing_and_a_rerun_completes(tmp_path, after, written):
    file = tmp_path / "many.ndjson"
    records = (piece(promise(), external_id=f"{n}") for n in range(1200))
    file.write_bytes(lines(*records))
    environment = {
        **os.environ,
        "DATABASE_URL": address_of_database(),
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }

    killed = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", _DYING, str(file), after],
        cwd=ROOT,
        env=environment,
        capture_output=True,
    )

    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert Article.objects.count() == Quote.objects.count() == written
    assert ImportRun.objects.count() == bool(written)
    out, _err = run(file, "--no-checks")
    assert f"article: 1200 {'unchanged' if written else 'created'}" in out
    assert Article.objects.count() == Quote.objects.count() == 1200


def address_of_database():
    """Return the address of the tests' database for a process beside this one."""
    parts = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{parts['NAME']}"
    return (
        f"postgres://{parts['USER']}:{parts['PASSWORD']}@{parts['HOST']}:"
        f"{parts['PORT']}/{parts['NAME']}"
    )
