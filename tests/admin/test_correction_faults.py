"""What is weak in a notice is said while it is typed, and without a script on saving."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quotes import workflow
from quotes.admin import correction_faults
from quotes.models import Correction
from quotes.workflow.corrections import LONGEST
from tests import factories
from tests.admin.conftest import address
from tests.admin.test_corrections import FIELDS, step

pytestmark = pytest.mark.django_db

WEAK = "Il avait dit : « le ministre » n’est pas « le ministre » ?"
LATE = "first public 40 days ago"


def check(client, quote, **changed):
    """Answer the form as it is typed; return the page."""
    url = f"{address('correction', 'check')}?quote={quote.pk}"
    return client.post(url, {**FIELDS, **changed})


def late_quote():
    at = timezone.now() - timedelta(days=40, hours=1)
    quote = factories.make_quote(at=at)
    return workflow.verify(quote, by=factories.make_verifier(), at=at)


def test_a_weak_notice_is_told_as_it_is_typed_and_nothing_is_written(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_editor())

    page = check(client, quote, notice=WEAK)

    text = page.content.decode()
    assert "begins with “Il”" in text
    assert "“le ministre” 2 times" in text
    assert "asks a question" in text
    assert "no-store" in page["Cache-Control"]
    assert not Correction.objects.exists()


@pytest.mark.parametrize(("name", "most"), LONGEST.items())
def test_what_is_too_long_is_not_read_any_further(log_in, name, most, monkeypatch):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_editor())
    read = []
    monkeypatch.setattr(correction_faults, "notice_faults", read.append)

    page = check(client, quote, **{name: "« " * 200_000})

    assert f"to {most} signs: it has 400000." in page.content.decode()
    assert page.content.decode().count("<li>") == 1
    assert not read
    saved = client.post(
        f"{address('correction', 'add')}?quote={quote.pk}",
        {**FIELDS, name: "a" * (most + 1)},
    )
    errors = saved.context["adminform"].form.errors[name].as_data()
    assert [error.code for error in errors] == ["too_long"]
    assert not Correction.objects.exists()


def test_a_good_notice_is_told_too(log_in):
    quote = factories.make_verified_quote()
    notice = "Notre base attribuait à tort au ministre ces propos de Mark Cancian."

    page = check(log_in(factories.make_editor()), quote, notice=notice)

    assert "Nothing weak was found" in page.content.decode()


def test_the_names_come_from_the_attributions_chosen(log_in):
    quote = factories.make_verified_quote()
    notice = "Dans la dépêche, Anna Brandt, Anna Brandt toujours."
    wrong = quote.attributions.get()

    page = check(
        log_in(factories.make_editor()),
        quote,
        notice=notice,
        wrong_attribution=wrong.pk,
    )

    assert "“Anna Brandt” 2 times" in page.content.decode()


def test_it_is_said_in_the_language_of_the_interface(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_editor())
    url = f"/fr{address('correction', 'check')}?quote={quote.pk}"

    page = client.post(url, {**FIELDS, "notice": WEAK})

    assert page.status_code == 200


def test_what_makes_no_sense_is_left_out_while_somebody_types(log_in):
    quote, other = factories.make_verified_quote(), factories.make_verified_quote()
    client = log_in(factories.make_editor())

    for key in ("x", "0", str(other.attributions.get().pk)):
        page = check(client, quote, wrong_attribution=key, error="bogus")
        assert page.status_code == 200


@pytest.mark.parametrize("key", ["", "x", "0", "9" * 30, "²"])
def test_a_quote_that_is_none_is_not_found(log_in, key):
    client = log_in(factories.make_editor())

    answer = client.post(f"{address('correction', 'check')}?quote={key}", FIELDS)

    assert answer.status_code == 404


def test_who_drafts_none_checks_none(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_user("contributor", "contributor"))

    assert check(client, quote).status_code == 403
    client = log_in(factories.make_editor())
    url = f"{address('correction', 'check')}?quote={quote.pk}"
    assert client.get(url).status_code == 405


# Without a script


def test_a_weak_notice_is_saved_and_its_page_says_what_is_weak(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_editor())
    add = f"{address('correction', 'add')}?quote={quote.pk}"

    page = client.post(add, {**FIELDS, "notice": WEAK}, follow=True)

    assert Correction.objects.get().notice == WEAK
    assert any("begins with “Il”" in fault for fault in page.context["faults"])
    assert "begins with “Il”" in page.content.decode()


def test_a_form_that_is_refused_says_what_is_weak_in_what_was_typed(log_in):
    quote = factories.make_verified_quote()
    client = log_in(factories.make_editor())
    add = f"{address('correction', 'add')}?quote={quote.pk}"

    page = client.post(add, {**FIELDS, "notice": WEAK, "right": ""})

    assert page.context["adminform"].form.errors["right"]
    assert any("begins with “Il”" in fault for fault in page.context["faults"])


def test_what_a_draft_starts_with_is_checked_before_it_is_saved(log_in):
    quote = late_quote()
    client = log_in(factories.make_editor())

    page = client.get(f"{address('correction', 'add')}?quote={quote.pk}")

    assert any(LATE in fault for fault in page.context["faults"])
    assert 'aria-live="polite"' in page.content.decode()


@pytest.mark.parametrize("name", ["sign", "publish"])
def test_a_late_draft_says_before_the_click_that_it_cannot_go_out(log_in, name):
    correction = factories.make_correction(late_quote())
    if name == "publish":
        Correction.objects.filter(pk=correction.pk).update(
            signed_by=factories.make_standards_editor(), signed_at=timezone.now()
        )
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "change", correction.pk))
    [way] = [way for way in page.context["steps"] if way.url.endswith(f"/{name}/")]
    assert LATE in way.refusal
    shown = client.get(address("correction", name, correction.pk))
    assert LATE in shown.context["refusal"]
    assert 'type="submit" class="default"' not in shown.content.decode()

    answer = step(client, correction, name)
    assert LATE in answer.context["form"].non_field_errors()[0]
    correction.refresh_from_db()
    assert not correction.is_published


def test_with_a_reason_a_late_draft_is_signed_and_published(log_in):
    correction = factories.make_correction(late_quote(), delay_reason="Signalé hier.")
    client = log_in(factories.make_standards_editor())

    step(client, correction, "sign")
    step(client, correction, "publish")

    correction.refresh_from_db()
    assert correction.is_published


def test_the_signer_reads_what_is_weak(log_in):
    correction = factories.make_correction(notice=WEAK)
    client = log_in(factories.make_standards_editor())

    page = client.get(address("correction", "sign", correction.pk))

    assert any("asks a question" in fault for fault in page.context["faults"])
