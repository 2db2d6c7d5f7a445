"""A new version of a text in the panel: looked at first, then taken in; old ones read."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes import workflow
from quotes.models import Finding, Proposal, Quote, Revision, Span
from quotes.vocabulary import Role, Status
from tests import revised_piece as piece
from tests.admin.conftest import address, reloaded, span_rows
from tests.factories import (
    make_article,
    make_editor,
    make_quote,
    make_user,
    make_verified_quote,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def article():
    return make_article(piece.PIECE, headline="L’aide à l’Ukraine")


@pytest.fixture
def editor(log_in):
    """A client of the site as an editor."""
    return log_in(make_editor())


def form_of(article):
    return address("article", "revise", article.pk)


def looked_at(editor, article, text, **more):
    """Return the page of the preview and what its form would post to take the text in."""
    data = {"text": text, "seen": 1, "reason": "", "preview": "1", **more}
    shown = editor.post(form_of(article), data)
    form = shown.context["form"]
    confirm = {**data, "looked_at": form["looked_at"].value(), "confirm": "1"}
    confirm.pop("preview")
    return shown, confirm


def test_the_article_s_page_leads_to_a_new_version(editor, article):
    shown = editor.get(address("article", "change", article.pk))

    assert form_of(article) in shown.content.decode()
    form = editor.get(form_of(article)).content.decode()
    assert 'name="text"' in form
    assert "Take in version" not in form


def test_who_changes_nothing_is_not_offered_it(log_in, article):
    client = log_in(make_user("camille", Role.CONTRIBUTOR))

    shown = client.get(address("article", "change", article.pk))

    assert form_of(article) not in shown.content.decode()
    assert client.get(form_of(article)).status_code == 403
    assert client.post(form_of(article), {"text": "Un."}).status_code == 403


def test_a_preview_tells_what_happens_and_stores_nothing(editor, article):
    cancian = piece.verified(article, "cancian-afp", "Mark Cancian")
    kallas = piece.verified(article, "kallas-hearing", "Kaja Kallas")
    text = piece.replaced(piece.HEARING + "\n", "", piece.with_a_typo_mended())

    shown, _confirm = looked_at(editor, article, text)

    html = shown.content.decode()
    assert Revision.objects.count() == 1
    assert Span.objects.filter(revision__number=2).count() == 0
    assert '<span class="visually-hidden">removed: </span>grande quantité' in html
    assert '<span class="visually-hidden">added: </span>grand nombre' in html
    assert "“verified” becomes “under review”" in html
    assert "was this a silent correction?" in html
    rows = shown.context["rows"]
    assert [row.fate.quote.pk for row in rows] == [kallas.pk, cancian.pk]
    assert reloaded(cancian).status == Status.VERIFIED


def test_what_was_looked_at_is_taken_in(editor, article):
    cancian = piece.verified(article, "cancian-afp", "Mark Cancian")
    text = piece.with_a_typo_mended().replace("\n", "\r\n")
    _shown, confirm = looked_at(editor, article, text, reason="AFP, 2e version")

    answer = editor.post(form_of(article), confirm, follow=True)

    assert answer.redirect_chain[-1][0] == address("article", "text", article.pk, 2)
    assert Revision.objects.get(number=2).text == piece.with_a_typo_mended()
    assert reloaded(cancian).status == Status.UNDER_REVIEW
    assert reloaded(cancian).reviews.last().reason == "¶ 1 → 2: AFP, 2e version"
    html = answer.content.decode()
    new = Proposal.objects.filter(quote__article=article)
    assert new.count() > 10
    counted = f"1 in other words, {new.count()} new ones, proposed."
    assert f"Version 2 is taken in. Statements: {counted}" in html
    words = [quote.words for quote in Quote.objects.filter(article=article)]
    assert sum("dont l’Ukraine a besoin" in each for each in words) == 1
    assert "en grand nombre" in html


def test_a_text_that_was_changed_after_the_preview_is_looked_at_again(editor, article):
    _shown, confirm = looked_at(editor, article, piece.with_a_typo_mended())

    again = editor.post(form_of(article), {**confirm, "text": "Autre chose."})

    assert again.status_code == 200
    assert again.context["report"] is not None
    assert Revision.objects.count() == 1


def test_nothing_is_taken_in_without_a_preview(editor, article):
    data = {"text": "Un.", "seen": 1, "reason": "", "confirm": "1", "looked_at": ""}

    editor.post(form_of(article), data)

    assert Revision.objects.count() == 1


def test_the_same_text_again_is_told(editor, article):
    shown, _confirm = looked_at(editor, article, piece.PIECE)

    html = shown.content.decode()
    assert "The text is the same as before" in html
    assert "Take in version" not in html


def test_a_text_that_cannot_be_kept_is_refused_where_it_is_typed(editor, article):
    shown = editor.post(
        form_of(article), {"text": " \r\n", "seen": 1, "reason": "Reçu deux fois."}
    )

    html = shown.content.decode()
    assert "The text is empty." in html
    assert "Reçu deux fois." in html


def test_somebody_s_faster_version_is_looked_at_first(editor, article):
    _shown, confirm = looked_at(editor, article, piece.with_a_typo_mended())
    workflow.receive_revision(article, "Plus court.", by=make_editor("faster"))

    again = editor.post(form_of(article), confirm)

    assert "Somebody took in version 2" in again.content.decode()
    assert Revision.objects.count() == 2
    assert again.context["form"]["seen"].value() == 2


def test_the_article_s_page_shows_its_versions_and_lets_one_read_them(editor, article):
    kallas = piece.verified(article, "kallas-hearing", "Kaja Kallas")
    workflow.receive_revision(article, piece.with_the_hearing_cut(), by=make_editor())
    first, second = (address("article", "text", article.pk, n) for n in (1, 2))

    shown = editor.get(address("article", "change", article.pk)).content.decode()
    old, new = (editor.get(url).content.decode() for url in (first, second))

    assert first in shown
    assert "not placed in this text" in shown
    assert "An older text: version 2 came since." in old
    assert 'class="no s-verified"' in old
    assert "An older text" not in new
    assert 'class="no s-verified"' not in new
    assert "Lost" in new
    assert address("quote", "change", kallas.pk) in new


def test_a_version_that_is_not_there_is_not_found(editor, article):
    assert editor.get(address("article", "text", article.pk, 7)).status_code == 404


def test_the_desk_asks_whether_it_was_a_silent_correction(editor, article):
    kallas = piece.verified(article, "kallas-hearing", "Kaja Kallas")
    workflow.receive_revision(article, piece.with_the_hearing_cut(), by=make_editor())

    first_page = editor.get(reverse("admin:index")).content.decode()
    queue = editor.get(reverse("admin:desk"), {"finding": "R001"}).content.decode()
    item = editor.get(reverse("admin:desk_item", args=[kallas.public_id]))

    html = item.content.decode()
    assert "?finding=R001" in first_page
    assert kallas.public_id in queue
    assert "Was this a silent correction?" in html
    assert f"{address('correction', 'add')}?quote={kallas.pk}" in html
    assert "No: it was cut" in html


def test_no_is_said_on_the_desk_with_a_reason(editor, article):
    kallas = piece.verified(article, "kallas-hearing", "Kaja Kallas")
    workflow.receive_revision(article, piece.with_the_hearing_cut(), by=make_editor())
    finding = Finding.objects.get(rule="R001")
    item = reverse("admin:desk_item", args=[kallas.public_id])
    form = editor.get(item).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    data |= span_rows() | {"reason": "Faute de place.", "do": f"dismiss-{finding.pk}"}

    editor.post(item, data)

    finding.refresh_from_db()
    assert finding.dismissal == "Faute de place."


def test_what_was_not_found_is_marked_on_a_page_of_its_own(editor, article):
    kallas = piece.verified(article, "kallas-hearing", "Kaja Kallas")
    text = piece.replaced(piece.HEARING, "Il faut aider Kiev, a dit Mme Kallas mardi.")
    workflow.receive_revision(article, text, by=make_editor())
    url = address("quote", "place", kallas.pk)
    version = editor.get(address("article", "text", article.pk, 2)).content.decode()

    shown = editor.get(url)
    data = span_rows(
        ("content", "Il faut aider Kiev"), ("cue", "a dit"), ("mention", "Mme Kallas")
    )
    for number in range(3):
        data[f"spans-{number}-number"] = 1
    data |= {"version": kallas.version, "reason": "Tout autrement."}
    refused = editor.post(url, {**data, "spans-0-exact": "Il faut aider Moscou"})
    answer = editor.post(url, data)

    assert url in version
    assert "Il faut aider Kiev" in shown.content.decode()
    assert "do not stand in the text" in refused.content.decode()
    assert answer.status_code == 302
    assert reloaded(kallas).words == "Il faut aider Kiev"
    # Now it stands there, and its own page changes it.
    assert editor.get(url).status_code == 302


def test_an_ambiguous_place_is_chosen_in_the_quote_s_own_form(editor, article):
    minister = piece.verified(article, "minister-mobilise", "Andriï Sybiga")
    text = piece.with_the_minister_printed_twice()
    workflow.receive_revision(article, text, by=make_editor())
    quote = Quote.objects.get(pk=minister.pk)
    second = text.rindex(piece.MINISTER)
    spans = []
    for role, _number, start, end in piece.statement("minister-mobilise"):
        at = second + start - piece.PIECE.index(piece.MINISTER)
        spans.append((role, piece.PIECE[start:end], at))
    data = span_rows(*spans)
    for number in range(len(spans)):
        data[f"spans-{number}-number"] = 1
    data |= {"kind": "mixed", "polarity": "asserted", "language": "fr"}
    data |= {"seen_version": quote.version, "reason": "La seconde fois."}
    for name in ("external_id", "occasion", "said_on", "said_on_precision", "source"):
        data[name] = ""
    data |= {"said_on_printed": "", "said_on_known": ""}
    url = address("quote", "change", quote.pk)

    page = editor.get(url)
    answer = editor.post(url, data)

    assert page.status_code == 200
    assert answer.status_code == 302
    places = quote.spans.filter(revision__number=2).values_list("state", flat=True)
    assert set(places) == {"exact"}


def test_the_desk_s_item_of_a_quote_whose_mention_is_lost_is_shown(editor, article):
    minister = piece.verified(article, "minister-mobilise", "Andriï Sybiga")
    workflow.receive_revision(
        article, piece.with_the_minister_named(), by=make_editor()
    )

    for url in (
        reverse("admin:desk_item", args=[minister.public_id]),
        address("quote", "change", minister.pk),
        address("quote", "reattribute", minister.pk),
        address("quote", "decide", minister.pk, "verify"),
        reverse("admin:desk"),
    ):
        shown = editor.get(url)
        assert shown.status_code in (200, 403), url
        # Nobody is offered to go back to a review of the other text.
        assert "revert-1" not in shown.content.decode()


def test_a_version_takes_as_many_queries_for_many_statements_as_for_one(editor):
    article = make_article()
    url = address("article", "text", article.pk, 1)
    make_verified_quote(article=article)
    editor.get(url)
    with CaptureQueriesContext(connection) as one:
        editor.get(url)
    make_quote("Il faut “agir vite”", article=article, kind="mixed")
    make_quote("Les pourparlers reprendront lundi", article=article, kind="indirect")

    with CaptureQueriesContext(connection) as three:
        editor.get(url)

    assert len(three) == len(one)
