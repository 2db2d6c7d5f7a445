"""W3C Web Annotations of articles that the newsroom has."""

import json
from pathlib import Path

import pytest

from quotes.importers import annotations
from tests.importers.streams import items, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/annotations"
WORDS = "We have sold eleven tickets since August,"


@pytest.fixture
def collection():
    return json.loads((SAMPLES / "collection.json").read_text("utf-8"))


def test_a_collection_of_our_api(collection):
    (record,) = records(annotations.read, json.dumps(collection))

    content, mention = record.pop("spans")
    assert record == {
        "type": "quote",
        "article": "a000000ferry",
        "id": "q00000t1cket",
        "words": WORDS,
        "language": "en",
        "status": "unverified",
        "speakers": [{"id": "s0000000reev", "name": "Anna Reeve"}],
        "origin": {
            "id": "https://quotes.example/q/q00000t1cket/#annotation",
            "modified": "2026-03-03T09:00:00Z",
            "status": "verified",
            "statement": f"“{WORDS}”",
        },
    }
    assert (content["role"], content["start"], content["end"]) == ("content", 81, 122)
    assert (mention["role"], mention["exact"]) == ("mention", "Anna Reeve")


def test_a_page_an_array_and_lines(collection):
    page = collection["first"]
    (annotation,) = page["items"]
    expected = records(annotations.read, json.dumps(collection))

    for data in (page, [annotation], annotation):
        assert records(annotations.read, json.dumps(data)) == expected


def test_an_article_by_the_address_of_the_original():
    (item,) = items(annotations.read, (SAMPLES / "by-address.ndjson").read_bytes())

    assert item.record["article"] == "https://courrier.example/pont"
    assert item.record["external_id"] == "urn:example:note-1"
    assert [(each.field, each.is_warning) for each in item.faults] == [
        ("body[1]", True)
    ]
    assert item.record["origin"]["bodies"][0]["purpose"] == "commenting"


@pytest.mark.parametrize(
    ("change", "part"),
    [
        (lambda a: a.update(target=[]), "no target with a selector"),
        (lambda a: a.update(target="https://x.example/"), "an object is wanted"),
        (lambda a: a["target"][0].update(selector=[]), "which words of the article"),
        (
            lambda a: a["target"][0]["selector"][0].update(start=9, end=3),
            "9–3 is no stretch",
        ),
        (
            lambda a: a["target"].append(
                a["target"][0] | {"source": "https://x.example/1", "scope": ""}
            ),
            "no article, or several",
        ),
    ],
)
def test_what_is_refused(collection, change, part):
    change(collection["first"]["items"][0])

    assert part in refusals(annotations.read, json.dumps(collection))[0][2]


def test_a_selector_that_is_not_read_is_told(collection):
    target = collection["first"]["items"][0]["target"][0]
    target["selector"].append({"type": "XPathSelector", "value": "/p[2]"})

    (item,) = items(annotations.read, json.dumps(collection))

    assert not item.is_refused
    assert "“XPathSelector” is not read" in item.faults[0].what


def test_what_is_no_annotation_is_told():
    assert "no Annotation" in refusals(annotations.read, '{"type": "Person"}')[0][2]
