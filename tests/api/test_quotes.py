"""Quotes, one quote and its versions, as the API answers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import workflow
from quotes.models import Publication
from quotes.records import quote_record
from tests import factories as make

pytestmark = pytest.mark.django_db


def absolute(path):
    return f"http://testserver{path}"


def test_the_list_holds_the_records_of_listed_quotes_newest_first(get):
    old = make.make_verified_quote(said_on="2020-01-01")
    new = make.make_verified_quote(said_on="2024-01-01")
    undated = make.make_verified_quote()
    make.make_withdrawn_quote()
    make.make_quote()

    answer = get("quotes/")

    ids = [row["id"] for row in answer["results"]]
    assert ids == [new.public_id, old.public_id, undated.public_id]
    row = Publication.objects.get(quote=new)
    assert answer["results"][0] == quote_record(row, absolute)
    assert (answer["next"], answer["previous"]) == (None, None)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "unresolved"}, ["b"]),
        ({"kind": "direct", "status": "verified"}, ["a"]),
        ({"language": "fr"}, ["a", "b"]),
        ({"after": "2024-01-01"}, ["a"]),
        ({"q": "tiendrons"}, ["a", "b"]),
        ({"speaker": "Brandt"}, ["a"]),
        ({"q": "introuvable"}, []),
    ],
)
def test_filters_are_those_of_the_pages(get, query, found):
    names = {
        make.make_verified_quote(said_on="2024-11-12").public_id: "a",
        make.make_unresolved_quote(said_on="2020-01-01", mention=()).public_id: "b",
    }

    answer = get("quotes/", **query)

    assert [names[row["id"]] for row in answer["results"]] == found


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ({"colour": "red"}, "Allowed: q, speaker,"),
        ({"kind": "shouted"}, "Allowed: direct, indirect, mixed."),
        ({"after": "yesterday"}, "valid date"),
        ({"page_size": "0"}, "from 1 to 100"),
        ({"page_size": "101"}, "from 1 to 100"),
        ({"page_size": "²"}, "from 1 to 100"),
        ({"cursor": "nonsense"}, "none of ours"),
        ({"q": "a\0b"}, "Null characters"),
        ({"kind": ["direct", "mixed"]}, "once"),
    ],
)
def test_a_parameter_that_cannot_be_is_named(get, query, told):
    error = get("quotes/", expect=400, **query)["error"]

    (name,) = query
    assert (error["status"], error["code"]) == (400, "bad_parameter")
    assert list(error["fields"]) == [name]
    assert told in " ".join(error["fields"][name])


def test_errors_are_english_where_the_site_is_french(get, settings):
    settings.LANGUAGE_CODE = "fr"

    error = get("quotes/", expect=400, after="hier")["error"]

    assert error["fields"] == {"after": ["Enter a valid date."]}


def test_one_quote_with_the_public_ones_that_are_about_it(get):
    quote, denial = make.make_verified_quote(), make.make_verified_quote(**make.DENIAL)
    make.make_link(denial, quote)
    make.make_link(make.make_quote(), quote)

    answer = get(f"quotes/{quote.public_id}/")

    (related,) = answer["related"]
    assert (related["kind"], related["direction"]) == ("denies", "from")
    assert related["quote"]["id"] == denial.public_id
    assert related["quote"]["statement"].startswith("Le Kremlin a démenti")


def test_a_withdrawn_quote_is_gone_with_its_notice(get):
    quote = make.make_withdrawn_quote()
    make.make_published_correction(quote)

    for path in (f"quotes/{quote.public_id}/", f"quotes/{quote.public_id}/versions/"):
        answer = get(path, expect=410)
        assert answer["error"]["code"] == "withdrawn"
        assert answer["quote"]["id"] == quote.public_id
        assert answer["quote"]["notices"][0]["notice"]
        assert "tiendrons" not in str(answer)


def test_what_readers_never_saw_is_not_found(get):
    quotes = [
        make.make_quote(),
        make.make_proposed_quote(),
        make.make_verified_quote(article=make.make_article(release="draft")),
    ]

    for quote in quotes:
        assert get(f"quotes/{quote.public_id}/", expect=404)["error"]["fields"] == {}


def test_versions_tell_all_that_was_shown(get):
    quote = make.make_verified_quote()
    make.make_published_correction(quote)

    answer = get(f"quotes/{quote.public_id}/versions/")

    rows = answer["results"]
    assert [row["version"] for row in rows] == [2, 1]
    assert [row["decision"] for row in rows] == ["correct", "verify"]
    assert [row["is_current"] for row in rows] == [True, False]
    assert [row["quote"]["corrected"] for row in rows] == [True, False]
    assert rows[1]["html"].endswith("/v/1/")
    assert "editor" not in {row["role"] for row in rows}


def test_words_that_were_taken_back_do_not_return_with_a_later_version(get):
    quote = make.make_withdrawn_quote()
    standards = make.make_standards_editor()
    quote = workflow.reopen(quote, by=standards, reason="Doch.")
    workflow.verify(quote, by=make.make_verifier("second"))

    rows = get(f"quotes/{quote.public_id}/versions/")["results"]

    assert [row["version"] for row in rows] == [3, 2, 1]
    assert [row["quote"] is None for row in rows] == [False, True, True]
    assert [row["html"] is None for row in rows] == [False, True, True]


@pytest.mark.parametrize("path", ["quotes/", "changes/"])
def test_more_quotes_ask_no_more_of_the_database(get, path):
    make.make_publications(2, articles=2, speakers=2)
    with CaptureQueriesContext(
        connection,
    ) as few:
        get(path)
    make.make_publications(12, articles=5, speakers=5)

    with CaptureQueriesContext(connection) as many:
        assert len(get(path, page_size=100)["results"]) == 14

    assert len(many) == len(few) <= 4
    assert not any("COUNT(" in query["sql"] for query in many.captured_queries)
