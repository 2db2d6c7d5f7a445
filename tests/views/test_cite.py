"""The page with every citation, the files for reference managers, and sharing."""

import html
import json
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.urls import reverse

from quotes.citations import FILES, FORMATS
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def cite_page(quote, **query):
    return reverse("quotes:quote-cite", args=[quote.public_id], query=query or None)


def cite_file(quote, suffix, **query):
    return reverse(
        "quotes:quote-cite-file", args=[quote.public_id, suffix], query=query or None
    )


def texts_of(response):
    """Return what stands in the page's <pre>, as a reader sees it."""
    found = re.findall(r"<pre[^>]*>(.*?)</pre>", response.content.decode(), re.DOTALL)
    return [html.unescape(text) for text in found]


@pytest.fixture
def quote():
    speaker = make.make_speaker(sort_name="Brandt, Anna")
    return make.make_verified_quote(speaker=speaker)


def test_every_format_stands_on_the_page_ready_to_be_selected(client, quote):
    response = client.get(cite_page(quote))
    texts = texts_of(response)

    assert response.status_code == 200
    assert len(texts) == len(FORMATS)
    for text in texts:
        assert quote.public_id in text
        assert f"http://testserver/q/{quote.public_id}/" in text
        assert "/v/1/" in text
    for form in FORMATS.values():
        assert form.name.encode() in response.content
    assert "BRANDT, Anna." in texts[0]


def test_formats_keep_their_language_whatever_the_page_s_is(client, quote):
    english, french = (
        texts_of(client.get(prefix + cite_page(quote))) for prefix in ("", "/fr")
    )

    assert english == french
    assert b'<html lang="fr">' in client.get("/fr" + cite_page(quote)).content


def test_the_page_asks_for_nothing_of_others_and_sets_no_cookie(client, quote):
    response = client.get(cite_page(quote))
    page = response.content.decode()

    assert not response.cookies
    assert re.findall(r'<script[^>]* src="([^"]+)"', page) == ["/static/quotes/copy.js"]
    assert " style=" not in page
    assert "onclick" not in page
    assert "<button" not in page  # the script makes them


def test_an_earlier_version_is_cited_as_such(client, quote):
    make.make_published_correction(quote)
    response = client.get(cite_page(quote, version=1))

    assert all("/v/1/" in text for text in texts_of(response))
    assert b"This is an earlier version." in response.content
    assert b"cite.bib?version=1" in response.content
    assert all("/v/2/" in text for text in texts_of(client.get(cite_page(quote))))
    assert b"-v1," in client.get(cite_file(quote, "bib", version=1)).content


@pytest.mark.parametrize("version", ["0", "3", "x", "-1", "", "²", "9" * 30])
def test_a_version_that_is_none_is_a_404(client, quote, version):
    assert client.get(cite_page(quote, version=version)).status_code == 404
    assert client.get(cite_file(quote, "bib", version=version)).status_code == 404


@pytest.mark.parametrize("suffix", FILES)
def test_a_file_has_its_type_and_its_name(client, quote, suffix):
    response = client.get(cite_file(quote, suffix))

    assert response.headers["Content-Type"] == FILES[suffix].media_type
    assert response.headers["Content-Disposition"] == (
        f'attachment; filename="quote-{quote.public_id}-v1.{suffix}"'
    )
    assert "Brandt" in response.content.decode()
    assert not response.cookies


def test_files_are_those_of_the_page(client, quote):
    texts = texts_of(client.get(cite_page(quote)))

    for suffix in FILES:
        content = client.get(cite_file(quote, suffix)).content.decode()
        assert content.replace("\r\n", "\n").strip() in {
            text.replace("\r\n", "\n").strip() for text in texts
        }


def test_there_are_no_other_files(client, quote):
    assert client.get(cite_file(quote, "exe")).status_code == 404
    assert client.get(cite_file(quote, "bib.html")).status_code == 404


def test_a_withdrawn_quote_answers_410_with_its_notice(client):
    quote = make.make_withdrawn_quote()
    correction = make.make_published_correction(quote, correction_class="withdrawal")
    page = client.get(cite_page(quote))

    assert page.status_code == 410
    assert correction.notice.encode() in page.content
    assert b"tiendrons" not in page.content
    for suffix in FILES:
        response = client.get(cite_file(quote, suffix))
        assert response.status_code == 410
        assert correction.public_id.encode() in response.content
        assert b"tiendrons" not in response.content
        assert "Content-Disposition" not in response.headers
    item = json.loads(client.get(cite_file(quote, "csl.json")).content)[0]
    assert "withdrawn" in item["note"]


def test_no_version_of_a_withdrawn_quote_is_cited(client):
    quote = make.make_withdrawn_quote()

    for address in (cite_page(quote, version=1), cite_file(quote, "ris", version=1)):
        response = client.get(address)
        assert response.status_code == 410
        assert b"tiendrons" not in response.content


@pytest.mark.parametrize("status", ["proposed", "unverified", "rejected"])
def test_a_quote_that_is_not_public_has_no_citations(client, status):
    quote = make.make_quote_in(status)

    assert client.get(cite_page(quote)).status_code == 404
    assert client.get(cite_file(quote, "bib")).status_code == 404


def test_an_article_that_is_not_public_has_no_citations(client):
    quote = make.make_verified_quote(article=make.make_article(release="draft"))

    assert client.get(cite_page(quote)).status_code == 404
    assert client.get(cite_file(quote, "bib")).status_code == 404


def test_the_quote_s_page_offers_what_can_be_passed_on(client, quote):
    publication = Publication.objects.get(quote=quote)
    page = client.get(publication.get_absolute_url()).content.decode()
    copied = [
        html.unescape(re.sub("<[^>]+>", "", text))
        for text in re.findall(
            r"data-copy=[^>]*>(.*?)</(?:a|span|pre)>", page, re.DOTALL
        )
    ]

    short = f"http://testserver/q/{quote.public_id}/"
    assert copied[0] == short
    assert copied[1].startswith("«\u00a0Nous tiendrons parole\u00a0» — Anna Brandt (")
    assert copied[1].endswith(f"verified). {short}")
    assert copied[2].startswith("<")
    assert "<iframe" in copied[2]
    assert cite_page(quote) in page
    assert 'href="mailto:?subject=' in page


def test_the_script_is_small():
    assert Path(finders.find("quotes/copy.js")).stat().st_size <= 2048


def test_queries_stay_few(client, django_assert_max_num_queries):
    quote = make.make_verified_quote()
    with django_assert_max_num_queries(4):
        client.get(cite_page(quote))
