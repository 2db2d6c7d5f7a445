"""schema.org JSON-LD: articles and quotations, however they are nested."""

import json
from pathlib import Path

import pytest

from quotes.importers import schema_org
from tests.importers.streams import items, records, refusals

SAMPLE = Path(__file__).parents[2] / "fixtures/articles/schema_org/ferry.jsonld"
ARTICLE = {"@type": "NewsArticle", "@id": "#a", "articleBody": "« Un mot », dit-elle."}
QUOTATION = {"@type": "Quotation", "text": "Un mot"}


def read(data):
    return records(schema_org.read, json.dumps(data))


def test_the_sample():
    (record,) = records(schema_org.read, SAMPLE.read_bytes())

    assert record["external_id"] == "ferry-1"
    assert record["published_at"] == "2026-03-02T17:00:00Z"
    assert record["language"] == "en"
    assert record["release"] == "draft"
    first, second = record["quotes"]
    assert first == {
        "words": "We have sold eleven tickets since August,",
        "quoted": ["We have sold eleven tickets since August,"],
        "mention": "Anna Reeve",
        "language": "en",
        "said_on": "2026-03-02",
        "said_on_precision": "day",
        "speakers": [
            {"name": "Anna Reeve", "kind": "person", "wikidata_id": "Q4115189"}
        ],
        "status": "unverified",
        "origin": {"id": "https://post.example/ferry#tickets"},
    }
    assert second["speakers"] == [{"name": "Tom Aldous", "kind": "person"}]
    assert first["words"] in record["text"]


@pytest.mark.parametrize(
    "data",
    [
        ARTICLE | {"hasPart": QUOTATION},
        ARTICLE | {"mentions": [QUOTATION]},
        [ARTICLE, QUOTATION],
        {"@graph": [ARTICLE, QUOTATION | {"isPartOf": {"@id": "#a"}}]},
        QUOTATION | {"isPartOf": ARTICLE},
        {"@type": "WebPage", "mainEntity": ARTICLE | {"citation": QUOTATION}},
        ARTICLE | {"@type": ["https://schema.org/NewsArticle"], "hasPart": QUOTATION},
    ],
)
def test_wherever_a_quotation_stands(data):
    found = [record for record in read(data) if record["type"] == "article"]

    words = [quote["words"] for record in found for quote in record["quotes"]]
    assert words == ["Un mot"]


def test_a_quotation_of_several_pieces():
    (record,) = read([ARTICLE, QUOTATION | {"text": "Un […] mot"}])

    assert record["quotes"][0]["words"] == ["Un", "mot"]


def test_a_quotation_without_words_is_left_out_with_a_word():
    (item,) = items(schema_org.read, json.dumps([ARTICLE, {"@type": "Quotation"}]))

    assert "quotes" not in item.record
    assert [each.is_warning for each in item.faults] == [True]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ({"@type": "Recipe"}, "no NewsArticle"),
        ({"@type": "NewsArticle", "headline": "Titre"}, "no articleBody"),
        (ARTICLE | {"datePublished": "12/11/2024"}, "no day"),
        ([ARTICLE, QUOTATION | {"dateCreated": "mardi"}], "no day"),
    ],
)
def test_what_is_refused(data, part):
    assert any(
        part in what for _p, _f, what in refusals(schema_org.read, json.dumps(data))
    )
