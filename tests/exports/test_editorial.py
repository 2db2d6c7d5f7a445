"""The editorial export: complete, in order, the same each time, of one moment."""

import json
import threading
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import models, workflow
from quotes.exports import columns, editorial, editorial_records, json_line
from quotes.models import Article, Finding, Quote, Review, Source, Speaker
from tests import factories as make
from tests.hidden_world import make_world

pytestmark = pytest.mark.django_db

NOW = datetime(2126, 1, 1, 12, 0, 0, 5, tzinfo=UTC)


@pytest.fixture
def world():
    return make_world()


def export(*args, **options):
    """Return the records of an export, as whoever reads its lines has them."""
    lines = [
        json_line(record)
        for record in editorial_records(*args, written_at=NOW, **options)
    ]
    assert all(line.endswith(b"\n") and line.count(b"\n") == 1 for line in lines)
    return [json.loads(line) for line in lines]


def of_type(records, name):
    return [record for record in records if record["type"] == name]


def nested(records, *keys):
    """Return what stands under keys in records, as one list."""
    for key in keys:
        records = [each for record in records for each in record.get(key, ())]
    return records


def rows_in(records):
    """Return how many rows of each model an export holds."""
    articles = of_type(records, "article")
    quotes = nested(articles, "quotes")
    found = {
        "Speaker": of_type(records, "speaker"),
        "SpeakerName": nested(of_type(records, "speaker"), "names"),
        "Office": nested(of_type(records, "speaker"), "offices"),
        "Source": of_type(records, "source"),
        "Article": articles,
        "Revision": nested(articles, "revisions"),
        "Quote": quotes,
        "Span": nested(quotes, "spans"),
        "Attribution": nested(quotes, "attributions"),
        "Proposal": nested(quotes, "proposals"),
        "Review": nested(quotes, "reviews"),
        "Correction": nested(quotes, "corrections"),
        "CorrectionTask": nested(quotes, "corrections", "tasks"),
        "Publication": nested(quotes, "publications"),
        "PublicationSpeaker": nested(quotes, "publications", "speakers"),
        "PublicationSource": nested(quotes, "publications", "sources"),
        "Finding": nested(quotes, "findings"),
        "QuoteLink": of_type(records, "link"),
    }
    return {name: len(rows) for name, rows in found.items()}


def test_every_row_is_in_it_once(world):
    records = export()
    counted = rows_in(records)

    assert counted == {
        table.model.__name__: table.model.objects.count() for table in columns.TABLES
    }
    assert all(counted.values())
    assert records[0] == {
        "type": "export",
        "format": "newsroom-quotes",
        "version": 1,
        "written_at": "2126-01-01T12:00:00Z",
        "of": "editorial",
    }


def test_things_come_before_what_names_them(world):
    relaying = make.make_source("tôt")
    relaying.relays = make.make_source("tard", relays=make.make_source("dernière"))
    relaying.save()
    records = export()
    order = [record["type"] for record in records]
    assert order == sorted(
        order, key=["export", "speaker", "source", "article", "link"].index
    )
    seen = set()
    for record in records[1:]:
        for key in ("merged_into", "relays"):
            assert record.get(key) is None or record[key] in seen
        for quote in record.get("quotes", ()):
            seen.add(quote["id"])
            assert quote.get("source") is None or quote["source"] in seen
            for claim in quote.get("attributions", ()):
                assert claim.get("speaker") is None or claim["speaker"] in seen
        if record["type"] == "link":
            assert {record["from"], record["to"]} <= seen
        seen.add(record.get("id"))
    assert relaying.relays.relays.public_id in seen


def test_a_quote_has_all_that_hangs_on_it(world):
    article = next(
        record
        for record in of_type(export(), "article")
        if record["id"] == world.article.public_id
    )
    quote = next(
        each for each in article["quotes"] if each["id"] == world.quote.public_id
    )
    head = Review.objects.filter(quote=world.quote).latest("number")

    assert article["revisions"][0]["text"] == world.article.current_revision.text
    assert quote["source"] == world.source.public_id
    assert [row["number"] for row in quote["reviews"]] == list(
        range(1, len(quote["reviews"]) + 1)
    )
    assert quote["reviews"][-1]["digest"] == head.digest
    assert quote["reviews"][-1]["state"] == head.state
    assert quote["attributions"][0]["speaker"] == world.speaker.public_id
    mention = quote["attributions"][0]["mention"]
    assert any(
        span["role"] == "mention"
        and (span["revision"], span["number"])
        == (mention["revision"], mention["number"])
        for span in quote["spans"]
    )
    drafts = [row for row in quote["corrections"] if "published_at" not in row]
    assert len(drafts) == 2
    assert [row["is_current"] for row in quote["publications"]].count(True) == 1
    assert quote["publications"][0]["speakers"] == [
        {"speaker": world.speaker.public_id, "position": 1}
    ]
    assert quote["findings"]


def test_blank_and_unknown_values_have_no_key(world):
    def values(value):
        if isinstance(value, dict):
            for key, each in value.items():
                # What a review or a publication froze is exported as it is.
                if key not in ("state", "shown", "details", "fields"):
                    yield each
                    yield from values(each)
        elif isinstance(value, list):
            for each in value:
                yield from values(each)

    found = list(values(export()))
    assert False in found
    assert None not in found
    assert "" not in found


