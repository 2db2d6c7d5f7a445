"""What stands in the head of pages for machines."""

import re

import pytest
from django.urls import reverse

from tests import factories as make
from tests.reading import current

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def quote():
    quote = make.make_verified_quote(
        article=make.make_article(url="https://afp.example/1?a=1&b=2#haut"),
        source=make.make_source(),
    )
    make.make_published_correction(quote)
    return quote


def head_of(client, address):
    html = client.get(address).content.decode()
    return html.split("</head>")[0]


def opengraph_of(client, address):
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[^"]*)" content="([^"]*)">',
        head_of(client, address),
    )
    assert len(dict(found)) == len(found)
    return dict(found)


def test_a_link_to_a_quote_is_shown_with_marks_and_standing(client, quote):
    address = current(quote).get_absolute_url()

    assert opengraph_of(client, address) == {
        "og:type": "article",
        "og:site_name": "Newsroom Quotes",
        "og:title": "«\u00a0Nous tiendrons parole\u00a0» — Anna Brandt",
        "og:description": "Verified, corrected. «\u00a0Nous tiendrons parole\u00a0» "
        "— Anna Brandt",
        "og:url": SITE + address,
        "og:locale": "en_GB",
        "twitter:card": "summary",
    }
    assert opengraph_of(client, f"/fr{address}")["og:locale"] == "fr_FR"


def test_every_page_has_its_title_and_its_canonical_address(client, quote):
    publication = current(quote)
    pages = [
        publication,
        publication.speakers.get(),
        quote.article,
        quote.source,
        quote.corrections.get(),
    ]
    addresses = [page.get_absolute_url() for page in pages]
    addresses += [
        reverse(f"quotes:{name}")
        for name in ("home", "about", "quote-list", "correction-list")
    ]

    for address in addresses:
        for path in (address, f"/fr{address}"):
            told = opengraph_of(client, path)
            assert told["og:title"], path
            assert told["og:url"] == SITE + path
            canonical = f'<link rel="canonical" href="{SITE}{path}">'
            assert head_of(client, path).count(canonical) == 1, path


def test_what_is_filtered_or_old_is_not_indexed(client, quote):
    first = quote.publications.get(number=1)

    for address in (reverse("quotes:quote-list") + "?q=x", first.get_version_url()):
        head = head_of(client, address)
        assert 'name="robots" content="noindex' in head
        assert f'canonical" href="{SITE}{address}"' not in head


def test_the_original_is_linked_at_the_words(client, quote):
    html = client.get(current(quote).get_absolute_url()).content.decode()

    assert (
        '<a href="https://afp.example/1?a=1&amp;b=2#haut:~:text=Nous%20tiendrons%20parole'
        not in html  # the mark before it is told too
    )
    assert (
        '<a href="https://afp.example/1?a=1&amp;b=2#haut:~:text=%C2%AB-,'
        'Nous%20tiendrons%20parole,-%C2%BB%2C%20a%20d%C3%A9clar%C3%A9%20Anna" '
        'rel="external noopener">'
    ) in html


def test_a_title_with_marks_of_html_stays_one_attribute(client):
    words = 'Il a dit "<b>oui</b>" & non'
    quote = make.make_verified_quote(words, article=make.make_article(f"« {words} »"))

    told = opengraph_of(client, current(quote).get_absolute_url())

    assert told["og:title"] == (
        "«\u00a0Il a dit &quot;&lt;b&gt;oui&lt;/b&gt;&quot; &amp; non\u00a0» — "
        "Anna Brandt"
    )


def test_of_a_withdrawn_quote_nothing_is_told_but_that(client):
    quote = make.make_withdrawn_quote()

    answer = client.get(current(quote).get_absolute_url())

    head = answer.content.decode().split("</head>")[0]
    assert answer.status_code == 410
    assert "og:" not in head
    assert "oembed" not in head
    assert "tiendrons" not in head
