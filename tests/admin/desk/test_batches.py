"""Bulk reattribution in the panel: what is seen before the click, done, and undone."""

import pytest
from django.urls import reverse

from quotes import workflow
from quotes.admin.desk import batches as desk_batches
from quotes.models import Batch, Quote
from quotes.workflow import batches
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

NEW = "/admin/desk/batches/new/"
REASON = "L’agence a corrigé le nom."


@pytest.fixture
def editor(log_in):
    return log_in(factories.make_editor())


def posted(*quotes, **fields):
    """Return what the page posts for quotes as they stand."""
    data = {"quotes": [quote.pk for quote in quotes]}
    data |= {f"version-{quote.pk}": quote.version for quote in quotes}
    return {**data, **fields}


def looked_at(*quotes, speaker=None, **fields):
    """Return what the second step posts."""
    chosen = {"speaker": speaker.pk} if speaker else {"unknown": "on"}
    shown = str(speaker.pk) if speaker else "unknown"
    said = {"do": "decide", "shown": shown, "reason": REASON, **chosen, **fields}
    return posted(*quotes, **said)


def now(quote):
    return Quote.objects.get(pk=quote.pk)


def make_batch(*quotes, speaker=None):
    return workflow.reattribute_batch(
        quotes, by=factories.make_editor(), speaker=speaker, reason=REASON
    )


def test_the_first_step_shows_the_chosen_quotes_and_asks_to_whom(editor):
    quotes = [factories.make_quote(), factories.make_verified_quote()]

    page = editor.post(NEW, {"quotes": [quote.pk for quote in quotes]})

    html = page.content.decode()
    assert html.count("Nous tiendrons parole") == 2
    for quote in quotes:
        assert f'name="version-{quote.pk}" value="{quote.version}"' in html
    assert 'value="decide"' not in html
    assert not Batch.objects.exists()


def test_the_preview_says_what_is_lost_and_what_is_left_before_the_click(editor):
    kallas = factories.make_speaker("Kaja Kallas")
    seen = factories.make_verified_quote()
    gone = factories.make_rejected_quote()
    already = factories.make_quote(speaker=kallas)

    page = editor.post(NEW, posted(seen, gone, already, do="look", speaker=kallas.pk))

    rows = {row.quote: row for row in page.context["rows"]}
    assert rows[seen].said_by == "Anna Brandt"
    assert (rows[seen].is_lost, rows[seen].was_seen) == (True, True)
    assert rows[seen].status_after == "under review"
    assert "rejected" in rows[gone].refusal
    assert "already" in rows[already].refusal
    assert not rows[already].is_lost
    html = page.content.decode()
    assert "<strong>Lost.</strong>" in html
    assert "A correction may be due." in html
    assert html.count("Will be left as it is:") == 2
    assert f'name="shown" value="{kallas.pk}"' in html
    assert "Reattribute to Kaja Kallas" in html
    assert not Batch.objects.exists()


def test_without_a_choice_nothing_is_previewed(editor):
    quote = factories.make_quote()
    both = {"speaker": factories.make_speaker("Kaja Kallas").pk, "unknown": "on"}

    for given, words in (({}, "Choose a speaker, or"), (both, "not both")):
        page = editor.post(NEW, posted(quote, do="look", **given))
        assert words in page.content.decode()
        assert 'value="decide"' not in page.content.decode()


def test_one_reason_makes_one_batch(editor):
    kallas = factories.make_speaker("Kaja Kallas")
    quotes = [factories.make_quote(), factories.make_verified_quote()]

    answer = editor.post(NEW, looked_at(*quotes, speaker=kallas))

    batch = Batch.objects.get()
    assert answer.url == reverse("admin:desk_batch", args=[batch.public_id])
    assert batch.by.username == "editor"
    for quote in quotes:
        assert quote.attributions.get(rank="preferred").speaker == kallas
    page = editor.get(answer.url).content.decode()
    assert "2 quotes reattributed" in page
    assert page.count("<del>Anna Brandt</del>") == 2


def test_to_nobody_known(editor):
    quote = factories.make_quote()

    editor.post(NEW, looked_at(quote))

    assert quote.attributions.get(rank="preferred").speaker is None


