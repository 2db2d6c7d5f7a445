"""A new article from text, and another look at a held one: seen first, then stored."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from quotes import workflow
from quotes.admin.intake import rows as found_rows
from quotes.admin.intake.views import find
from quotes.admin.intake.words import SENTENCES
from quotes.extraction.resolving import reasons
from quotes.importers import load
from quotes.integrity import problems
from quotes.models import Article, Publication, Quote, Revision
from tests import factories
from tests.admin.conftest import address
from tests.importers.pieces import BLINKEN, ENGLISH, FRENCH

pytestmark = pytest.mark.django_db

FROM_TEXT = "/admin/quotes/article/from-text/"
#: Of the second statement of FRENCH; with its marks or without.
RISK = "Nous ne prendrons aucun risque"


@pytest.fixture
def editor(log_in):
    """The client of an editor."""
    return log_in(factories.make_editor())


def shown(page):
    """Return the fields that a page's form sends, by name, as a browser sends them."""
    form = page.context["form"]
    data = {name: form[name].value() for name in form.fields}
    data = {name: "" if value is None else value for name, value in data.items()}
    data["text"] = data["text"].replace("\n", "\r\n")
    return data


def preview(client, text=FRENCH, **fields):
    return client.post(FROM_TEXT, {"text": text, "preview": "Preview", **fields})


def save(client, page, **changed):
    return client.post(FROM_TEXT, {**shown(page), "save": "Save", **changed})


def said(page):
    return html.unescape(page.content.decode())


def test_the_preview_shows_what_is_found_and_stores_nothing(editor):
    page = preview(editor)

    assert page.status_code == 200
    form = page.context["form"]
    assert form["headline"].value() == "Le pont fermé six mois"
    assert form["byline"].value() == "Jeanne Dupont"
    assert str(form["published_on"].value()) == "2024-11-12"
    assert form["published_on_known"].value() == "printed"
    words = [row.quote.words for row in page.context["rows"]]
    assert len([each for each in words if RISK in each]) == 1
    marked = re.sub(r"<[^>]+>", "", said(page))
    assert "« Nous ne prendrons aucun risque », a déclaré Hélène Sorel." in marked
    assert '<span class="m-cue">a déclaré</span>' in said(page)
    assert not Article.objects.exists()
    assert not Quote.objects.exists()


def test_saving_stores_article_text_and_proposals_that_no_reader_sees(editor, client):
    page = preview(editor, BLINKEN)
    count = len(page.context["rows"])

    answer = save(editor, page)

    article = Article.objects.get()
    assert answer.url == address("article", "change", article.pk)
    assert (article.release, article.byline) == ("draft", "Léon BRUNEAU")
    assert article.dateline == "Bruxelles"
    assert Revision.objects.get().text == BLINKEN
    assert article.quotes.count() == count > 10
    assert set(article.quotes.values_list("status", flat=True)) == {"proposed"}
    assert f"{count} statements are proposed." in said(editor.get(answer.url))
    assert not Publication.objects.exists()
    editor.logout()
    for quote in article.quotes.all():
        assert client.get(quote.get_absolute_url()).status_code == 404
    assert client.get(article.get_absolute_url()).status_code == 404
    assert "pure invention" not in client.get("/quotes/").content.decode()
    assert list(problems()) == []


@pytest.mark.parametrize(
    "text",
    [
        "\n\n" + FRENCH,
        FRENCH.replace("\n", "\r\n"),
        FRENCH.replace("\n", "\r"),
        FRENCH + "\t fin \u00a0\u2028<b>&amp; \"'\n\n",
        "\ufeff" + FRENCH,
    ],
)
def test_the_text_survives_preview_and_saving(editor, text):
    page = preview(editor, text)
    # What the browser reads from the page, not what the form holds.
    value = re.search(
        r'<input type="hidden" name="text" value="([^"]*)"', page.content.decode()
    )

    save(editor, page, text=html.unescape(value[1]).replace("\n", "\r\n"))

    expected = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    assert Revision.objects.get().text == expected


def test_what_is_left_out_is_not_stored(editor):
    page = preview(editor)
    numbers = {row.quote.words: row.number for row in page.context["rows"]}

    out = next(words for words in numbers if RISK in words)
    save(editor, page, leave_out=[numbers[out]])

    words = set(Quote.objects.values_list("words", flat=True))
    assert words == set(numbers) - {out}


def test_what_an_editor_typed_is_stored(editor):
    page = preview(editor)

    save(editor, page, headline="Un pont", byline="", published_printed="à 21 h 28")

    article = Article.objects.get()
    assert (article.headline, article.byline) == ("Un pont", "")
    assert article.published_printed == "à 21 h 28"


def test_faulty_fields_are_shown_again_with_what_was_found(editor):
    page = preview(editor)

    page = save(editor, page, published_on_known="", leave_out=["1"])

    assert "Say how the date is known" in said(page)
    assert page.context["leave_out"] == {1}
    assert len(page.context["rows"]) > 1
    assert not Article.objects.exists()