def test_two_exports_of_the_same_rows_are_the_same_bytes(world):
    first, second = (
        b"".join(map(json_line, editorial_records(written_at=NOW, chunk=chunk)))
        for chunk in (200, 3)
    )

    assert first == second


def test_the_vault_and_passwords_are_not_in_it(world):
    text = json.dumps(export(), ensure_ascii=False).lower()

    for name in ("vaultname", "vaultcontact", "vaultknown", "sealreason"):
        assert f"verborgen{name}" not in text
    assert "gaaaaa" not in text
    assert "password" not in text
    assert "verborgenunnamedreason" in text  # terms are part of a source


def test_a_circle_is_exported_and_ends():
    one = make.make_source("une")
    two = make.make_source("deux", relays=one)
    Source.objects.filter(pk=one.pk).update(relays=two)
    leading = make.make_source("trois", relays=one)

    told = [record["id"] for record in of_type(export(), "source")]

    assert sorted(told) == sorted([one.public_id, two.public_id, leading.public_id])


# Some articles


def test_some_articles_come_with_what_they_name_and_nothing_else(world):
    rows = Article.objects.filter(pk=world.article.pk)
    records = export(rows)
    speakers = {record["id"] for record in of_type(records, "speaker")}
    sources = {record["id"] for record in of_type(records, "source")}
    (article,) = of_type(records, "article")
    quotes = {quote["id"] for quote in article["quotes"]}

    assert article["id"] == world.article.public_id
    named = {
        claim["speaker"]
        for claim in nested(article["quotes"], "attributions")
        if "speaker" in claim
    }
    assert named <= speakers
    assert speakers < {row.public_id for row in Speaker.objects.all()}
    assert {world.source.public_id, world.relayed.public_id} <= sources
    assert sources < {row.public_id for row in Source.objects.all()}
    for link in of_type(records, "link"):
        assert {link["from"], link["to"]} <= quotes
    assert len(of_type(records, "link")) == 1
    for task in nested(article["quotes"], "corrections", "tasks"):
        assert task.get("article") in (None, article["id"])
        assert task.get("quote") is None or task["quote"] in quotes
    for office in nested(of_type(records, "speaker"), "offices"):
        assert office.get("printed_in") in (None, article["id"])


def test_offices_of_other_articles_are_left_out_unless_dated():
    speaker = make.make_speaker()
    quote = make.make_verified_quote(speaker=speaker)
    other = make.make_article()
    make.make_office(speaker, "ici", printed_in=quote.article)
    make.make_office(speaker, "ailleurs", printed_in=other)
    make.make_office(speaker, "daté", printed_in=other, held_from="2024-01-01")
    records = export(Article.objects.filter(pk=quote.article_id))

    assert nested(of_type(records, "speaker"), "offices") == [
        {"title": "daté", "language": "und", "held_from": "2024-01-01"},
        {"title": "ici", "language": "und", "printed_in": quote.article.public_id},
    ]


def test_a_merged_speaker_comes_with_the_one_it_became(world):
    quote = make.make_verified_quote(speaker=world.merge.speaker)
    records = export(Article.objects.filter(pk=quote.article_id))

    assert [record["id"] for record in of_type(records, "speaker")] == [
        world.merge.survivor.public_id,
        world.merge.speaker.public_id,
    ]


def test_statuses_narrow_it_to_quotes_and_their_articles(world):
    records = export(statuses=["verified", "disputed"])
    quotes = nested(of_type(records, "article"), "quotes")

    assert {quote["status"] for quote in quotes} == {"verified", "disputed"}
    assert (
        len(quotes) == Quote.objects.filter(status__in=["verified", "disputed"]).count()
    )
    assert all(record["quotes"] for record in of_type(records, "article"))


# What it costs


def queries_for(**options):
    with CaptureQueriesContext(
        connection,
    ) as queries:
        list(editorial_records(**options))
    return len(queries)


def test_more_rows_ask_no_more_of_the_database_in_one_chunk():
    make.make_publications(3)
    few = queries_for()
    make.make_publications(40, articles=20, speakers=20)
    finding = {"rule": "M1", "severity": "low"}
    Finding.objects.bulk_create(
        Finding(quote=quote, **finding) for quote in Quote.objects.all()
    )

    assert queries_for() == few


def test_each_chunk_of_articles_takes_the_same_number_of_queries():
    make.make_publications(24, articles=24)
    one, two, four = (queries_for(chunk=size) for size in (24, 12, 6))

    assert four - two == 2 * (two - one)


# One moment


@pytest.mark.django_db(transaction=True)
def test_what_is_written_meanwhile_is_not_in_it():
    make.make_verified_quote()
    records = editorial(written_at=NOW)
    next(records)

    def write():
        try:
            workflow.receive_article(
                "Un texte.", by=make.make_standards_editor(), fields={"language": "fr"}
            )
        finally:
            connection.close()

    before = Article.objects.count()
    thread = threading.Thread(target=write)
    thread.start()
    thread.join(60)
    articles = of_type(list(records), "article")

    assert len(articles) == before
    assert Article.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_an_export_that_is_given_up_leaves_no_transaction_open():
    make.make_verified_quote()
    records = editorial()
    next(records)
    records.close()

    assert not connection.in_atomic_block
    assert models.Quote.objects.count() == 1