def test_what_changed_since_it_was_looked_at_is_left_out(editor):
    kallas = factories.make_speaker("Kaja Kallas")
    good, stale = factories.make_quote(), factories.make_quote()
    data = looked_at(good, stale, speaker=kallas)
    workflow.change_quote(
        now(stale), by=factories.make_verifier(), fields={"occasion": "ici"}
    )

    editor.post(NEW, data)

    item = Batch.objects.get().items.get(quote=stale)
    assert "Changed meanwhile by verifier" in item.refusal
    assert Batch.objects.get().items.get(quote=good).review is not None


@pytest.mark.parametrize("version", ["", "²", "-1", "x"])
def test_a_version_that_no_page_showed_decides_nothing(editor, version):
    quote = factories.make_quote()
    data = looked_at(quote, speaker=factories.make_speaker("Kaja Kallas"))

    page = editor.post(NEW, {**data, f"version-{quote.pk}": version})

    assert "None of these quotes could be reattributed" in page.content.decode()
    assert not Batch.objects.exists()


def test_another_choice_than_the_one_that_was_shown_is_looked_at_first(editor):
    quote = factories.make_quote()
    kallas, rutte = (factories.make_speaker(n) for n in ("Kaja Kallas", "Mark Rutte"))

    page = editor.post(NEW, {**looked_at(quote, speaker=rutte), "shown": kallas.pk})

    html = page.content.decode()
    assert "look at what this would do first" in html
    assert f'name="shown" value="{rutte.pk}"' in html
    assert not Batch.objects.exists()


def test_a_reason_is_asked_for_beside_its_field_and_the_preview_stays(editor):
    quote = factories.make_quote()
    kallas = factories.make_speaker("Kaja Kallas")

    page = editor.post(NEW, looked_at(quote, speaker=kallas, reason=" "))

    assert page.context["form"].errors["reason"] == ["Give a reason."]
    assert page.context["choice"] == str(kallas.pk)
    assert not Batch.objects.exists()


def test_a_merged_speaker_cannot_be_chosen(editor):
    merged = factories.make_speaker("A.", merged_into=factories.make_speaker("B."))

    page = editor.post(NEW, looked_at(factories.make_quote(), speaker=merged))

    assert "speaker" in page.context["form"].errors
    assert not Batch.objects.exists()


def test_without_a_script_somebody_else_is_found_by_a_button(editor):
    quote = factories.make_quote()
    other = factories.make_speaker("Sergueï Lavrov")

    page = editor.post(NEW, posted(quote, do="find", find="lavrov", reason="Relu."))

    html = page.content.decode()
    assert f'<option value="{other.pk}">Sergueï Lavrov</option>' in html
    assert page.context["form"]["reason"].value() == "Relu."
    assert not page.context["form"].errors
    assert "Anna Brandt</option>" in html


def test_no_quote_and_too_many_are_refused(editor, monkeypatch):
    answer = editor.post(NEW, {"quotes": ["", "x", "99999999999999999999"]})
    assert answer.url == reverse("admin:desk")
    assert editor.get(NEW).url == reverse("admin:desk")
    monkeypatch.setattr(batches, "MOST", 1)

    quotes = [factories.make_quote(), factories.make_quote()]

    assert editor.post(NEW, posted(*quotes)).url == reverse("admin:desk")


def test_the_list_of_quotes_leads_here(editor):
    quote = factories.make_quote()
    action = {"action": "reattribute_selected", "_selected_action": [quote.pk]}

    page = editor.post(address("quote", "changelist"), action)

    assert f'action="{NEW}"' in page.content.decode()
    assert [row.quote for row in page.context["rows"]] == [quote]


@pytest.mark.parametrize("role", ["contributor", None])
def test_who_may_not_change_does_not_get_there(log_in, role):
    client = log_in(factories.make_user("camille", *filter(None, [role])))
    quote = factories.make_quote()

    assert client.post(NEW, posted(quote)).status_code == 403
    assert (
        client.post(NEW, looked_at(quote, speaker=factories.make_speaker())).status_code
        == 403
    )


def test_the_queries_do_not_grow_with_the_quotes(editor, django_assert_max_num_queries):
    kallas = factories.make_speaker("Kaja Kallas")
    quotes = [factories.make_verified_quote() for _ in range(6)]

    with django_assert_max_num_queries(19):
        editor.post(NEW, posted(*quotes, do="look", speaker=kallas.pk))
    batch = make_batch(*map(now, quotes), speaker=kallas)
    with django_assert_max_num_queries(19):
        editor.get(reverse("admin:desk_batch", args=[batch.public_id]))


