"""The whole dump: valid, complete, of one moment, and nothing in it that is not public."""

import csv
import gzip
import hashlib
import json
import subprocess
import threading
from datetime import UTC, datetime

import frictionless
import pytest
from cryptography.fernet import Fernet
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from quotes import workflow
from quotes.dump import DumpError, fields, tables, write_dump
from quotes.dump import files as dump_files
from quotes.models import Publication
from quotes.workflow.merging import merge_speakers
from tests import factories as make

# A snapshot is a transaction of its own: none of the test's may be around it.
pytestmark = pytest.mark.django_db(transaction=True)

NOW = datetime(2126, 1, 1, 12, tzinfo=UTC)
SITE = "https://quotes.example"
NAMES = ("quotes", "speakers", "articles", "sources", "corrections")


@pytest.fixture
def world():
    """One of every kind of public thing; returns quotes by name."""
    source = make.make_source(relays=make.make_source("l’entretien", kind="interview"))
    speaker = make.make_speaker(sort_name="Brandt, Anna")
    make.make_name(speaker)
    article = make.make_article(
        published_on="2024-11-13", publisher="AFP", url="https://afp.example/1"
    )
    quotes = {
        "verified": make.make_verified_quote(
            article=article,
            speaker=speaker,
            source=source,
            said_on="2024-11-01",
            said_on_precision="month",
        ),
        "unresolved": make.make_unresolved_quote(
            "agir vite", article=article, cue="a lancé", mention="la ministre"
        ),
        "denial": make.make_verified_quote(
            speaker=make.make_speaker("Kremlin", kind="government"), **make.DENIAL
        ),
        "withdrawn": make.make_withdrawn_quote(speaker=make.make_speaker("Petra N.")),
        "review": make.make_quote_under_review(),
    }
    make.make_published_correction(quotes["verified"])
    make.make_published_correction(
        quotes["withdrawn"], correction_class="withdrawal", right="Rien."
    )
    return quotes


def dump(folder, **options):
    target = folder / "dump"
    write_dump(target, SITE, now=NOW, **options)
    return target


def rows_of(target, name):
    """Return the rows of a table's NDJSON and of its CSV, as dictionaries."""
    lines = (target / f"{name}.ndjson").read_text("utf-8").splitlines()
    with (target / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in lines], list(csv.DictReader(file))


def problems(target):
    """Return what frictionless finds wrong with the CSV of a dump."""
    package = frictionless.Package(str(target / "datapackage.json"))
    for resource in list(package.resources):
        # NDJSON is another plug-in's; types_of_ndjson looks at those files.
        if resource.format == "ndjson":
            package.remove_resource(resource.name)
    assert {resource.name for resource in package.resources} == set(NAMES)
    return package.validate().flatten(["type", "message"])


# What is in it


# frictionless leaves the files open that it unpacks.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("compress", [False, True])
def test_frictionless_finds_it_valid(world, tmp_path, compress):
    assert problems(dump(tmp_path, compress=compress)) == []


def test_frictionless_finds_what_is_wrong(world, tmp_path):
    target = dump(tmp_path)
    path = target / "quotes.csv"
    article = world["verified"].article.public_id
    path.write_bytes(path.read_bytes().replace(article.encode(), b"0" * 12))

    types = {kind for kind, _message in problems(target)}
    assert types == {"hash-count", "foreign-key"}


def test_ndjson_has_the_types_that_the_package_says(world, tmp_path):
    target = dump(tmp_path)
    package = json.loads((target / "datapackage.json").read_text("utf-8"))
    python = {
        "string": str,
        "integer": int,
        "boolean": bool,
        "array": list,
        "object": dict,
        "date": str,
        "datetime": str,
    }
    for resource in package["resources"]:
        if resource["format"] != "ndjson":
            continue
        found, _cells = rows_of(target, resource["name"].removesuffix("-ndjson"))
        assert found
        declared = resource["schema"]["fields"]
        for row in found:
            assert [*row] == [field["name"] for field in declared]
            for field in declared:
                value = row[field["name"]]
                assert value is None or isinstance(value, python[field["type"]]), field


