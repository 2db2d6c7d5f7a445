"""Our own NDJSON and the public dump's."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.dump import fields
from quotes.importers import dumped, ndjson
from quotes.importers.lines import LONGEST
from tests.importers.streams import items, made, records, refusals

SAMPLES = Path(__file__).parents[2] / "fixtures/articles/ndjson"
HEADER = '{"type":"export","format":"newsroom-quotes","version":1}\n'


def test_a_record_is_what_stands_on_its_line():
    found = items(ndjson.read, HEADER + '\n{"type":"article","id":"a"}\r\n')

    assert [(each.place, each.record, each.raw) for each in found] == [
        ("line 3", {"type": "article", "id": "a"}, b'{"type":"article","id":"a"}')
    ]


def test_a_file_of_another_version_is_told():
    line = '{"type":"export","format":"newsroom-quotes","version":2}'

    assert refusals(ndjson.read, line) == [
        (
            "line 1",
            "version",
            "This file is newsroom-quotes 2; version 1 is read.",
        )
    ]


@pytest.mark.parametrize(
    ("line", "part"),
    [
        (b"\xff", "not UTF-8: byte FF at 0"),
        (b'{"type":"article","headline":"caf\xe9"}', "not UTF-8: byte E9 at 33"),
        (b"[1]", "an array where an object is wanted"),
        (b"null", "null where an object is wanted"),
        (b'{"type":"article"', "not JSON: unexpected end of data"),
        (b'{"type":"article","x":NaN}', "not JSON"),
        (b'{"type":"art"}', "No record is of the type “art”"),
        (b'{"type":3}', "No record is of the type a number"),
        (b'{"a":1}', "No record is of the type null"),
        (b'{"type":"article","headline":"a\0b"}', "a NUL sign at byte 31"),
        (b'{"type":"article","headline":"a\\u0000b"}', "a NUL sign at byte 31"),
        (b'{"type":"article","headline":"\\ud800"}', "not JSON"),
    ],
)
def test_a_bad_line_is_told_and_the_others_go_on(line, part):
    good = b'{"type":"article","id":"a"}\n'

    first, bad, last = items(ndjson.read, good + line + b"\n" + good)

    assert first.record == last.record == {"type": "article", "id": "a"}
    assert (bad.place, bad.is_refused, bad.raw) == ("line 2", True, line)
    assert part in bad.faults[0].what


def test_an_escaped_backslash_is_no_nul():
    line = '{"type":"article","headline":"\\\\u0000"}'

    assert records(ndjson.read, line)[0]["headline"] == "\\u0000"


def test_utf_16_is_told_once():
    found = refusals(ndjson.read, (HEADER * 3).encode("utf-16"))

    assert found == [("line 1", "", "This is UTF-16.")]


def test_a_line_of_a_gigabyte_is_refused_and_the_next_goes_on():
    block = b"x" * 1_048_576

    def pieces():
        yield b'{"type":"article","text":"'
        for _number in range(1024):
            yield block
        yield b'"}\n{"type":"article","id":"a"}\n'

    huge, good = ndjson.read(made(pieces()), "file")

    assert huge.faults[0].params == {"length": 1024 * len(block) + 29, "most": LONGEST}
    assert (good.place, good.record) == ("line 2", {"type": "article", "id": "a"})


def test_quotes_of_the_public_dump_come_under_their_article():
    withdrawn, article = items(
        ndjson.read, (SAMPLES / "public-quotes.ndjson").read_bytes()
    )

    assert (withdrawn.place, withdrawn.record) == ("line 3", None)
    assert withdrawn.faults[0].is_warning
    denied, risk = article.record["quotes"]
    assert article.record["id"] == "a00000000p0n"
    assert risk["words"] == "Nous ne prendrons aucun risque avec la vie des gens"
    assert risk["quoted"] == [risk["words"]]
    assert (risk["status"], risk["origin"]["status"]) == ("unverified", "verified")
    assert risk["speakers"] == [
        {"id": "s00000s0re01", "name": "Hélène Sorel", "kind": "person"}
    ]
    assert (denied["said_on"], denied["said_on_precision"]) == ("2026-01-01", "month")
    assert denied["words"].startswith("La préfecture dément")
    assert denied["quoted"] == ["scénario de pure fiction"]
    assert [each.field for each in article.faults] == ["words"]
    assert denied["origin"]["notices"][0]["id"] == "k0000000n0te"


def test_words_of_the_dump_stand_in_the_statement_that_is_the_text():
    """The marks of a statement are its language's, those of the words their text's."""
    quote = json.loads((SAMPLES / "public-quotes.ndjson").read_text().splitlines()[1])
    quote |= {
        "statement": "La ville «\u00a0ne paierait pas\u00a0» un euro",
        "words": "La ville “ne paierait pas” un euro",
        "quoted_words": "ne paierait pas",
    }

    (article,) = records(ndjson.read, json.dumps(quote))

    (read,) = article["quotes"]
    assert read["words"] == read["origin"]["statement"] == quote["statement"]
    assert read["quoted"] == ["ne paierait pas"]
    assert read["origin"]["words"] == quote["words"]


def test_a_quote_of_the_dump_that_is_wrong_does_not_take_its_article_with_it():
    lines = (SAMPLES / "public-quotes.ndjson").read_text("utf-8").splitlines()
    wrong = json.loads(lines[0])
    wrong["said_on"]["date"] = "janvier 2026"

    refused, good = items(ndjson.read, "\n".join((json.dumps(wrong), lines[1])))

    assert (refused.is_refused, good.is_refused) == (True, False)
    assert [each["id"] for each in refused.record["quotes"]] == ["q0000000dem1"]
    assert [each["id"] for each in good.record["quotes"]] == ["q0000000r1sk"]


def test_the_other_tables_of_the_dump():
    def only(name):
        (item,) = items(ndjson.read, (SAMPLES / f"public-{name}.ndjson").read_bytes())
        return item

    assert only("speakers").record["offices"][0]["title"] == "maire"
    assert only("articles").record["byline"] == "Jeanne Dupont"
    assert only("articles").record["url"] == "https://courrier.example/pont"
    assert only("sources").record["kind"] == "hearing"
    correction = only("corrections")
    assert correction.record is None
    assert [each.is_warning for each in correction.faults] == [True]


def test_every_key_of_the_dump_is_taken_or_named():
    keys = {field["name"] for field in fields.of_records("quotes")}
    taken = {"words", "quoted_words", "as_printed", "speakers", "said_on", "article"}

    assert keys == {
        *(*dumped.SAME, *dumped.KEPT, *dumped.SAID_OTHERWISE, *taken, "sources")
    }
    for table, told in dumped.TELLING.items():
        assert told <= {field["name"] for field in fields.of_records(table)}


TEXT = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=20
)
RECORDS = st.fixed_dictionaries(
    {"type": st.sampled_from(ndjson.TYPES)},
    optional={
        "id": TEXT,
        "text": TEXT,
        "is_heading": st.booleans(),
        "quotes": st.lists(st.fixed_dictionaries({"words": TEXT | st.lists(TEXT)})),
    },
)


@settings(deadline=None, max_examples=50)
@given(st.lists(RECORDS, max_size=5))
def test_what_is_written_is_read(rows):
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]

    assert records(ndjson.read, HEADER + "\n".join(lines)) == rows
