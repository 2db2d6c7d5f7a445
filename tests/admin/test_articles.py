"""Articles in the panel: the text is taken in once, and every statement is marked."""

import pytest

from quotes.models import Article, Revision
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

NEW = {
    "headline": "Les pourparlers reprennent",
    "publisher": "",
    "byline": "",
    "language": "fr",
    "dateline": "",
    "text": "Première ligne.\r\nDeuxième ligne.\r\n",
    "published_on": "",
    "published_on_known": "",
    "published_printed": "",
    "updated_printed": "",
    "url": "",
    "external_id": "",
    "rights": "",
}


def test_a_pasted_text_is_normalized_once(log_in):
    client = log_in(factories.make_editor())

    answer = client.post(address("article", "add"), NEW)

    revision = Revision.objects.get()
    assert answer.status_code == 302
    assert revision.text == "Première ligne.\nDeuxième ligne.\n"
    assert revision.received_by.username == "editor"
    assert revision.article.release == "draft"


def test_a_text_without_words_is_refused_and_what_was_typed_is_kept(log_in):
    client = log_in(factories.make_editor())

    page = client.post(address("article", "add"), {**NEW, "text": " \r\n"})

    assert page.status_code == 200
    assert "The text is empty." in page.content.decode()
    assert "Les pourparlers reprennent" in page.content.decode()
    assert not Article.objects.exists()


def test_the_text_is_no_field_of_a_stored_article(log_in):
    article = factories.make_article()
    client = log_in(factories.make_superuser())

    page = client.get(address("article", "change", article.pk))
    posted = {**NEW, "text": "Autre chose.", "release": "published", "headline": "Neu"}
    client.post(address("article", "change", article.pk), posted)

    assert b'name="text"' not in page.content
    assert Revision.objects.get().text == factories.TEXT
    assert Article.objects.get().headline == "Neu"


def test_only_who_may_release_changes_the_release(log_in):
    article = factories.make_article(release="draft")
    change = address("article", "change", article.pk)
    data = {**NEW, "release": "published"}

    log_in(factories.make_editor()).post(change, data)
    assert Article.objects.get().release == "draft"

    log_in(factories.make_verifier()).post(change, data)
    assert Article.objects.get().release == "published"

    log_in(factories.make_standards_editor()).post(
        address("article", "change", article.pk), {**NEW, "release": "withheld"}
    )
    assert Article.objects.get().taken_back_at is not None


def test_an_embargo_without_an_end_is_refused_in_words(log_in):
    article = factories.make_article(release="draft")
    client = log_in(factories.make_verifier())

    page = client.post(
        address("article", "change", article.pk), {**NEW, "release": "embargoed"}
    )

    assert "needs the moment when its embargo ends" in page.content.decode()
    assert Article.objects.get().release == "draft"


def test_every_statement_is_marked_whatever_its_status(log_in):
    article = factories.make_article()
    first = factories.make_verified_quote(article=article)
    second = factories.make_quote(article=article, **factories.DENIAL)
    client = log_in(factories.make_superuser())

    page = client.get(address("article", "change", article.pk))

    text = page.content.decode()
    assert [s.quote for s in page.context["statements"]] == [first, second]
    for number, quote in ((1, first), (2, second)):
        link = f'<a class="no s-{quote.status}" href="{address("quote", "change", quote.pk)}">'
        assert link in text
        assert f"</span> {number}<span" in text
    assert '<span class="m-cue">a démenti</span>' in text
    assert '<span class="m-mention">Le Kremlin</span>' in text


def test_a_mention_that_two_statements_share_is_marked_for_both(log_in):
    article = factories.make_article()
    words = {"cue": "a démenti", "kind": "indirect"}
    one = factories.make_quote(
        "les deux hommes se soient parlé",
        article=article,
        mention="Le Kremlin",
        **words,
    )
    other = factories.make_quote(
        "une « pure invention »", article=article, mention="Le Kremlin", **words
    )
    client = log_in(factories.make_superuser())

    page = client.get(address("article", "change", article.pk))

    pieces = [piece for line in page.context["lines"] for piece in line.pieces]
    shared = next(piece for piece in pieces if piece.text == "Le Kremlin")
    assert {mark.statement.quote for mark in shared.marks} == {one, other}


def test_the_text_is_escaped(log_in):
    article = factories.make_article("<script>alert(1)</script> & « oui », dit-il.")
    client = log_in(factories.make_superuser())

    text = client.get(address("article", "change", article.pk)).content.decode()

    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; « oui »" in text


def test_a_second_article_with_the_same_outside_id_is_refused_in_words(log_in):
    factories.make_article(publisher="AFP", external_id="doc-1")
    client = log_in(factories.make_editor())

    page = client.post(
        address("article", "add"), {**NEW, "publisher": "AFP", "external_id": "doc-1"}
    )

    assert "belongs to another article already" in page.content.decode()
    assert Article.objects.count() == 1
