"""CSV of people, of public lists and of the public dump."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.importers import csvdump, csvfile, csvrows
from quotes.records.rows import FORMULA, QUOTE_COLUMNS, SEPARATOR, quote_row
from quotes.records.tables import (
    ARTICLE_COLUMNS,
    CORRECTION_COLUMNS,
    SOURCE_COLUMNS,
    SPEAKER_COLUMNS,
)
from tests.importers.streams import items, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/csv"
HEADER = "article_id,headline,words,kind,speaker,said_on\r\n"


def table(columns, *rows, delimiter=","):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows((columns, *rows))
    return out.getvalue()


def test_rows_of_one_article_are_brought_together():
    data = HEADER + "a,Pont,un,direct,,\r\nb,Gare,deux,,,\r\na,Pont,trois,,,2024-11\r\n"

    assert records(csvfile.read, data) == [
        {
            "type": "article",
            "id": "a",
            "headline": "Pont",
            "quotes": [
                {"words": "un", "kind": "direct"},
                {
                    "words": "trois",
                    "said_on": "2024-11-01",
                    "said_on_precision": "month",
                },
            ],
        },
        {
            "type": "article",
            "id": "b",
            "headline": "Gare",
            "quotes": [{"words": "deux"}],
        },
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_every_delimiter_and_encoding(delimiter, encoding):
    data = table(["article_id", "words"], ["a", "é,;\té"], delimiter=delimiter)

    (record,) = records(csvfile.read, data.encode(encoding))

    assert record["quotes"] == [{"words": "é,;\té"}]


def test_lines_are_those_of_the_file_though_cells_hold_line_breaks():
    data = HEADER + 'a,Pont,"un\r\ndeux\r\ntrois",,,\r\na,Pont,quatre,chanté,,\r\n'

    assert [place for place, _field, _what in refusals(csvfile.read, data)] == [
        "line 5"
    ]


@pytest.mark.parametrize(
    ("row", "field", "part"),
    [
        (b"a,Pont,un,direct,,12/11/2024", "said_on", "no day"),
        (b"a,Pont,un,bogus,,", "kind", "“bogus” is none of the values"),
        (b"a,Pont,,,,", "words", "neither words of a quote nor a text"),
        (b",,un,,,", "article_id", "does not say which article"),
        (b"a,Pont,un,,,,,more", "", "8 cells, the header 6"),
        (b"a,Pont,caf\xe9,,,", "", "not UTF-8: byte E9 at 10"),
        (b"a,Pont,c\0,,,", "", "NUL sign at byte 8"),
        (b'a,Pont,"un"deux,,,', "", "is no CSV"),
    ],
)
def test_a_bad_row_is_told_and_the_others_go_on(row, field, part):
    data = HEADER.encode() + b"a,Pont,un,,,\r\n" + row + b"\r\nb,Gare,deux,,,\r\n"

    found = items(csvfile.read, data)

    bad = [each for each in found if each.is_refused]
    assert [each.place for each in bad] == ["line 3"]
    assert bad[0].faults[0].field == field
    assert part in bad[0].faults[0].what
    good = [each.record["id"] for each in found if not each.is_refused]
    assert good == ["a", "b"]


def test_a_refused_row_can_be_mended_and_imported_alone():
    (bad,) = items(csvfile.read, HEADER + "a,Pont,un,bogus,,\r\n")

    mended = bad.raw.replace(b"bogus", b"mixed")

    assert records(csvfile.read, mended)[0]["quotes"] == [
        {"words": "un", "kind": "mixed"}
    ]


def test_a_mark_that_is_never_closed(monkeypatch):
    monkeypatch.setattr(csvrows, "LONGEST_CELL", 200_000)
    limit = csv.field_size_limit(200_000)
    try:
        data = HEADER + 'a,Pont,"un,,,\r\n' + "a,Pont,deux,,,\r\n" * 20_000
        found = items(csvfile.read, data)
    finally:
        csv.field_size_limit(limit)

    first = next(each for each in found if each.is_refused)
    assert first.place == "line 2"
    assert "field larger than field limit" in first.faults[0].what
    assert "not closed" in first.faults[0].do
    assert not found[-1].is_refused


def test_columns_that_are_not_known_are_told_once():
    data = "article_id,words,mood,desk\r\na,un,x,y\r\nb,deux,x,y\r\n"

    faults = [str(each) for item in items(csvfile.read, data) for each in item.faults]

    assert len(faults) == 1
    assert faults[0].startswith(
        "line 1: These columns are not known and not taken: mood"
    )


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("name,age\r\n", "names no columns that can be imported"),
        ("article_id,words,words\r\n", "names columns twice: words"),
    ],
)
def test_a_header_that_cannot_be_used(header, part):
    ((place, _field, what),) = refusals(csvfile.read, header + "a,b,c\r\n")

    assert place == "line 1"
    assert part in what


def test_an_article_that_differs_between_its_rows():
    (item,) = items(csvfile.read, HEADER + "a,Pont,un,,,\r\na,Gare,deux,,,\r\n")

    assert item.record["headline"] == "Pont"
    assert [(each.place, each.is_warning) for each in item.faults] == [("line 3", True)]


def test_several_speakers():
    columns = ["article_id", "words", "speaker", "speaker_kind"]
    several = table(columns, ["a", "un", "A. Roy · Delmas", "person · organization"])
    uneven = table(columns, ["a", "un", "A. Roy · Delmas", "person · group · group"])

    assert records(csvfile.read, several)[0]["quotes"][0]["speakers"] == [
        {"name": "A. Roy", "kind": "person"},
        {"name": "Delmas", "kind": "organization"},
    ]
    assert "2 values here for 3 speakers" in refusals(csvfile.read, uneven)[0][2]


def test_what_a_file_says_of_a_decision_decides_nothing():
    data = table(["article_id", "words", "status"], ["a", "un", "verified"])

    (item,) = items(csvfile.read, data)

    assert item.record["quotes"] == [
        {"words": "un", "status": "unverified", "origin": {"status": "verified"}}
    ]
    assert [each.is_warning for each in item.faults] == [True]


def test_the_sample_for_people():
    (record,) = records(csvfile.read, (SAMPLES / "people.csv").read_bytes())

    assert record["external_id"] == "pont-1"
    assert [each["external_id"] for each in record["quotes"]] == [
        *("risque", "piles", "hiver")
    ]
    for quote in record["quotes"]:
        assert quote["words"] in record["text"]
        assert quote["cue"] in record["text"]
        assert quote["mention"] in record["text"]


def test_the_columns_of_the_dump_are_those_that_it_writes():
    assert {
        "quotes": frozenset(QUOTE_COLUMNS),
        "speakers": frozenset(SPEAKER_COLUMNS),
        "articles": frozenset(ARTICLE_COLUMNS),
        "sources": frozenset(SOURCE_COLUMNS),
        "corrections": frozenset(CORRECTION_COLUMNS),
    } == csvdump.COLUMNS
    assert csvfile.FORMULA == FORMULA
    assert csvdump.SEPARATOR == SEPARATOR


#: A cell as the dump writes it: on one line, no separator of several values in it.
CELL = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="·«»“”\ufeff"
    ),
    min_size=1,
    max_size=12,
).filter(lambda cell: cell.strip() == cell and not cell.startswith("'"))
IDS = st.text("0123456789abcdefghjkmnpqrstvwxyz", min_size=12, max_size=12)
DAYS = st.dates().map(str)


@st.composite
def quotes_of_a_dump(draw):
    """Return a quote's record, as far as a row of CSV tells it."""
    words = draw(CELL)
    return {
        "id": draw(IDS),
        "url": "https://quotes.example/q/1/",
        "version": draw(st.integers(1, 99)),
        "status": draw(st.sampled_from(("verified", "disputed"))),
        "corrected": draw(st.booleans()),
        "single_editor": draw(st.booleans()),
        "statement": f"{words}, dit-on",
        "reported": False,
        "kind": "direct",
        "polarity": "asserted",
        "language": "fr",
        "is_heading": draw(st.booleans()),
        "as_printed": draw(st.none() | CELL),
        "cue": draw(st.none() | CELL),
        "occasion": draw(st.none() | CELL),
        "speakers": [
            {"id": key, "name": draw(CELL), "office": None}
            for key in draw(st.lists(IDS, max_size=3))
        ],
        "said_on": {
            "date": draw(st.none() | DAYS),
            "precision": "day",
            "known": "printed",
        },
        "article": {
            "id": draw(IDS),
            "title": draw(CELL),
            "url": "https://quotes.example/article/1/",
            "publisher": draw(st.none() | CELL),
            "published_on": draw(st.none() | DAYS),
        },
        "sources": [{"id": draw(IDS), "name": draw(CELL), "kind": "hearing"}],
        "notices": [],
    }


@settings(deadline=None, max_examples=40)
@given(quotes_of_a_dump())
def test_a_row_of_the_dump_is_read_as_it_was_written(quote):
    ((article),) = records(csvfile.read, table(QUOTE_COLUMNS, quote_row(quote)))

    (read,) = article["quotes"]
    assert article["id"] == quote["article"]["id"]
    assert article["headline"] == quote["article"]["title"]
    assert article.get("publisher") == quote["article"]["publisher"]
    assert article.get("published_on") == quote["article"]["published_on"]
    assert read["id"] == quote["id"]
    assert read["words"] == quote["statement"]
    assert (read.get("mention"), read.get("cue"), read.get("occasion")) == (
        *(quote["as_printed"], quote["cue"], quote["occasion"]),
    )
    assert read.get("said_on") == quote["said_on"]["date"]
    assert read.get("speakers", []) == [
        {"id": each["id"], "name": each["name"]} for each in quote["speakers"]
    ]
    assert read["source"] == quote["sources"][0]
    assert read.get("is_heading", False) == quote["is_heading"]
    for key in ("status", "version", "corrected", "single_editor", "statement"):
        assert read["origin"][key] == quote[key]
