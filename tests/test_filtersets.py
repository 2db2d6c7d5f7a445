"""Filters of the quote list: what each finds, and what a bad value gives."""

import pytest
from django.urls import reverse

from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def three():
    """A verified direct quote, a verified denial and an unresolved mixed quote."""
    article = make.make_article(published_on="2024-11-12", publisher="AFP")
    other = make.make_article(headline="Été à Évian", published_on="2023-01-05")
    press = make.make_source(
        "conférence de Bruxelles", relays=make.make_source("radio")
    )
    kremlin = make.make_speaker("Kremlin", kind="government")
    make.make_name(kremlin, "Moscou", kind="metonym")
    return {
        "direct": make.make_verified_quote(
            article=article, source=press, said_on="2024-11-10"
        ),
        "denial": make.make_verified_quote(
            article=article, speaker=kremlin, **make.DENIAL
        ),
        "unresolved": make.make_unresolved_quote(
            "Il faut “agir vite”",
            quoted="agir vite",
            kind="mixed",
            article=other,
            mention="la ministre",
            cue="a lancé",
        ),
    }


CASES = [
    ("", {"direct", "denial", "unresolved"}),
    ("q=TIENDRONS parole", {"direct"}),
    ("q=demenTI", {"denial"}),
    ('q="les deux hommes"', {"denial"}),
    ('q="hommes deux"', set()),
    ("q=moscou", {"denial"}),
    ("speaker=brandt", {"direct"}),
    ("speaker=moscou", {"denial"}),
    ("article=evian", {"unresolved"}),
    ("article=afp", {"direct", "denial"}),
    ("source=bruxelles", {"direct"}),
    ("source=radio", {"direct"}),
    ("source_kind=press_conference", {"direct"}),
    ("kind=indirect", {"denial"}),
    ("kind=mixed", {"unresolved"}),
    ("status=unresolved", {"unresolved"}),
    ("status=verified", {"direct", "denial"}),
    ("status=under_review", set()),
    ("corrected=yes", set()),
    ("corrected=no", {"direct", "denial", "unresolved"}),
    ("language=fr", {"direct", "denial", "unresolved"}),
    ("language=en", set()),
    ("after=2024-11-11", {"denial"}),
    ("before=2024-11-10", {"direct", "unresolved"}),
    ("after=2024-11-10&before=2024-11-10", {"direct"}),
    ("status=verified&kind=direct", {"direct"}),
]


@pytest.mark.parametrize(("query", "expected"), CASES)
def test_each_filter_finds_what_it_says(client, three, query, expected):
    answer = client.get(reverse("quotes:quote-list") + "?" + query)

    found = {row.quote_id for row in answer.context["publications"]}
    assert answer.status_code == 200
    assert found == {three[name].pk for name in expected}


def test_a_speaker_an_article_and_a_source_are_found_by_id(client, three):
    quote = three["direct"]
    for name, row in (
        ("speaker", quote.attributions.get().speaker),
        ("source", quote.source.relays),
    ):
        answer = client.get(f"/quotes/?{name}={row.public_id}")
        assert [each.quote for each in answer.context["publications"]] == [quote]
    answer = client.get(f"/quotes/?article={quote.article.public_id}")
    assert len(answer.context["publications"]) == 2


BAD = [
    "kind=bogus",
    "status=proposed",
    "status=withdrawn",
    "language=xx",
    "source_kind=gossip",
    "after=yesterday",
    "before=2024-13-45",
    "corrected=maybe",
    "q=%00",
    "speaker=%00",
    "q=" + "x" * 500,
]


@pytest.mark.parametrize("query", BAD)
def test_a_value_that_cannot_be_gives_an_empty_list_and_a_message(client, three, query):
    answer = client.get(reverse("quotes:quote-list") + "?" + query)

    assert answer.status_code == 200
    assert not answer.context["publications"]
    assert answer.context["filter"].form.errors
    assert 'class="error"' in answer.content.decode()


@pytest.mark.parametrize(
    "query",
    [
        "speaker=000000000000",
        "article=000000000000",
        "source=000000000000",
        "q=%25",
        "q=_",
    ],
)
def test_what_does_not_exist_gives_an_empty_list(client, three, query):
    answer = client.get(reverse("quotes:quote-list") + "?" + query)

    assert answer.status_code == 200
    assert not answer.context["publications"]
    assert "No public quote fits" in answer.content.decode()


def test_every_filter_in_force_is_a_chip_that_takes_it_off(client, three):
    token = "bjIwMjQtMTEtMTIvMQ"
    answer = client.get(f"/quotes/?status=verified&kind=direct&q=parole&page={token}")

    chips = answer.context["filter"].chips()

    assert {(str(label), value) for label, value, _rest in chips} == {
        ("Status", "verified"),
        ("Form", "direct"),
        ("Words", "parole"),
    }
    without = {str(label): rest for label, _value, rest in chips}
    assert without["Status"] == "kind=direct&q=parole"


def test_the_next_page_keeps_the_filters(client):
    make.make_publications(30)

    answer = client.get("/quotes/?kind=direct")
    token = answer.context["pages"].next
    second = client.get(f"/quotes/?kind=direct&page={token}")

    assert f"kind=direct&amp;page={token}" in answer.content.decode()
    assert len(second.context["publications"]) == 5
    shown = {row.pk for row in answer.context["publications"]}
    assert not shown & {row.pk for row in second.context["publications"]}


def test_columns_that_readers_see_have_a_filter_or_a_reason_for_none():
    from quotes.filtersets import PublicationFilter

    no_filter = {
        "id", "quote", "number", "review", "is_current", "under_review",
        "published_at", "decision", "role", "public_id", "is_single_editor",
        "polarity", "is_heading", "said_on", "notice", "digest", "state", "shown",
        "changed_at",
    }  # fmt: skip
    by_column = {
        "words": "q", "search_text": "q", "speaker_names": "speaker",
        "speaker_search": "speaker", "article": "article", "article_search": "article",
        "source_search": "source", "source_kind": "source_kind", "kind": "kind",
        "status": "status", "is_corrected": "corrected", "language": "language",
        "dated_on": "after", "sorted_on": "after", "office": "office",
        "search_words": "q", "search_terms": "q",
    }  # fmt: skip
    columns = {field.name for field in Publication._meta.concrete_fields}

    assert columns == no_filter | by_column.keys()
    assert set(by_column.values()) <= set(PublicationFilter.base_filters)