def test_what_is_found_otherwise_than_shown_is_shown_again(editor):
    page = preview(editor)

    page = save(editor, page, language="en")

    assert "Nothing was saved: look at them again." in said(page)
    assert not Article.objects.exists()
    assert save(editor, page).status_code == 302
    assert set(Quote.objects.values_list("language", flat=True)) <= {"en"}


def test_a_speaker_that_came_meanwhile_is_shown_before_it_is_stored(
    editor, monkeypatch
):
    page = preview(editor)
    found = page.context["rows"][0].found
    monkeypatch.setattr(
        found_rows, "digest", lambda rows: f"{len(rows)} other {found.number}"
    )

    page = save(editor, page, seen="what was shown")

    assert "Nothing was saved" in said(page)


def test_previewing_again_keeps_what_was_typed(editor):
    page = preview(editor)
    data = {**shown(page), "headline": "Un pont", "again": "Preview again"}

    page = editor.post(FROM_TEXT, data)

    assert page.context["form"]["headline"].value() == "Un pont"
    assert not Article.objects.exists()


def test_going_back_keeps_the_text(editor):
    data = {**shown(preview(editor)), "back": "Back to the text"}

    page = editor.post(FROM_TEXT, data)

    assert RISK in said(page)
    assert 'name="preview"' in said(page)


def a_file(data, name="piece.txt"):
    return SimpleUploadedFile(name, data, content_type="text/plain")


def test_a_file_is_read(editor):
    page = preview(editor, "", file=a_file(("\ufeff" + ENGLISH).encode()))

    assert page.context["form"]["text"].value() == ENGLISH
    assert page.context["form"]["dateline"].value() == "VALBRUNE"
    assert page.context["form"]["language"].value() == "en"


@pytest.mark.parametrize(
    ("text", "file", "sentence"),
    [
        ("", None, "Paste a text, or choose a file."),
        (" \n ", None, "Paste a text, or choose a file."),
        (FRENCH, a_file(b"Texte."), "You gave both a text and a file."),
        ("", a_file(b""), "The text is empty."),
        ("", a_file(b" \n"), "The text is empty."),
        ("", a_file("Été\nà Paris".encode("latin-1")), "Line 1 is not UTF-8 (byte C9"),
        ("", a_file(b"Un\nd\xe9j\xe0"), "Line 2 is not UTF-8 (byte E9 at 4)"),
        ("", a_file(b"a\nb\0"), "Line 2 holds a sign that no database can keep"),
        ("", a_file(b"PK", "piece.docx"), "“piece.docx” is no plain text file."),
        ("", a_file(b"a" * 5_000_001), "The text has 5.0 MB; at most 5 MB"),
        ("é" * 2_500_001, None, "The text has 5.0 MB; at most 5 MB"),
    ],
)
def test_what_cannot_be_taken_in_is_said(editor, text, file, sentence):
    page = preview(editor, text, **({"file": file} if file else {}))

    assert sentence in said(page)
    assert not Article.objects.exists()


def test_a_text_in_neither_language_asks_which(editor):
    page = preview(editor, "Nada. Niente. Nichts.")

    assert "not clearly French or English" in said(page)
    page = preview(editor, "Nada. Niente. Nichts.", language="fr")
    assert page.context["rows"] == []
    assert save(editor, page).status_code == 302
    assert Article.objects.get().language == "fr"


def test_a_text_that_was_tampered_with_is_refused(editor):
    page = preview(editor)

    assert "Paste a text" in said(save(editor, page, text=" "))
    assert save(editor, page, language="de").status_code == 200
    assert editor.post(FROM_TEXT, {"save": "Save"}).status_code == 404
    assert not Article.objects.exists()


def test_a_known_speaker_is_named_and_an_unknown_one_is_not(editor):
    factories.make_speaker("Hélène Sorel")

    page = preview(editor)

    row = next(r for r in page.context["rows"] if RISK in r.quote.words)
    assert [each.printed for each in row.readings] == ["Hélène Sorel"]
    save(editor, page)
    keys = {
        row.speaker_id is not None
        for row in Quote.objects.get(words__contains=RISK).attributions.all()
    }
    assert keys == {each.is_known for each in row.readings}


def test_an_id_that_another_article_has_is_refused_in_words(editor):
    factories.make_article(publisher="AFP", external_id="doc-1")

    page = save(editor, preview(editor), publisher="AFP", external_id="doc-1")

    assert "belongs to another article already" in said(page)
    assert Article.objects.count() == 1


@pytest.mark.parametrize("path", [FROM_TEXT, "/admin/quotes/article/add/"])
def test_a_contributor_takes_in_no_article(log_in, path):
    client = log_in(factories.make_user("kim", "contributor"))

    assert client.get(path).status_code == 403
    assert client.post(path, {"text": FRENCH, "preview": "1"}).status_code == 403
    index = said(client.get("/admin/"))
    assert "from-text" not in index