# The batch's own page


def page_of(batch):
    return reverse("admin:desk_batch", args=[batch.public_id])


def test_a_batch_shows_what_was_left_out_and_where_a_correction_is_due(editor):
    kallas = factories.make_speaker("Kaja Kallas")
    seen, fresh = factories.make_verified_quote(), factories.make_quote()
    already = factories.make_quote(speaker=kallas)
    batch = make_batch(seen, fresh, already, speaker=kallas)

    page = editor.get(page_of(batch))

    rows = {row.item.quote: row for row in page.context["rows"]}
    assert [rows[q].was_seen for q in (seen, fresh, already)] == [True, False, False]
    assert (rows[seen].said_by, rows[seen].status_before) == ("Anna Brandt", "verified")
    html = page.content.decode()
    assert html.count("Draft correction") == 1
    assert f"{address('correction', 'add')}?quote={seen.pk}" in html
    assert "Left as it was:" in html


def test_a_correction_that_was_drafted_since_is_named_instead(editor):
    seen = factories.make_verified_quote()
    batch = make_batch(seen, speaker=factories.make_speaker("Kaja Kallas"))
    correction = factories.make_correction(now(seen))

    html = editor.get(page_of(batch)).content.decode()

    assert "Draft correction" not in html
    assert address("correction", "change", correction.pk) in html


def test_a_batch_is_undone_with_a_reason(editor):
    quotes = [factories.make_quote(), factories.make_verified_quote()]
    batch = make_batch(*quotes, speaker=factories.make_speaker("Kaja Kallas"))
    assert "reason" in editor.post(page_of(batch), {}).context["form"].errors

    answer = editor.post(page_of(batch), {"reason": "Fausse alerte."}, follow=True)

    for quote in quotes:
        assert quote.attributions.get(rank="preferred").speaker.name == "Anna Brandt"
    html = answer.content.decode()
    assert "Undone for 2 quotes" in html
    assert "Fausse alerte." in html
    assert "Undo this batch" not in html


def test_what_cannot_be_undone_is_seen_before_and_after(editor):
    kallas = factories.make_speaker("Kaja Kallas")
    quotes = [factories.make_quote(), factories.make_quote()]
    batch = make_batch(*quotes, speaker=kallas)
    workflow.verify(now(quotes[0]), by=factories.make_verifier())

    before = editor.get(page_of(batch)).content.decode()
    after = editor.post(page_of(batch), {"reason": "Fausse alerte."}, follow=True)

    assert before.count("Undoing leaves it as it is:") == 1
    assert after.content.decode().count("Not undone:") == 1


def test_a_refused_undo_says_why(editor):
    quote = factories.make_quote()
    batch = make_batch(quote, speaker=factories.make_speaker("Kaja Kallas"))
    workflow.verify(now(quote), by=factories.make_verifier())

    page = editor.post(page_of(batch), {"reason": "Fausse alerte."})

    assert "nothing was undone" in page.content.decode()


def test_a_contributor_looks_and_does_not_undo(log_in):
    batch = make_batch(factories.make_quote())
    client = log_in(factories.make_user("camille", "contributor"))

    html = client.get(page_of(batch)).content.decode()
    assert "needs the role of an editor" in html
    assert client.post(page_of(batch), {"reason": "Non."}).status_code == 403
    assert Batch.objects.get().undone_at is None


def test_batches_are_listed_newest_first(editor, monkeypatch):
    kallas = factories.make_speaker("Kaja Kallas")
    first = make_batch(
        factories.make_quote(), factories.make_quote(speaker=kallas), speaker=kallas
    )
    second = make_batch(factories.make_quote())
    monkeypatch.setattr(desk_batches, "ROWS", 1)
    list_page = reverse("admin:desk_batches")

    page = editor.get(list_page)
    assert page.context["batches"] == [second]
    assert f"?after={second.pk}" in page.content.decode()
    page = editor.get(f"{list_page}?after={second.pk}")
    assert page.context["batches"] == [first]
    assert "1 left out" in page.content.decode()
    assert editor.get(f"{list_page}?after=²").status_code == 200


def test_who_may_see_nothing_sees_no_batch(log_in):
    batch = make_batch(factories.make_quote())
    client = log_in(factories.make_user("camille"))

    assert client.get(page_of(batch)).status_code == 403
    assert client.get(reverse("admin:desk_batches")).status_code == 403
