"""`manage.py export_quotes`: whole or not there, and what it was asked for."""

import csv
import gzip
import io
import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import zstandard
from django.core.management import CommandError, call_command

from quotes.exports import flat
from tests import factories as make

ROOT = Path(__file__).parents[2]

# A snapshot is a transaction of its own: none of the test's may be around it.
pytestmark = pytest.mark.django_db(transaction=True)


def export(path, *arguments):
    call_command("export_quotes", str(path), *arguments)
    data = path.read_bytes()
    if data.startswith(b"\x1f\x8b"):
        return gzip.decompress(data)
    if data.startswith(b"\x28\xb5\x2f\xfd"):
        return zstandard.ZstdDecompressor().decompressobj().decompress(data)
    return data


def records(data):
    return [json.loads(line) for line in data.splitlines()]


def csv_rows(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def quotes_in(data):
    return [
        quote["id"] for record in records(data) for quote in record.get("quotes", ())
    ]


def test_it_says_what_it_wrote(tmp_path, capsys):
    quote = make.make_verified_quote()
    data = export(tmp_path / "all.ndjson")

    assert quotes_in(data) == [quote.public_id]
    assert capsys.readouterr().out == f"{tmp_path}/all.ndjson: articles 1, quotes 1\n"
    assert stat.S_IMODE((tmp_path / "all.ndjson").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["all.ndjson"]


@pytest.mark.parametrize(
    ("name", "options", "magic"),
    [
        ("a.ndjson.gz", (), b"\x1f\x8b"),
        ("a.ndjson.zst", (), b"\x28\xb5\x2f\xfd"),
        ("a.ndjson", ("--compress", "zstd"), b"\x28\xb5\x2f\xfd"),
        ("a.gz", ("--compress", "none"), b'{"type"'),
    ],
)
def test_compression_follows_the_name_or_the_option(tmp_path, name, options, magic):
    make.make_verified_quote()
    data = export(tmp_path / name, *options)

    assert (tmp_path / name).read_bytes().startswith(magic)
    assert records(data)[0]["type"] == "export"


def test_csv_has_a_quote_on_each_row(tmp_path):
    source = make.make_source("=1+1", kind="wire")
    joint = make.make_verified_quote(
        speaker=make.make_speaker("Kiev", wikidata_id="Q1899"), source=source
    )
    make.make_quote(**make.DENIAL, article=joint.article)
    rows = csv_rows(export(tmp_path / "all.csv.gz"))

    assert [row["quote_id"] for row in rows] == [
        quote.public_id for quote in joint.article.quotes.order_by("pk")
    ]
    row = rows[0]
    assert list(row) == list(flat.COLUMNS)
    assert row["words"] == make.WORDS
    assert (row["cue"], row["mention"]) == (make.CUE, make.MENTION)
    assert (row["speaker"], row["speaker_wikidata_id"]) == ("Kiev", "Q1899")
    assert row["source"] == "'=1+1"
    assert row["status"] == "verified"
    assert row["article_id"] == joint.article.public_id


def test_it_can_be_narrowed_down(tmp_path):
    old = make.make_verified_quote(article=make.make_article(published_on="2020-01-01"))
    new = make.make_verified_quote(article=make.make_article(published_on="2024-01-01"))
    waiting = make.make_quote("agir vite", article=new.article, cue="a lancé")
    undated = make.make_verified_quote()

    def of(*options):
        found = quotes_in(export(tmp_path / "a.ndjson", "--force", *options))
        return set(found)

    ids = {quote.public_id for quote in (old, new, waiting, undated)}
    assert of() == ids
    assert of("--article", old.article.public_id) == {old.public_id}
    assert of("--since", "2023-06-01") == ids - {old.public_id}
    assert of("--status", "unverified") == {waiting.public_id}
    rows = csv_rows(export(tmp_path / "a.csv", "--status", "unverified"))
    assert [row["quote_id"] for row in rows] == [waiting.public_id]


def test_it_does_not_overwrite_unless_told_to(tmp_path):
    (tmp_path / "a.ndjson").write_text("mine")
    with pytest.raises(CommandError, match=r"is there already.*--force"):
        export(tmp_path / "a.ndjson")

    assert (tmp_path / "a.ndjson").read_text() == "mine"
    assert export(tmp_path / "a.ndjson", "--force").startswith(b'{"type":"export"')


def test_failures_are_sentences_and_leave_nothing(tmp_path, monkeypatch):
    with pytest.raises(CommandError, match="is no directory; make it first"):
        export(tmp_path / "no" / "a.ndjson")
    with pytest.raises(CommandError, match="There is no article 000000000000"):
        export(tmp_path / "a.ndjson", "--article", "000000000000")
    with pytest.raises(CommandError, match="--since 2024-13-01: give a day"):
        export(tmp_path / "a.ndjson", "--since", "2024-13-01")

    def full(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.exports.writing.json_line", full)
    with pytest.raises(CommandError, match=r"Nothing was written\..*No space left"):
        export(tmp_path / "a.ndjson")
    assert list(tmp_path.iterdir()) == []


def run(tmp_path, code, **options):
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(  # noqa: S603 - our own code
        [
            *(sys.executable, "-c"),
            "import django; django.setup()\n"
            "from django.core.management import call_command\n"
            f"call_command('migrate', verbosity=0)\n{code}",
        ],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        **options,
    )


def test_the_standard_output_has_the_records_alone(tmp_path):
    process = run(tmp_path, "call_command('export_quotes', '-')")
    out, err = process.communicate(timeout=120)

    assert [record["type"] for record in records(out)] == ["export"]
    assert err == b"-: articles 0, quotes 0\n"


def test_a_signal_to_end_leaves_nothing_behind(tmp_path):
    (tmp_path / "out").mkdir()
    code = (
        "import time, quotes.exports.writing as writing\n"
        "def slow(record):\n"
        "    print('writing', flush=True); time.sleep(60)\n"
        "writing.json_line = slow\n"
        f"call_command('export_quotes', {str(tmp_path / 'out' / 'a.ndjson')!r})\n"
    )
    process = run(tmp_path, code)
    assert process.stdout.readline() == b"writing\n"
    assert list((tmp_path / "out").iterdir())

    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)

    assert process.returncode == 128 + signal.SIGTERM
    assert list((tmp_path / "out").iterdir()) == []
