"""BBC Citron's format: proposals, held against the text."""

import json
from pathlib import Path

import pytest

from quotes.importers import citron
from tests.importers.streams import items, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/citron"


@pytest.fixture
def document():
    return json.loads((SAMPLES / "original.json").read_text("utf-8"))


def test_the_original_format(document):
    (record,) = records(citron.read, json.dumps(document))

    assert record["language"] == "en"
    assert "id" not in record
    assert [each["kind"] for each in record["quotes"]] == [
        "direct",
        "mixed",
        "indirect",
    ]
    assert {each["status"] for each in record["quotes"]} == {"proposed"}
    assert record["quotes"][0]["engine"] == {
        "name": "citron",
        "version": "1",
        "fields": {"content": {"rule": "citron", "confidence": 0.91}},
    }
    assert [each["role"] for each in record["quotes"][1]["spans"]] == [
        *("content", "quoted", "cue", "mention")
    ]
    for quote in record["quotes"]:
        for span in quote["spans"]:
            assert record["text"][span["start"] : span["end"]] == span["exact"]


def test_what_our_api_serves():
    (record,) = records(citron.read, (SAMPLES / "from-the-api.json").read_bytes())

    assert record["id"] == "a000000ferry"
    assert [each["id"] for each in record["quotes"]] == ["q00000t1cket"]
    assert "external_id" not in record


def test_a_quote_without_a_cue(document):
    document["quotes"] = [document["quotes"][2] | {"cue": None, "sources": []}]

    (record,) = records(citron.read, json.dumps(document))

    assert [each["role"] for each in record["quotes"][0]["spans"]] == ["content"]


@pytest.mark.parametrize(
    ("change", "field", "part"),
    [
        (lambda d: d["quotes"][0]["cue"].update(text="said"), "cue", "stands “told”"),
        (
            lambda d: d["quotes"][0]["cue"].update(end=9999),
            "cue",
            "no place in this text",
        ),
        (lambda d: d["quotes"][0]["cue"].update(start="x"), "cue", "no place"),
        (lambda d: d["quotes"][0].update(contents=[]), "contents", "no contents"),
        (lambda d: d["quotes"][0].update(contents=3), "contents", "an array is wanted"),
        (lambda d: d.update(quotes=None), "quotes", "an array is wanted"),
        (lambda d: d.update(text=""), "text", "The text is empty"),
        (lambda d: d.update(text="a\r\n" + d["text"]), "text", "carriage returns"),
        (lambda d: d.update(sha256="0" * 64), "sha256", "not the one"),
    ],
)
def test_what_is_refused(document, change, field, part):
    change(document)

    _place, where, what = refusals(citron.read, json.dumps(document))[0]
    assert where.endswith(field)
    assert part in what


def test_keys_that_are_not_of_the_format_are_told(document):
    (item,) = items(citron.read, json.dumps(document | {"mood": 1}))

    assert [(each.field, each.is_warning) for each in item.faults] == [("mood", True)]
