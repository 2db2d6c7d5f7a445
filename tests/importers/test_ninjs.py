"""IPTC ninjs 1.x, 2.x and 3.x; what is withheld or embargoed is never public."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from quotes.importers import ninjs, release
from tests.importers.streams import items, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/ninjs"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_fixed_moment(monkeypatch):
    monkeypatch.setattr(release, "now", lambda: NOW)


def item(**fields):
    return json.dumps({"uri": "urn:x:1", "body_text": "Un mot.", **fields})


def sample(name):
    (record,) = records(ninjs.read, (SAMPLES / name).read_bytes())
    return record


def test_the_three_versions_are_read_alike():
    one, two, three = map(
        sample, ("1.x-usable.json", "2.x-embargoed.json", "3.x-withheld.json")
    )

    for record in (one, two, three):
        assert record["headline"] == "Ferry to Gull Island to stop"
        assert record["byline"] == "Lee Marsh"
        assert record["dateline"] == "Port Ellery"
        assert record["publisher"] == "The Ellery Post"
        assert record["language"] == "en"
        assert record["updated_at"] == "2026-03-02T17:00:00Z"
        assert record["published_on"] == "2026-03-02"
        assert record["published_on_known"] == "worked_out"
        assert record["text"].split("\n")[1].startswith("“We have sold eleven tickets")
        assert len(record["text"].split("\n")) == 5
    assert one["external_id"] == one["url"] == "https://post.example/items/ferry-1"
    assert two["url"] == three["url"] == "https://post.example/ferry"
    assert one["release"] == "draft"
    assert (two["release"], two["embargo_until"]) == (
        "embargoed",
        "2099-01-01T05:00:00Z",
    )
    assert three["release"] == "withheld"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, "draft"),
        ({"pubstatus": "usable"}, "draft"),
        ({"pubStatus": "usable", "versionCreated": "2020-01-01T00:00:00Z"}, "draft"),
        ({"firstpublished": "2026-11-26T11:59:59Z"}, "published"),
        ({"firstpublished": "2026-11-26T12:00:01Z"}, "draft"),
        ({"embargoed": "2026-11-26T12:00:01Z"}, "embargoed"),
        ({"embargoed": "2026-11-26T11:00:00Z"}, "draft"),
        ({"embargoedUntil": "2026-11-27T00:00:00Z"}, "embargoed"),
        ({"embargoed": ""}, "withheld"),
        ({"pubstatus": "withheld"}, "withheld"),
        ({"pubStatus": "canceled"}, "withheld"),
    ],
)
def test_the_release(fields, expected):
    (found,) = records(ninjs.read, item(**fields))

    assert found["release"] == expected
    assert ("embargo_until" in found) == (expected == "embargoed")


@pytest.mark.parametrize("status", ["withheld", "canceled", "usable"])
@pytest.mark.parametrize("embargo", ["2026-11-26T12:00:01Z", "2099-01-01T00:00:00Z"])
def test_nothing_makes_a_held_item_public(status, embargo):
    (found,) = items(
        ninjs.read,
        item(
            pubstatus=status, embargoed=embargo, firstpublished="2020-01-01T00:00:00Z"
        ),
    )

    assert found.record["release"] == "embargoed" if status == "usable" else "withheld"


def test_a_status_that_is_not_of_iptc_is_a_fault_and_withheld():
    (found,) = items(ninjs.read, item(pubstatus="published"))

    assert found.is_refused
    assert found.record["release"] == "withheld"


def test_unknown_fields_are_named_with_their_values():
    found = items(ninjs.read, (SAMPLES / "several.ndjson").read_bytes())

    assert [each.record["release"] for each in found] == [
        *("published", "withheld", "draft", "draft")
    ]
    (fault,) = found[2].faults
    assert fault.is_warning
    assert fault.field == "mood, desk"
    assert '{"mood":"grave","desk":{"name":"Villes"}}' in fault.what


@pytest.mark.parametrize(
    ("data", "field", "part"),
    [
        ('{"body_text": "Un mot."}', "uri", "no uri"),
        ('{"uri": "urn:x:1", "type": "picture"}', "body", "of the type “picture”"),
        (item(headline=3), "headline", "a number where a text is wanted"),
        (item(versioncreated="12/11/2024"), "firstcreated", "no day"),
        (item(firstpublished="2024-11-12T10:00:00"), "firstpublished", "time zone"),
        (item(embargoed="demain"), "embargoed", "no moment"),
        (item(body_text="\ud800"), "", "not JSON"),
        ("[1]", "", None),
    ],
)
def test_what_is_refused(data, field, part):
    found = refusals(ninjs.read, data)

    if part is None:
        assert found == []
    else:
        assert (found[0][1], part in found[0][2]) == (field, True)


def test_a_language_that_is_not_ours_is_left_out_with_a_word():
    (found,) = items(ninjs.read, item(language="sv-SE"))

    assert "language" not in found.record
    assert "“sv-SE” is none of ours" in found.faults[0].what
