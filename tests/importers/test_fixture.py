"""Django fixtures: rows put together, and a wrong one told by its index."""

import json
from io import BytesIO
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import Field

from quotes.importers import fixture
from quotes.importers.fixture.left_out import LEFT_OUT
from quotes.importers.fixture.tables import MODELS, Sort
from tests.importers.streams import items

FIXTURES = Path(__file__).parents[2] / "fixtures"
SAMPLE = FIXTURES / "articles/fixture/desk-piece.json"


@pytest.fixture
def rows():
    return json.loads(SAMPLE.read_text("utf-8"))


def read(rows):
    return items(fixture.read, json.dumps(rows))


def of(rows, model):
    return next(row["fields"] for row in rows if row["model"] == f"quotes.{model}")


@pytest.mark.parametrize("model", MODELS)
def test_the_fields_of_a_model_are_those_that_it_has(model):
    ours = MODELS[model].fields
    theirs = {
        field.name: field
        for field in apps.get_model(model)._meta.get_fields()
        if isinstance(field, Field) and not field.primary_key
    }
    made_anew = {name for name, field in theirs.items() if field.many_to_many}

    assert set(ours) == set(theirs) - made_anew
    for name, field in theirs.items():
        choices = MODELS[model].allowed.get(name)
        if field.choices and ours[name] is not Sort.DERIVED:
            assert choices == tuple(value for value, _label in field.choices), name


def test_every_model_is_taken_or_left_out_on_purpose():
    ours = {
        model._meta.label_lower
        for model in apps.get_app_config("quotes").get_models()
        if not model.__name__.startswith("Historical")
    }

    assert ours <= {*MODELS, *LEFT_OUT}


def test_every_row_of_the_demonstration_is_in_a_record():
    data = (FIXTURES / "demo.json").read_bytes()
    given = json.loads(data)
    found = items(fixture.read, data)

    def count(value):
        if isinstance(value, list):
            return sum(map(count, value))
        if not isinstance(value, dict):
            return 0
        nested = (
            *("names", "offices", "revisions", "quotes", "spans", "attributions"),
            *("proposals", "reviews", "corrections", "tasks", "publications"),
            *("findings", "speakers", "sources"),
        )
        return 1 + sum(count(value.get(key)) for key in nested)

    assert all(not each.is_refused for each in found)
    taken = [row for row in given if row["model"] in MODELS]
    assert sum(count(each.record) for each in found) == len(taken)
    order = [each.record["type"] for each in found]
    assert order == sorted(order, key=("speaker", "source", "article", "link").index)


def test_a_quote_has_all_that_is_its_own():
    found = items(fixture.read, (FIXTURES / "demo.json").read_bytes())
    article = next(each.record for each in found if each.record["type"] == "article")
    quote = next(each for each in article["quotes"] if each.get("corrections"))

    assert quote["id"] == "fzxd5bcy5gkm"
    assert [each["number"] for each in quote["reviews"]] == [1, 2, 3, 4, 5]
    assert quote["attributions"][1]["mention"] == {"revision": 1, "number": 2}
    assert quote["corrections"][0]["wrong_attribution"] == 1
    assert [each["number"] for each in quote["corrections"][0]["tasks"]] == [1, 2, 3, 4]
    assert quote["publications"][0]["review"] == 2
    speakers = [each.get("speakers") for each in quote["publications"]]
    assert [{"speaker": "xaf68vk460sx", "position": 1}] in speakers
    span = quote["spans"][0]
    text = article["revisions"][span["revision"] - 1]["text"]
    assert text[span["start"] : span["end"]] == span["exact"]


def test_rows_on_lines_are_read_as_well(rows):
    lines = "\n".join(map(json.dumps, rows))

    assert [each.record for each in items(fixture.read, lines)] == [
        each.record for each in read(rows)
    ]


@pytest.mark.parametrize(
    ("model", "field", "value", "part"),
    [
        ("quote", "kind", "spoken", "“spoken” is none of the values"),
        ("quote", "mood", "grave", "A quote has no field “mood”"),
        ("quote", "version", "1", "a text where a number is wanted"),
        ("quote", "said_on", "mardi", "“mardi” is no day"),
        ("review", "at", "2024-11-14T07:00:00", "does not tell its time zone"),
        ("review", "decision", "bless", "“bless” is none of the values"),
        ("span", "revision", 3, "“3” is no natural key, which has 2 parts"),
        ("attribution", "jointly", 1, "a number where true or false is wanted"),
    ],
)
def test_a_wrong_field_is_told_and_its_article_is_refused(
    rows, model, field, value, part
):
    of(rows, model)[field] = value
    number = next(
        at for at, row in enumerate(rows, 1) if row["model"] == f"quotes.{model}"
    )

    speaker, article = read(rows)

    assert not speaker.is_refused
    assert article.is_refused
    (fault,) = article.faults
    assert fault.place.startswith(f"row {number}, line ")
    assert fault.field == field
    assert part in fault.what


@pytest.mark.parametrize(
    ("row", "part"),
    [
        ({"model": "quotes.poem", "fields": {}}, "There is no model “quotes.poem”"),
        ({"model": "quotes.span", "fields": {"role": "cue"}}, "which quote it belongs"),
        ({"model": "quotes.article", "fields": {}}, "no public id"),
        ({"fields": {}}, "an object with model and fields"),
        ([1], "an object with model and fields"),
    ],
)
def test_a_row_that_is_nobody_s_is_told_and_the_others_go_on(rows, row, part):
    found = read([row, *rows])

    assert found[0].place == "row 1, line 1"
    assert part in found[0].faults[0].what
    assert [each.is_refused for each in found[1:]] == [False, False]


def test_a_row_of_a_quote_that_is_not_there(rows):
    of(rows, "span")["quote"] = ["nowhere00000"]

    missing = read(rows)[-1]

    assert missing.record is None
    assert missing.faults[0].what == (
        "It belongs to quote nowhere00000, which is not in the file."
    )


def test_a_quote_of_an_article_that_is_not_there_stands_alone(rows):
    alone = [
        row for row in rows if row["model"] not in ("quotes.article", "quotes.revision")
    ]

    quotes = [each.record for each in read(alone) if each.record["type"] == "quote"]

    assert [each["article"] for each in quotes] == ["78adrnpmcnt8"] * 2
    assert all(each["spans"] and each["reviews"] for each in quotes)


def test_people_and_what_is_made_anew_are_left_out_with_a_word(rows):
    user = {"model": "auth.user", "fields": {"username": "camille"}}

    found = read([user, user, *rows])

    warnings = [str(each) for item in found for each in item.faults]
    assert warnings == [
        "file: 2 rows of auth.user are not taken: people are added in the admin, and "
        "known by their usernames."
    ]


def test_a_broken_row_loses_nothing_else(rows):
    written = json.dumps(rows)
    data = '[{"model": oops},' + written[1:]

    found = list(fixture.read(BytesIO(data.encode()), "file"))

    assert "not JSON" in found[0].faults[0].what
    assert [each.is_refused for each in found] == [True, False, False]
