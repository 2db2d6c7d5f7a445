"""manage.py import_quotes: what it says, what it writes, what a kill leaves."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
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


class TestKilled:
    """kill -9 at any moment leaves all or nothing."""

    @pytest.fixture
    def many(self, tmp_path):
        path = tmp_path / "many.ndjson"
        path.write_bytes(
            lines(*(piece(promise(), external_id=f"{n}") for n in range(3000)))
        )
        return path

    @pytest.mark.django_db(transaction=True)
    def test_nothing_is_there_and_a_rerun_completes(self, many, tmp_path):
        name = connection.settings_dict["NAME"]
        if "memory" in str(name):
            pytest.skip("the database of this process is in its memory")
        killed = self.start(many)
        time.sleep(4)
        os.kill(killed.pid, signal.SIGKILL)
        killed.wait()

        written = ImportRun.objects.count()
        assert Article.objects.count() == (3000 if written else 0)
        run(many, "--no-checks")
        assert Article.objects.count() == 3000

    def start(self, file):
        parts = connection.settings_dict
        if connection.vendor == "postgresql":
            host, port = parts["HOST"], parts["PORT"]
            address = f"postgres://{parts['USER']}@{host}:{port}/{parts['NAME']}"
        else:
            address = f"sqlite:///{parts['NAME']}"
        environment = {
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        command = [sys.executable, "manage.py", "import_quotes", str(file)]
        return subprocess.Popen(  # noqa: S603 - our own command
            [*command, "--no-checks"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
