"""oEmbed, and the one view that may be framed."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import strip_tags

from quotes import workflow
from quotes.models import Article
from tests import factories as make
from tests.reading import current

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def ask(client, address, **options):
    """Ask as a consumer of oEmbed does."""
    return client.get("/oembed/", {"url": address, **options})


def frame_in(html):
    """Return (text outside of the frame, path of the frame)."""
    [frame] = re.findall(r"<iframe[^>]*></iframe>", html)
    source = re.search(r'src="([^"]*)"', frame).group(1)
    return strip_tags(html.replace(frame, "")), source.removeprefix(SITE)


@pytest.fixture
def quote():
    return make.make_verified_quote(
        article=make.make_article(url="https://afp.example/1", publisher="AFP")
    )


# oEmbed


def test_an_answer_has_what_the_specification_asks_for(client, quote):
    answer = ask(client, SITE + current(quote).get_absolute_url(), format="json")

    assert answer["Content-Type"] == "application/json"
    assert answer["Access-Control-Allow-Origin"] == "*"
    told = answer.json()
    assert (told["version"], told["type"]) == ("1.0", "rich")
    assert isinstance(told["width"], int)
    assert isinstance(told["height"], int)
    assert told["title"] == (
        "«\u00a0Nous tiendrons parole\u00a0» — Anna Brandt (verified)"
    )
    assert told["author_name"] == "Anna Brandt"
    assert told["provider_name"] == "Newsroom Quotes"
    assert told["provider_url"] == f"{SITE}/"


def test_the_words_stand_as_text_above_the_frame(client, quote):
    html = ask(client, SITE + current(quote).get_absolute_url()).json()["html"]

    text, frame = frame_in(html)

    assert html.startswith('<blockquote lang="fr" cite="https://afp.example/1">')
    assert "Nous tiendrons parole" in text
    assert "— Anna Brandt" in text
    assert "Verified" in text
    assert f'<a href="{SITE}{current(quote).get_absolute_url()}">' in html
    assert frame == f"/embed/q/{quote.public_id}/?below=1"
    assert "style=" not in html
    assert "<script" not in html


def test_words_are_read_once_while_they_are_the_same(client, quote):
    html = ask(client, SITE + current(quote).get_absolute_url()).json()["html"]
    _text, frame = frame_in(html)

    assert "tiendrons" not in strip_tags(client.get(frame).content.decode())
    make.make_published_correction(quote)

    later = client.get(frame).content.decode()
    assert "Notre base attribuait" in later
    assert "tiendrons" not in strip_tags(later)


def test_new_words_are_shown_below_the_old_ones(client, quote):
    html = ask(client, SITE + current(quote).get_absolute_url()).json()["html"]
    text = quote.article.current_revision.text
    workflow.change_quote(
        quote,
        by=make.make_editor(),
        reason="Un mot de trop.",
        spans=make.spans_of(
            text,
            content="tiendrons",
            quoted="tiendrons",
            cue=make.CUE,
            mention=make.MENTION,
        ),
    )
    quote.refresh_from_db()
    workflow.verify(quote, by=make.make_verifier())

    shown = client.get(frame_in(html)[1]).content.decode()

    assert '<blockquote class="words"' in shown


def test_reported_speech_is_never_bare_words(client):
    quote = make.make_verified_quote(
        **make.DENIAL, speaker=make.make_speaker("Kremlin")
    )

    html = ask(client, SITE + current(quote).get_absolute_url()).json()["html"]

    assert "Le Kremlin a démenti que" in html
    assert "«" not in html
    framed = client.get(reverse("quotes:embed", args=[quote.public_id]))
    assert "a démenti" in framed.content.decode()
    assert "reported, not quoted" in framed.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/q/{}/",
        "/q/{}/an-old-slug/",
        "/q/{}/nous-tiendrons-parole/v/1/",
        "/embed/q/{}/",
        "/q/{}/?utm_source=x#y",
    ],
)
def test_every_address_of_a_quote_is_known_in_either_language(client, quote, path):
    path = path.format(quote.public_id)

    for scheme in ("http", "https"):
        for host in ("testserver", "localhost:8000"):
            assert ask(client, f"{scheme}://{host}{path}").status_code == 200
    french = ask(client, f"{SITE}/fr{path}").json()
    assert f"{SITE}/fr/embed/q/{quote.public_id}/" in french["html"]
    assert f"{SITE}/fr/q/{quote.public_id}/nous-tiendrons-parole/" in french["html"]


@pytest.mark.parametrize(
    "address",
    [
        "https://elsewhere.example/q/{}/",
        "https://testserver.elsewhere.example/q/{}/",
        "https://testserver@elsewhere.example/q/{}/",
        "ftp://testserver/q/{}/",
        "//testserver/q/{}/",
        "/q/{}/",
        "http://[testserver/q/{}/",
        "http://testserver/de/q/{}/",
        "http://testserver/q/{}/x/y/",
        "http://testserver/q/000000000000/",
        "http://testserver/",
        "http://testserver/speaker/{}/",
        "http://testserver/q/{}\0/",
        "x",
    ],
)
def test_what_is_no_quote_of_ours_is_a_404_that_says_so(client, quote, address):
    answer = ask(client, address.format(quote.public_id))

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/json"
    assert answer.json()["error"].endswith(".")


def test_what_is_not_public_is_a_404(client):
    addresses = [
        f"{SITE}/q/{make.make_quote().public_id}/",
        f"{SITE}/q/{make.make_withdrawn_quote().public_id}/",
    ]
    hidden = make.make_verified_quote()
    Article.objects.filter(pk=hidden.article_id).update(release="withheld")
    addresses.append(f"{SITE}/q/{hidden.public_id}/")

    for address in addresses:
        answer = ask(client, address)
        assert answer.status_code == 404
        assert "parole" not in answer.content.decode()


def test_other_formats_are_not_there(client, quote):
    address = SITE + current(quote).get_absolute_url()

    assert ask(client, address, format="xml").status_code == 501
    assert ask(client, address, format="yaml").status_code == 501


def test_no_address_is_a_400(client):
    answer = client.get("/oembed/")

    assert answer.status_code == 400
    assert "url=" in answer.json()["error"]


def test_the_frame_keeps_to_the_sizes_asked_for(client, quote):
    address = SITE + current(quote).get_absolute_url()

    told = ask(client, address, maxwidth="320", maxheight="90").json()
    wide = ask(client, address, maxwidth="5000", maxheight="5000").json()

    assert (told["width"], told["height"]) == (320, 90)
    assert 'width="320" height="90"' in told["html"]
    assert wide["width"] == 600


def test_the_frame_is_as_high_as_its_notices_need(client, quote):
    address = SITE + current(quote).get_absolute_url()
    without = ask(client, address).json()["height"]
    make.make_published_correction(quote, notice="Un mot de trop. " * 20)

    wide = ask(client, address).json()["height"]
    narrow = ask(client, address, maxwidth="320").json()["height"]

    assert without < wide < narrow


@pytest.mark.parametrize("size", ["0", "-1", "x", "1.5", "²", "9" * 30])
def test_a_size_that_is_none_is_a_400_that_says_which(client, quote, size):
    answer = ask(client, SITE + current(quote).get_absolute_url(), maxwidth=size)

    assert answer.status_code == 400
    assert "maxwidth" in answer.json()["error"]


@pytest.mark.parametrize(
    "made",
    [
        make.make_disputed_quote,
        make.make_unresolved_quote,
        make.make_quote_under_review,
    ],
)
def test_an_author_is_told_only_while_it_is_verified(client, made):
    told = ask(client, f"{SITE}/q/{made().public_id}/").json()

    assert "author_name" not in told


def test_the_page_of_a_quote_says_where_to_ask(client, quote):
    for prefix in ("", "/fr"):
        page = prefix + current(quote).get_absolute_url()
        html = client.get(page).content.decode()
        [address] = re.findall(
            r'<link rel="alternate" type="application/json\+oembed"[^>]*href="([^"]*)"',
            html,
        )
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert SITE + page in answer.json()["html"]


# The frame


def test_framed_alone_it_shows_the_words_with_all_that_belongs_to_them(client, quote):
    make.make_published_correction(quote)

    html = client.get(reverse("quotes:embed", args=[quote.public_id])).content.decode()

    assert html.index("Notre base attribuait") < html.index("<blockquote")
    for part in (
        "Nous tiendrons parole",
        "Anna Brandt",
        "verified",
        "corrected",
        "AFP",
    ):
        assert part in html
    assert '<base target="_top">' in html
    assert f'href="{current(quote).get_absolute_url()}"' in html
    assert '<meta name="robots" content="noindex">' in html


def test_it_is_there_in_either_language(client, quote):
    for prefix, language in (("", "en"), ("/fr", "fr")):
        answer = client.get(f"{prefix}/embed/q/{quote.public_id}/")
        assert f'<html lang="{language}">' in answer.content.decode()
        assert answer["X-Robots-Tag"] == "noindex"
        assert not answer.cookies


def test_a_withdrawn_quote_is_a_410_with_its_notice_and_no_words(client):
    quote = make.make_withdrawn_quote()
    make.make_published_correction(
        quote, correction_class="withdrawal", notice="Ces propos étaient inventés."
    )

    for query in ("", "?below=1", "?below=2"):
        answer = client.get(f"/embed/q/{quote.public_id}/{query}")
        assert answer.status_code == 410
        assert "frame-ancestors *" in answer["Content-Security-Policy"]
        assert "Ces propos étaient inventés." in answer.content.decode()
        assert "tiendrons" not in answer.content.decode()
        assert "Brandt" not in answer.content.decode()


@pytest.mark.parametrize("below", ["", "0", "9", "x", "-1", "²", "9" * 30])
def test_words_are_shown_where_no_known_version_stands_above(client, quote, below):
    answer = client.get(f"/embed/q/{quote.public_id}/", {"below": below})

    assert "Nous tiendrons parole" in answer.content.decode()


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_what_is_not_public_is_not_framed(client, quote, release):
    article = quote.article
    article.release = release
    if release == "embargoed":
        article.embargo_until = make.hours_from_now(1)
    article.save()

    answer = client.get(f"/embed/q/{quote.public_id}/?below=1")

    assert answer.status_code == 404
    assert "tiendrons" not in answer.content.decode()


def test_it_is_the_only_view_that_may_be_framed(client, quote):
    correction = make.make_published_correction(quote)
    public_id = quote.public_id
    others = [
        *(reverse(f"quotes:{name}") for name in ("home", "quote-list", "about")),
        reverse("quotes:correction-list"),
        current(quote).get_absolute_url(),
        current(quote).get_version_url(),
        quote.article.get_absolute_url(),
        correction.get_absolute_url(),
        reverse("quotes:report", args=["quote", public_id]),
        *("/feeds/verified.atom", "/sitemap.xml", "/sitemap/pages-0.xml"),
        *("/robots.txt", f"/oembed/?url={SITE}/q/{public_id}/", "/admin/login/"),
        *("/embed/q/000000000000/", "/nowhere/"),
    ]

    for address in others:
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY", address
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"], address
    framed = client.get(f"/embed/q/{public_id}/")
    policy = framed["Content-Security-Policy"]
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_only_reading_is_allowed(client, quote):
    for address in ("/oembed/", f"/embed/q/{quote.public_id}/"):
        for method in (client.post, client.put, client.delete):
            assert method(address).status_code == 405


def test_few_queries_are_asked(client, quote):
    make.make_published_correction(quote)
    for address in (
        f"/embed/q/{quote.public_id}/?below=1",
        f"/oembed/?url={SITE}/q/{quote.public_id}/",
    ):
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        # One of them asks what of the site has changed: quotes.public_state.
        assert len(queries) <= 3
