"""Public pages: read-only, cookie-free, and nothing unpublished in any of them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from quotes import workflow
from quotes.models import Article, Publication, Speaker
from tests import factories as make

pytestmark = pytest.mark.django_db


def page_of(client, row):
    """Follow redirects to the page of a row and return the answer."""
    return client.get(row.get_absolute_url(), follow=True)


def every_page():
    """Return the addresses of all public pages of what the database holds."""
    publication = Publication.objects.filter(is_current=True).first()
    quote = publication.quote
    speaker = quote.attributions.first().speaker
    return [
        reverse("quotes:home"),
        reverse("quotes:quote-list"),
        publication.get_absolute_url(),
        publication.get_version_url(),
        reverse("quotes:speaker-list"),
        speaker.get_absolute_url(),
        reverse("quotes:article-list"),
        quote.article.get_absolute_url(),
        quote.source.get_absolute_url(),
        reverse("quotes:correction-list"),
        *(row.get_absolute_url() for row in quote.corrections.all()),
        reverse("quotes:about"),
    ]


@pytest.fixture
def corrected():
    """A public quote with a source chain and a published correction."""
    source = make.make_source(relays=make.make_source("l’entretien", kind="interview"))
    quote = make.make_verified_quote(source=source)
    make.make_published_correction(quote)
    return quote


def test_every_page_answers_in_both_languages_without_a_cookie(client, corrected):
    addresses = every_page()

    assert len(addresses) == 12
    for address in addresses:
        for prefix, language in (("", "en"), ("/fr", "fr")):
            answer = client.get(prefix + address)
            assert answer.status_code == 200, address
            assert not answer.cookies, address
            assert "Cookie" not in answer.headers.get("Vary", ""), address
            assert f'<html lang="{language}">' in answer.content.decode()


def test_no_page_names_another_host_or_runs_a_script(client, corrected):
    for address in every_page():
        html = client.get(address).content.decode()
        for host in re.findall(r'(?:src|href)="https?://([^/"]+)', html):
            assert host == "testserver", address
        assert not re.search(
            r'<script(?! type="application/ld\+json"| src="/static/)', html
        )
        assert "style=" not in html


def test_every_page_has_the_strict_content_security_policy(client, corrected):
    for address in every_page():
        policy = client.get(address).headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_a_post_on_any_page_is_a_405(client, corrected):
    for address in every_page():
        for method in (client.post, client.put, client.delete, client.patch):
            assert method(address).status_code == 405, address


def test_a_post_is_a_405_where_csrf_checks_are_on(corrected):
    strict = Client(enforce_csrf_checks=True)

    assert [strict.post(a).status_code for a in every_page()] == [405] * 12


def test_the_quote_page_says_what_the_issue_asks(client, corrected):
    html = page_of(client, corrected).content.decode()

    assert "verified" in html
    assert "Nous tiendrons parole" in html
    assert "Anna Brandt" in html
    assert html.index("Notre base attribuait") < html.index("<blockquote")
    assert "l’entretien" in html
    assert "Public history" in html
    assert f"/q/{corrected.public_id}/" in html


def test_marks_stand_only_around_quoted_words(client):
    reported = make.make_verified_quote(article=make.make_article(), **make.DENIAL)

    html = page_of(client, reported).content.decode()

    words = re.search(r"<blockquote.*?</blockquote>", html, re.S).group(0)
    assert "«" not in words
    assert "reported, not quoted" in html
    assert "Le Kremlin" in words
    assert "a démenti" in words


def test_an_unresolved_quote_says_so_and_names_nobody(client):
    article = make.make_article()
    quote = make.make_unresolved_quote(
        "agir vite", article=article, mention="la ministre", cue="a lancé"
    )

    html = page_of(client, quote).content.decode()

    assert "attributed in print to" in html
    assert "la ministre" in html
    assert "not identified" in html


def test_a_wrong_slug_is_a_301_to_the_right_address(client, corrected):
    publication = corrected.publications.get(is_current=True)
    for row, name in (
        (publication, "quote"),
        (corrected.article, "article"),
        (corrected.source, "source"),
        (Speaker.objects.get(), "speaker"),
    ):
        kwargs = {"public_id": row.public_id, "slug": "wrong"}
        answer = client.get(reverse(f"quotes:{name}", kwargs=kwargs))
        assert answer.status_code == 301
        assert answer["Location"] == row.get_absolute_url()
        short = reverse(f"quotes:{name}-short", args=[row.public_id])
        assert client.get(short)["Location"] == row.get_absolute_url()


def test_an_unknown_id_is_a_404_with_a_way_on(client):
    answer = client.get("/q/000000000000/")

    assert answer.status_code == 404
    assert reverse("quotes:quote-list") in answer.content.decode()


def test_a_merged_speaker_is_a_301_to_the_survivor(client):
    quote = make.make_verified_quote()
    merged = quote.attributions.get().speaker
    survivor = make.make_speaker("Anna Brandt-Weber")
    merged.merged_into = survivor
    merged.save()

    answer = client.get(reverse("quotes:speaker-short", args=[merged.public_id]))

    assert answer.status_code == 301
    assert answer["Location"] == survivor.get_absolute_url()
    assert "Nous tiendrons parole" in page_of(client, survivor).content.decode()


def test_a_withdrawn_quote_is_a_410_with_its_notice_and_no_words(client):
    quote = make.make_withdrawn_quote()
    make.make_published_correction(
        quote, correction_class="withdrawal", notice="Ces propos étaient inventés."
    )
    first = quote.publications.get(number=1)

    for address in (first.get_absolute_url(), first.get_version_url()):
        answer = client.get(address, follow=True)
        assert answer.status_code == 410
        assert "Ces propos étaient inventés." in answer.content.decode()
        assert "Nous tiendrons parole" not in answer.content.decode()
    assert "tiendrons" not in client.get(reverse("quotes:quote-list")).content.decode()


def test_a_changed_quote_goes_on_showing_its_last_publication(client):
    quote = make.make_quote_under_review(polarity="asserted")

    html = page_of(client, quote).content.decode()

    assert "under review" in html
    assert "asserted" not in html  # the ordinary case is not spelled out
    assert "requested" not in html  # the change that nobody verified


def test_a_break_glass_decision_shows_as_single_editor(client):
    standards = make.make_standards_editor()
    quote = make.make_quote(by=standards)
    workflow.verify(quote, by=standards, override="Seule de garde cette nuit.")

    html = page_of(client, quote).content.decode()

    assert "single editor" in html
    assert "Seule de garde" not in html


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_nothing_of_an_article_that_is_not_public_shows_anywhere(client, release):
    quote = make.make_verified_quote(source=make.make_source("la conférence secrète"))
    make.make_published_correction(quote)
    addresses = every_page()
    later = timezone.now() + timedelta(days=1)
    article = Article.objects.get()
    article.release = release
    article.embargo_until = later if release == "embargoed" else None
    article.save()

    for address in addresses:
        answer = client.get(address, follow=True)
        html = answer.content.decode()
        for secret in ("Nous tiendrons", "Anna Brandt", "Notre base", "secrète"):
            assert secret not in html, address
        assert "Les pourparlers reprennent" not in html, address


def test_an_embargo_ends_by_itself():
    quote = make.make_verified_quote()
    article = quote.article
    article.release = "embargoed"
    article.embargo_until = timezone.now() + timedelta(hours=1)
    article.save()

    assert not Publication.objects.listed().exists()
    assert Publication.objects.listed(at=make.hours_from_now(2)).exists()


def test_what_was_never_decided_shows_nowhere(client):
    make.make_verified_quote(source=make.make_source())
    article = Article.objects.get()
    make.make_quote(
        "agir vite", article=article, speaker=make.make_speaker("Candidate Cachée")
    )

    for address in every_page():
        html = client.get(address, follow=True).content.decode()
        assert "Candidate Cachée" not in html
        assert not re.search(r'class="st [^>]*>[^<]*agir vite', html)


def test_names_and_reasons_of_the_desk_show_nowhere(client, corrected):
    corrected.refresh_from_db()
    workflow.add_candidate(
        corrected,
        by=make.make_editor(),
        claim=workflow.Claim(make.make_speaker("Bruno Kandidat")),
        reason="Une rumeur interne.",
    )
    for address in every_page():
        html = client.get(address, follow=True).content.decode()
        for secret in ("standards</", ">editor<", "Bruno Kandidat", "rumeur interne"):
            assert secret not in html, address


def test_an_older_version_says_that_it_was_replaced(client, corrected):
    first, second = corrected.publications.order_by("number")

    html = client.get(first.get_version_url()).content.decode()

    assert "earlier version" in html
    assert second.get_absolute_url() in html
    assert "noindex" in html


def test_links_show_only_where_both_ends_are_public(client):
    article = make.make_article()
    public = make.make_verified_quote(article=article)
    hidden = make.make_quote("agir vite", article=article)
    make.make_link(hidden, public)
    assert "agir vite" not in _words(page_of(client, public))

    workflow.verify(hidden, by=make.make_verifier())

    assert "It is denied by:" in page_of(client, public).content.decode()
    assert "agir vite" in _words(page_of(client, public))


def _words(answer):
    return " ".join(re.findall(r"<blockquote.*?</blockquote>", answer.content.decode()))


def test_a_private_office_is_not_shown(client):
    quote = make.make_verified_quote()
    speaker = quote.attributions.get().speaker
    make.make_office(speaker, "ministre des Énigmes", note="deviné")
    make.make_office(speaker, "porte-parole", printed_in=quote.article)

    html = page_of(client, speaker).content.decode()

    assert "porte-parole" in html
    assert "Énigmes" not in html


@pytest.mark.parametrize("name", ["quote-list", "speaker", "article", "quote", "home"])
def test_the_number_of_queries_does_not_grow_with_rows(client, name):
    make.make_publications(10)
    _link_two_quotes_to(Publication.objects.order_by("pk").first().quote)
    address = _address(name)
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        assert client.get(address).status_code == 200
    make.make_publications(490, articles=20, speakers=50)
    _link_two_quotes_to(Publication.objects.order_by("pk").first().quote)

    with CaptureQueriesContext(connection) as many:
        assert client.get(address).status_code == 200

    assert 0 < len(many) == len(few) <= 10


def _link_two_quotes_to(quote):
    for _number in range(2):
        make.make_link(make.make_verified_quote(), quote)


def _address(name):
    publication = Publication.objects.order_by("pk").first()
    if name in ("quote-list", "home"):
        return reverse(f"quotes:{name}")
    return {
        "quote": publication,
        "article": publication.article,
        "speaker": publication.speakers.first(),
    }[name].get_absolute_url()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 500 + "hello world and", "hello world and"),
        ("hello world" + "x" * 500, "hello world"),
        ("中 " + "中" * 300 + "“他 说 这话”" + "中" * 300, "他 说 这话"),
        ("ab\ncd ef\n\n\ngh", "cd ef\n\n\ngh"),
    ],
)
def test_a_statement_without_spaces_or_over_paragraphs_has_its_page(
    client, admin_client, text, words
):
    quote = make.make_verified_quote(words, article=make.make_article(text))

    assert page_of(client, quote).status_code == 200
    assert page_of(client, quote.article).status_code == 200
    for name in ("quote", "article"):
        row = quote if name == "quote" else quote.article
        address = reverse(f"admin:quotes_{name}_change", args=[row.pk])
        assert admin_client.get(address).status_code == 200


def test_a_source_that_an_editor_relays_today_is_not_shown_by_an_older_decision(client):
    source = make.make_source("la conférence")
    make.make_verified_quote(source=source)
    source.relays = make.make_source("informateur secret")
    source.save()

    assert "informateur secret" not in page_of(client, source).content.decode()


def test_withdrawn_words_do_not_come_back_with_a_later_version(client):
    quote = make.make_withdrawn_quote()
    quote = workflow.reopen(
        quote, by=make.make_standards_editor(), reason="Une partie est exacte."
    )
    text = quote.article.current_revision.text
    quote = workflow.change_quote(
        quote,
        by=make.make_editor(),
        reason="Seuls ces mots ont été dits.",
        spans=make.spans_of(
            text, content="parole", quoted="parole", cue=make.CUE, mention=make.MENTION
        ),
    )
    workflow.verify(quote, by=make.make_verifier())
    first, _withdrawn, last = quote.publications.order_by("number")

    assert client.get(first.get_version_url()).status_code == 410
    answer = page_of(client, quote)
    html = answer.content.decode()
    assert "Nous tiendrons" not in _words(answer)
    assert first.get_version_url() not in html
    assert last.get_version_url() in html


def test_the_correction_of_a_withdrawn_quote_repeats_nothing(client):
    quote = make.make_verified_quote()
    correction = make.make_published_correction(quote, shown="Des mots inventés")
    quote.refresh_from_db()
    workflow.withdraw(quote, by=make.make_standards_editor(), reason="Inventé.")

    html = client.get(correction.get_absolute_url()).content.decode()

    assert "Notre base" in html
    assert "Des mots inventés" not in html


def test_evidence_is_shown_unless_it_is_internal(client):
    shown = make.make_disputed_quote(evidence="Enregistrement public")
    hidden = workflow.dispute(
        make.make_quote(),
        by=make.make_verifier(),
        reason="Le bureau dément.",
        evidence="Note de la rédaction",
        internal=True,
    )

    assert "Enregistrement public" in page_of(client, shown).content.decode()
    assert "Note de la rédaction" not in page_of(client, hidden).content.decode()