@pytest.mark.parametrize("name", NAMES)
def test_no_key_of_a_record_is_left_out(world, name):
    table = next(t for t in tables.tables_of(lambda path: path, NOW) if t.name == name)
    declared = {field["name"] for field in fields.of_records(name)}

    for record in table.records():
        assert record.keys() <= declared
        assert len(table.row(record)) == len(table.columns)


def test_both_forms_of_a_table_have_the_same_rows_in_the_order_of_their_ids(
    world, tmp_path
):
    target = dump(tmp_path)
    counts = {}
    for name in NAMES:
        records, cells = rows_of(target, name)
        ids = [record["id"] for record in records]
        assert ids == [row["id"] for row in cells]
        assert len(set(ids)) == len(ids) > 0
        counts[name] = len(ids)

    assert counts == {
        "quotes": 5,
        "speakers": 3,
        "articles": 4,
        "sources": 2,
        "corrections": 2,
    }


def test_a_withdrawn_quote_is_there_without_its_words(world, tmp_path):
    records, cells = rows_of(dump(tmp_path), "quotes")
    identity = world["withdrawn"].public_id
    (record,) = (row for row in records if row["id"] == identity)
    (row,) = (row for row in cells if row["id"] == identity)

    assert record["status"] == row["status"] == "withdrawn"
    assert record["statement"] is None
    assert row["statement"] == row["speakers"] == ""
    assert record["notices"][0]["notice"]


def test_reported_speech_is_never_bare(world, tmp_path):
    records, cells = rows_of(dump(tmp_path), "quotes")
    identity = world["denial"].public_id
    (record,) = (row for row in records if row["id"] == identity)
    (row,) = (row for row in cells if row["id"] == identity)

    assert record["words"] is None
    assert row["reported"] == "true"
    assert row["statement"] == record["statement"]
    assert row["statement"].startswith("Le Kremlin a démenti que")


def test_addresses_begin_with_the_site(world, tmp_path):
    records, cells = rows_of(dump(tmp_path), "quotes")

    assert records[0]["url"] == cells[0]["url"] == f"{SITE}/q/{records[0]['id']}/"
    assert "testserver" not in (tmp_path / "dump/quotes.ndjson").read_text("utf-8")


