"""The page of a quote and of its versions: what stands where, and in which order."""

import re

import pytest

from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def page(client, quote):
    row = Publication.objects.get(quote=quote, is_current=True)
    return client.get(row.get_absolute_url()).content.decode()


@pytest.fixture
def linked():
    """A corrected quote with a chain of sources, and three quotes linked to it."""
    origin = make.make_source(
        "l’entretien", kind="interview", archived_url="https://archive.example/1"
    )
    wire = make.make_source("la dépêche", relays=origin, url="https://example.org/2")
    quote = make.make_verified_quote(source=wire)
    make.make_published_correction(quote)
    for words, kind, leads_out in (
        ("agir vite", "denies", False),
        ("parole", "repeats", True),
        ("Les pourparlers reprendront lundi", "denies", False),
    ):
        other = make.make_verified_quote(words)
        make.make_link(
            *((quote, other) if leads_out else (other, quote)),
            kind=kind,
        )
    return quote


def test_the_parts_stand_in_the_order_of_a_reader_s_questions(client, linked):
    html = page(client, linked)
    parts = (
        '<aside class="notice',
        'class="status s-verified"',
        "<blockquote",
        '<p class="by">',
        "About this quote",
        "In the text",
        "Where we have it from",
        "Other quotes about it",
        "Public history",
        'id="share"',
        "Report an error",
    )
    body = html[html.index("<main") :]

    places = [body.index(each) for each in parts]

    assert places == sorted(places)


def test_linked_quotes_stand_together_by_what_they_do(client, linked):
    html = page(client, linked)
    family = html[html.index('class="part family"') : html.index("Public history")]

    assert re.findall(r"<h3[^>]*>([^<]*)</h3>", family) == [
        "It is denied by:",
        "It repeats:",
    ]
    assert family.count("<ul") == family.count("</ul>") == 2
    assert family.count('class="status s-verified"') == 3


def test_each_source_s_address_and_archived_copy_are_linked(client, linked):
    html = page(client, linked)

    assert re.search(r'href="https://example.org/2"[^>]*>original<', html)
    assert re.search(r'href="https://archive.example/1"[^>]*>archived copy<', html)


def test_what_is_printed_is_told_only_where_it_differs_from_the_name(client):
    same = make.make_verified_quote()
    other = make.make_verified_quote(speaker=make.make_speaker("Anna Brandt-Weber"))

    assert "<dt>As printed</dt>" not in page(client, same)
    assert "<dt>As printed</dt>" in page(client, other)


def test_paper_says_where_it_is_from_and_which_version(client, linked):
    html = page(client, linked)
    first = linked.publications.get(number=1)

    line = re.search(r'<p class="printed">(.*?)</p>', html)[1]
    assert line.startswith(
        f"http://testserver/q/{linked.public_id}/ · version 2, public"
    )

    html = client.get(first.get_version_url()).content.decode()
    line = re.search(r'<p class="printed">(.*?)</p>', html)[1]
    assert line.startswith(f"http://testserver{first.get_version_url()} · version 1,")