@pytest.mark.parametrize(
    "path",
    ["/admin/", "/admin/quotes/article/", "/admin/quotes/article/add/", "/admin/desk/"],
)
def test_an_editor_is_led_there(editor, path):
    assert f'href="{FROM_TEXT}"' in said(editor.get(path))


def test_more_than_can_be_looked_at_is_stored_in_steps(editor, monkeypatch):
    monkeypatch.setattr(found_rows, "MOST", 2)
    page = preview(editor, BLINKEN)
    assert len(page.context["rows"]) == 2
    assert f"{page.context['more']} more were found" in said(page)
    save(editor, page)
    article = Article.objects.get()

    page = editor.get(address("article", "find", article.pk))
    editor.post(page.request["PATH_INFO"], {"seen": page.context["seen"]})

    assert Quote.objects.count() == 4


# A held article


@pytest.fixture
def article():
    return factories.make_article(FRENCH)


def look(client, article):
    return client.get(address("article", "find", article.pk))


def keep(client, page, **data):
    return client.post(
        page.request["PATH_INFO"], {"seen": page.context["seen"], **data}
    )


def test_a_contributor_finds_statements_in_a_held_article(log_in, article):
    client = log_in(factories.make_user("kim", "contributor"))
    change = address("article", "change", article.pk)
    assert address("article", "find", article.pk) in said(client.get(change))

    page = look(client, article)
    assert not Quote.objects.exists()
    answer = keep(client, page)

    assert answer.url == change
    assert article.quotes.count() == len(page.context["rows"]) > 1
    assert {row.changed_by.username for row in article.quotes.all()} == {"kim"}


def test_what_the_article_has_is_shown_and_not_proposed_again(editor, article):
    factories.make_rejected_quote(RISK, article=article, speaker=None)

    page = look(editor, article)
    known = [row for row in page.context["rows"] if row.is_known]
    keep(editor, page)

    assert [row.status for row in known] == ["rejected"]
    assert "the article has it already" in said(page)
    words = list(article.quotes.values_list("words", flat=True))
    assert len([each for each in words if RISK in each]) == 1
    page = look(editor, article)
    assert (page.context["new"], page.context["known"]) == (0, len(words))


def test_what_changed_since_the_page_was_shown_is_shown_again(editor, article):
    page = look(editor, article)
    load.find_in(article, by=factories.make_editor("other"))

    answer = keep(editor, page)

    assert "Nothing was saved: look at them again." in said(answer)
    assert article.quotes.count() == len(page.context["rows"])


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"language": "de"}, "this one is in German"),
        ({"language": "und", "text": "Nada. Niente."}, "not clearly French or English"),
    ],
)
def test_a_language_without_rules_is_said(editor, fields, sentence):
    article = factories.make_article(**fields)

    page = look(editor, article)

    assert sentence in said(page)
    assert page.context["rows"] == ()


def test_an_article_without_a_text_has_nothing_to_find_in(editor):
    article = Article.objects.create(language="fr")

    assert "This article has no text." in said(look(editor, article))
    change = said(editor.get(address("article", "change", article.pk)))
    assert "Find statements" not in change


def test_somebody_without_a_role_finds_nothing(log_in, article):
    client = log_in(factories.make_user("nobody"))

    assert look(client, article).status_code == 403


def test_an_article_that_is_not_there_is_not_found(editor):
    assert (
        editor.get(reverse("admin:quotes_article_find", args=[99])).status_code == 404
    )


# What becomes of a proposal


def test_what_was_found_is_accepted_and_verified_by_two_people(log_in, article):
    load.find_in(article, by=factories.make_user("kim", "contributor"))
    speaker = factories.make_speaker("Hélène Sorel")
    quote = Quote.objects.get(words__contains=RISK)
    client = log_in(factories.make_editor())
    desk = reverse("admin:desk_item", args=[quote.public_id])
    page = said(client.get(address("quote", "change", quote.pk)))
    assert "Accept proposal" in page
    assert re.search(r"<code>[\w-]+</code> \d+ %", page)
    assert client.get(desk).status_code == 200

    claim = workflow.Claim(speaker, 1)
    quote = workflow.reattribute(
        quote, by=factories.make_editor(), claims=[claim], reason="Ainsi imprimé."
    )
    client.post(
        address("quote", "decide", quote.pk, "accept"), {"version": quote.version}
    )
    quote.refresh_from_db()
    proposal = quote.proposals.get()
    assert (quote.status, proposal.outcome) == ("unverified", "corrected")
    assert proposal.decided_by.username == "editor"

    client = log_in(factories.make_verifier())
    client.post(
        address("quote", "decide", quote.pk, "verify"), {"version": quote.version}
    )
    quote.refresh_from_db()
    assert quote.status == "verified"
    assert list(problems()) == []


def test_the_engine_is_asked_in_the_language_of_the_text():
    assert [row.language for row in find(ENGLISH, "und", None)] != []


def test_every_reason_of_the_engine_has_its_words_in_the_catalogue():
    assert set(reasons.ALL) <= set(SENTENCES)