def test_checksums_hold(world, tmp_path):
    target = dump(tmp_path)
    done = subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"],  # noqa: S607
        cwd=target,
        capture_output=True,
        text=True,
        check=True,
    )
    listed = {line.split(":")[0] for line in done.stdout.splitlines()}
    assert listed == {path.name for path in target.iterdir()} - {"SHA256SUMS"}

    package = json.loads((target / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = (target / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"


def test_the_same_rows_make_the_same_files(world, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    first = dump(tmp_path / "a", compress=True)
    second = dump(tmp_path / "b", compress=True)

    assert {path.name for path in first.iterdir()} >= {"quotes.csv.gz", "README.md"}
    for path in first.iterdir():
        assert path.read_bytes() == (second / path.name).read_bytes(), path.name


def test_compressed_files_hold_what_the_others_do(world, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
    plain, small = dump(tmp_path / "a"), dump(tmp_path / "b", compress=True)

    for name in NAMES:
        for form in ("csv", "ndjson"):
            data = (small / f"{name}.{form}.gz").read_bytes()
            assert gzip.decompress(data) == (plain / f"{name}.{form}").read_bytes()


def test_the_license_is_stated_only_where_the_settings_do(world, tmp_path, settings):
    plain = dump(tmp_path)
    assert "licenses" not in json.loads((plain / "datapackage.json").read_text("utf-8"))
    assert "License: none stated." in (plain / "README.md").read_text("utf-8")

    settings.NEWSROOM_DATA_LICENSE = "CC-BY-4.0 https://example.org/by/4.0/"
    licensed = dump(tmp_path, force=True)
    package = json.loads((licensed / "datapackage.json").read_text("utf-8"))
    assert package["licenses"] == [
        {"name": "CC-BY-4.0", "path": "https://example.org/by/4.0/"}
    ]
    assert package["created"] == "2126-01-01T12:00:00Z"


# What is not in it

SECRET = "Mélusine"


def hide_things():
    """Make rows that readers must not see, each with a word that stands nowhere else."""
    name = make.make_speaker(f"{SECRET} Inconnue")
    draft = make.make_article(
        f"« Rien », dit {SECRET}.", headline=f"{SECRET}, un brouillon", release="draft"
    )
    make.make_verified_quote("Rien", article=draft, speaker=name)
    make.make_quote(speaker=name, occasion=f"chez {SECRET}")
    make.make_proposed_quote(speaker=name)
    make.make_rejected_quote(speaker=name)
    hidden = make.make_article(
        headline=f"{SECRET} sous embargo",
        release="embargoed",
        embargo_until=datetime(2126, 1, 1, 12, 0, 1, tzinfo=UTC),
    )
    source = make.make_source(f"le carnet de {SECRET}")
    make.make_verified_quote(article=hidden, speaker=name, source=source)
    withheld = make.make_verified_quote(
        article=make.make_article(headline=f"{SECRET} retenue"), speaker=name
    )
    withheld.article.release = "withheld"
    withheld.article.save()
    # Beside what is public: candidates, reasons, evidence, drafts, editors.
    public = make.make_verified_quote()
    workflow.add_candidate(
        public, by=make.make_editor(), claim=workflow.Claim(name), reason=SECRET
    )
    make.make_correction(public, notice=f"{SECRET} en projet.")
    return public


def test_nothing_that_is_not_public_is_in_any_byte(world, tmp_path):
    public = hide_things()
    public.refresh_from_db()
    editor = make.make_user("melchior.redacteur", "editor")
    workflow.change_quote(
        public, by=editor, fields={"occasion": f"avec {SECRET}"}, reason=SECRET
    )
    target = dump(tmp_path)

    whole = b"".join(path.read_bytes() for path in target.iterdir())
    assert public.public_id.encode() in whole
    for word in (SECRET, "melchior", "Le bureau dément", "verifier@"):
        assert word.encode() not in whole, word
    for word in ("tiendrons parole", "Mme Brandt", "Notre base attribuait"):
        assert word.encode() in whole, word


def test_the_words_of_a_withdrawn_quote_are_in_no_byte(tmp_path):
    quote = make.make_withdrawn_quote(speaker=make.make_speaker("Petra Novak"))
    make.make_published_correction(
        quote, correction_class="withdrawal", shown="Petra Novak", right="Personne."
    )
    target = dump(tmp_path)

    whole = b"".join(path.read_bytes() for path in target.iterdir())
    assert quote.public_id.encode() in whole
    assert b"tiendrons" not in whole
    assert b"Novak" not in whole


def test_who_stands_behind_an_unnamed_source_is_in_no_byte(tmp_path, settings):
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]
    source = make.make_source("un diplomate", kind="unnamed", terms="unnamed")
    make.make_verified_quote(source=source)
    workflow.seal_identity(
        source,
        by=make.make_standards_editor(),
        identity={
            "name": "Zéphyrine",
            "contact": "bathyscaphe",
            "known_to": "Xanthippe",
        },
        reason="Vérification.",
    )
    target = dump(tmp_path)

    whole = b"".join(path.read_bytes() for path in target.iterdir())
    assert b"un diplomate" in whole
    for word in ("Zéphyrine", "bathyscaphe", "Xanthippe", "craint pour sa place"):
        assert word.encode() not in whole, word


def test_an_embargo_ends_at_the_moment_of_the_dump(tmp_path):
    article = make.make_article(release="embargoed", embargo_until=NOW)
    quote = make.make_verified_quote(article=article)

    records, _cells = rows_of(dump(tmp_path), "quotes")
    assert [record["id"] for record in records] == [quote.public_id]


def test_a_merged_speaker_is_there_once(tmp_path):
    old, new = make.make_speaker("A. Brandt"), make.make_speaker("Anna Brandt")
    make.make_verified_quote(speaker=old)
    merge_speakers(old, new, by=make.make_standards_editor(), reason="Une personne.")

    records, _cells = rows_of(dump(tmp_path), "speakers")
    assert [record["id"] for record in records] == [new.public_id]


# How it is written


def test_queries_do_not_grow_with_rows(
    tmp_path, django_assert_num_queries, monkeypatch
):
    from django.db import connection

    counts = []
    for number in (3, 12):
        make.make_publications(number, articles=number, speakers=number)
        (tmp_path / str(number)).mkdir()
        with CaptureQueriesContext(connection) as queries:
            dump(tmp_path / str(number))
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_all_tables_are_of_one_moment(world, tmp_path, monkeypatch):
    """A quote published while the first table is written is in none of them."""
    whole = dump_files.write_table
    started = []

    def late(folder, table, compress, progress=None):
        found = whole(folder, table, compress, progress)
        if not started:
            started.append(table.name)
            in_another_connection(
                lambda: make.make_published_correction(
                    make.make_verified_quote(speaker=make.make_speaker("Tardive"))
                )
            )
        return found

    monkeypatch.setattr("quotes.dump.write_table", late)
    target = dump(tmp_path)

    assert Publication.objects.filter(speaker_names="Tardive").exists()
    assert problems(target) == []
    assert b"Tardive" not in (target / "speakers.ndjson").read_bytes()


def in_another_connection(act):
    def run():
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(60)


@pytest.mark.parametrize("error", [OSError(28, "No space left"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", ["write_table", "checksums"])
def test_what_is_interrupted_leaves_nothing(world, tmp_path, monkeypatch, error, at):
    def fail(*args, **options):
        raise error

    monkeypatch.setattr(f"quotes.dump.{at}", fail)
    with pytest.raises(type(error)):
        dump(tmp_path)

    assert list(tmp_path.iterdir()) == []


def test_what_fails_in_the_middle_keeps_the_dump_before(world, tmp_path, monkeypatch):
    target = dump(tmp_path)
    before = {path.name: path.read_bytes() for path in target.iterdir()}

    def fail(*args, **options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quotes.dump.checksums", fail)
    with pytest.raises(OSError, match="No space"):
        dump(tmp_path, force=True)

    assert {path.name: path.read_bytes() for path in target.iterdir()} == before
    assert list(tmp_path.iterdir()) == [target]


def test_an_empty_directory_is_filled_and_a_dump_replaced_by_force(world, tmp_path):
    target = tmp_path / "dump"
    target.mkdir()
    dump(tmp_path)
    (target / "datapackage.json").write_text("{}")
    (target / "old.csv").write_text("")

    with pytest.raises(DumpError, match=r"is not empty.*--force"):
        dump(tmp_path)
    dump(tmp_path, force=True)
    assert not (target / "old.csv").exists()
    assert problems(target) == []
    assert list(tmp_path.iterdir()) == [target]


def test_force_replaces_nothing_but_a_dump(world, tmp_path):
    (tmp_path / "dump").mkdir()
    (tmp_path / "dump" / "thesis.odt").write_text("years of work")

    with pytest.raises(DumpError, match="it is no dump"):
        dump(tmp_path, force=True)
    assert (tmp_path / "dump" / "thesis.odt").read_text() == "years of work"


def test_a_file_and_a_missing_parent_are_refused(tmp_path):
    (tmp_path / "dump").write_text("")
    with pytest.raises(DumpError, match="is a file"):
        dump(tmp_path)
    with pytest.raises(DumpError, match="is no directory; make it first"):
        dump(tmp_path / "missing")


@pytest.mark.parametrize(
    "base", ["", "quotes.example", "ftp://quotes.example", "https://", "https://a/b"]
)
def test_a_base_address_that_cannot_be_is_refused(tmp_path, base):
    with pytest.raises(DumpError, match=r"give scheme and host.*--base-url"):
        write_dump(tmp_path / "dump", base, now=NOW)
    assert list(tmp_path.iterdir()) == []


def test_the_directory_can_be_read_as_any_other_new_one(world, tmp_path):
    (tmp_path / "other").mkdir()

    assert dump(tmp_path).stat().st_mode == (tmp_path / "other").stat().st_mode


def test_an_empty_database_makes_a_valid_dump(tmp_path):
    target = dump(tmp_path)

    assert problems(target) == []
    assert (target / "quotes.ndjson").read_bytes() == b""


def test_it_does_not_run_inside_a_transaction(world, tmp_path):
    with pytest.raises(RuntimeError), transaction.atomic():
        dump(tmp_path)
    assert list(tmp_path.iterdir()) == []
