"""Articles, and their statements in three forms whose places slice the text."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.texts import sha256
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    """An article in which three kinds of statement are public."""
    article = make.make_article(text="🎈 " + make.TEXT)
    make.make_verified_quote(
        words="Nous tiendrons parole",
        cue="a déclaré",
        mention="Anna Brandt",
        article=article,
    )
    make.make_verified_quote(article=article, **make.DENIAL)
    make.make_unresolved_quote(
        words="Il faut “agir vite”",
        quoted="agir vite",
        kind="mixed",
        cue="a lancé",
        mention="la ministre",
        article=article,
    )
    make.make_quote(words="sans dire ce que l’Union ferait ensuite", article=article)
    return article


def test_an_article_comes_with_the_text_that_places_are_in(get, article):
    answer = get(f"articles/{article.public_id}/")

    assert answer["text"]["text"] == article.current_revision.text
    assert answer["text"]["sha256"] == sha256(answer["text"]["text"])
    assert "text" not in get("articles/")["results"][0]


def test_the_places_of_statements_slice_the_text(get, article):
    text = get(f"articles/{article.public_id}/")["text"]["text"]

    rows = get(f"articles/{article.public_id}/statements/")["results"]

    assert len(rows) == 3
    for row in rows:
        assert {"content", "cue", "mention"} <= {span["role"] for span in row["spans"]}
        for span in row["spans"]:
            start, end = span["start"], span["end"]
            assert text[start:end] == span["exact"]
            assert text[:start].endswith(span["prefix"])
            assert text[end:].startswith(span["suffix"])


def test_annotations_say_who_said_the_words_at_a_place(client, get, article):
    text = get(f"articles/{article.public_id}/")["text"]["text"]

    response = client.get(f"/api/v1/articles/{article.public_id}/annotations/")

    assert response.headers["Content-Type"] == (
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    )
    collection = response.json()
    assert collection["type"] == "AnnotationCollection"
    assert collection["total"] == 3
    assert collection["first"]["partOf"] == collection["id"]
    items = collection["first"]["items"]
    for item in items:
        places = item["target"] + [b for b in item["body"] if "selector" in b]
        for place in places:
            position, quote = place["selector"]
            assert text[position["start"] : position["end"]] == quote["exact"]
    by_purpose = {body["purpose"]: body for body in items[0]["body"]}
    assert by_purpose["tagging"]["value"] == "verified"
    assert by_purpose["describing"]["value"] == "«\u00a0Nous tiendrons parole\u00a0»"
    assert by_purpose["identifying"]["source"]["label"] == "Anna Brandt"
    assert by_purpose["linking"]["selector"][1]["exact"] == "Anna Brandt"
    assert "identifying" not in {body["purpose"] for body in items[2]["body"]}


def test_the_description_of_a_denial_says_that_it_is_one(get, article):
    items = get(f"articles/{article.public_id}/annotations/")["first"]["items"]

    told = next(b for b in items[1]["body"] if b["purpose"] == "describing")
    assert told["value"].startswith("Le Kremlin a démenti")


def test_pages_of_annotations_name_each_other(client, article):
    first = client.get(
        f"/api/v1/articles/{article.public_id}/annotations/?page_size=2"
    ).json()["first"]

    second = client.get(first["next"]).json()

    assert second["type"] == "AnnotationPage"
    assert (len(first["items"]), len(second["items"])) == (2, 1)
    assert second["id"] == first["next"]
    assert "prev" in second
    assert "next" not in second


def test_annotations_can_be_had_as_plain_json_and_errors_are(client, article):
    address = f"/api/v1/articles/{article.public_id}/annotations/"

    plain = client.get(address, headers={"accept": "application/json"})
    wrong = client.get(address, {"page_size": "x"})

    assert plain.headers["Content-Type"] == "application/json"
    assert wrong.headers["Content-Type"] == "application/json"
    assert wrong.status_code == 400


def test_citron_s_format_has_the_text_and_the_places_of_all_statements(get, article):
    answer = get(f"articles/{article.public_id}/citron/")

    assert answer["text"] == article.current_revision.text
    assert len(answer["quotes"]) == 3
    for quote in answer["quotes"]:
        assert set(quote) == {"id", "cue", "sources", "contents", "coreferences"}
        for span in (quote["cue"], *quote["sources"], *quote["contents"]):
            assert answer["text"][span["start"] : span["end"]] == span["text"]
    assert answer["quotes"][0]["sources"][0]["text"] == "Anna Brandt"


def test_statements_of_an_earlier_text_have_no_place_in_the_new_one(get):
    quote = make.make_verified_quote()
    make.make_revision(quote.article, "Autre chose.\n" + make.TEXT)
    path = f"articles/{quote.article.public_id}"

    assert get(f"{path}/")["text"]["revision"] == 2
    assert get(f"{path}/statements/")["results"][0]["revision"] == 1
    assert get(f"{path}/annotations/")["total"] == 0
    assert get(f"{path}/citron/")["quotes"] == []


@pytest.mark.parametrize("form", ["", "statements/", "annotations/", "citron/"])
def test_an_article_that_is_not_public_is_not_there(get, form):
    for release in ("draft", "withheld"):
        quote = make.make_verified_quote(article=make.make_article(release=release))
        get(f"articles/{quote.article.public_id}/{form}", expect=404)


@pytest.mark.parametrize("form", ["statements/", "annotations/", "citron/"])
def test_more_statements_ask_no_more_of_the_database(get, article, form):
    path = f"articles/{article.public_id}/{form}"
    with CaptureQueriesContext(connection) as few:
        get(path)
    for _ in range(4):
        make.make_verified_quote(article=article, **make.DENIAL)

    with CaptureQueriesContext(connection) as many:
        get(path)

    assert len(many) == len(few)
