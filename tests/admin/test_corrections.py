"""Corrections in the panel: one drafts, another signs, then nothing moves."""

import pytest
from django.contrib.admin.models import LogEntry
from django.utils import translation

from quotes.models import Correction
from quotes.workflow import edit_correction
from tests import factories
from tests.admin.conftest import address, reloaded
from tests.admin.test_decisions import claim_data

pytestmark = pytest.mark.django_db

FIELDS = {
    "correction_class": "correction",
    "error": "our_record",
    "severity": "high",
    "shown": "le ministre",
    "right": "Mark Cancian",
    "wrong_attribution": "",
    "right_attribution": "",
    "notice": "Notre base attribuait ces propos à tort.",
    "delay_reason": "",
}


def step(client, correction, name, **more):
    """Open a step's page and answer it as it was shown."""
    url = address("correction", name, correction.pk)
    form = client.get(url).context["form"]
    shown = {key: form[key].value() for key in ("version", "digest")}
    return client.post(url, {**shown, **more})


def test_two_people_take_a_misattribution_from_reattribution_to_the_notice(log_in):
    quote = factories.make_verified_quote()
    weiss = factories.make_speaker("Clara Weiss")
    editor, standards = factories.make_editor(), factories.make_standards_editor()

    log_in(editor).post(
        address("quote", "reattribute", quote.pk),
        {
            "version": quote.version,
            "reason": "L’incise nomme la ministre.",
            "keep_old": "",
            **claim_data(speaker=weiss.pk, words="la ministre"),
        },
    )
    client = log_in(standards)
    client.post(
        address("quote", "decide", quote.pk, "verify"),
        {"version": reloaded(quote).version},
    )
    client = log_in(editor)
    add = f"{address('correction', 'add')}?quote={quote.pk}"
    draft = client.get(add).context["adminform"].form.initial
    assert draft["notice"] == (
        "Notre base attribuait à tort à « Anna Brandt » ces propos de Clara Weiss. "
        "L’erreur était dans notre fiche, non dans la dépêche."
    ).replace("« ", "«\u00a0").replace(" »", "\u00a0»")
    client.post(add, {**FIELDS, **draft})
    correction = Correction.objects.get()
    assert correction.drafted_by == editor

    client = log_in(standards)
    step(client, correction, "sign")
    step(client, correction, "publish")

    correction.refresh_from_db()
    assert correction.is_published
    assert quote.publications.get(is_current=True).is_corrected
    page = log_in(editor).get(address("correction", "change", correction.pk))
    assert b'name="notice"' not in page.content
    assert "frozen" in page.content.decode()


def test_who_drafted_sees_that_somebody_else_signs_and_is_refused(log_in):
    standards = factories.make_standards_editor()
    correction = factories.make_correction(by=standards)
    client = log_in(standards)

    page = client.get(address("correction", "change", correction.pk))
    sign = next(way for way in page.context["steps"] if way.url.endswith("/sign/"))
    assert "Four eyes" in sign.refusal

    page = step(client, correction, "sign")
    assert "Four eyes" in page.context["form"].non_field_errors()[0]
    correction.refresh_from_db()
    assert correction.signed_by is None


def test_a_draft_that_was_edited_since_it_was_read_is_not_signed(log_in):
    editor = factories.make_editor()
    correction = factories.make_correction(by=editor)
    client = log_in(factories.make_standards_editor())
    url = address("correction", "sign", correction.pk)
    form = client.get(url).context["form"]
    edit_correction(correction, by=editor, fields={"notice": "Autre chose."})

    page = client.post(url, {key: form[key].value() for key in ("version", "digest")})

    assert "changed meanwhile" in page.context["form"].non_field_errors()[0]
    assert "Autre chose." in page.content.decode()
    correction.refresh_from_db()
    assert correction.signed_by is None


def test_only_the_drafter_edits_and_a_signature_goes(log_in):
    correction = factories.make_signed_correction()
    change = address("correction", "change", correction.pk)
    data = {**FIELDS, "notice": "Mieux dit."}

    assert log_in(factories.make_editor("other")).post(change, data).status_code == 403
    assert log_in(factories.make_editor()).post(change, data).status_code == 302

    correction.refresh_from_db()
    assert (correction.notice, correction.signed_by) == ("Mieux dit.", None)


def test_a_draft_is_discarded_with_a_reason(log_in):
    correction = factories.make_correction()
    client = log_in(factories.make_editor())

    page = step(client, correction, "discard")
    assert page.context["form"].errors["reason"]
    step(client, correction, "discard", reason="Erreur de ma part.")

    assert not Correction.objects.exists()


def test_a_published_correction_takes_no_step_and_no_edit(log_in):
    correction = factories.make_published_correction()
    client = log_in(factories.make_standards_editor())

    page = step(client, correction, "discard", reason="Trop tard.")
    assert "frozen" in page.context["form"].non_field_errors()[0]
    answer = client.post(address("correction", "change", correction.pk), FIELDS)
    assert answer.status_code == 403
    assert Correction.objects.get().notice == correction.notice


def test_attributions_of_other_quotes_are_not_offered(log_in):
    quote, other = factories.make_verified_quote(), factories.make_verified_quote()
    client = log_in(factories.make_editor())
    add = f"{address('correction', 'add')}?quote={quote.pk}"

    page = client.post(
        add, {**FIELDS, "wrong_attribution": other.attributions.get().pk}
    )

    assert page.context["adminform"].form.errors["wrong_attribution"]
    assert not Correction.objects.exists()


def test_a_quote_that_was_never_public_has_nothing_to_correct(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_editor())

    add = f"{address('correction', 'add')}?quote={quote.pk}"

    assert client.get(add).url == address("quote", "changelist")
    assert client.get(address("correction", "add")).status_code in (302, 403)
    page = client.get(address("quote", "change", quote.pk))
    assert "Draft correction" not in page.content.decode()


def test_a_form_that_was_opened_before_another_save_overwrites_nothing(log_in):
    editor = factories.make_editor()
    correction = factories.make_correction(by=editor)
    client = log_in(editor)
    change = address("correction", "change", correction.pk)
    seen = client.get(change).context["adminform"].form["seen"].value()
    edit_correction(correction, by=editor, fields={"notice": "Autre chose."})

    page = client.post(change, {**FIELDS, "notice": "Trop tard.", "seen": seen})

    assert "changed meanwhile" in str(page.context["errors"])
    assert "Autre chose." in page.content.decode()
    assert Correction.objects.get().notice == "Autre chose."

    # Having read what is there now, one saves one's own words after all.
    seen = page.context["adminform"].form["seen"].value()
    client.post(change, {**FIELDS, "notice": "Trop tard.", "seen": seen})
    assert Correction.objects.get().notice == "Trop tard."


def test_after_saving_one_stays_on_the_page(log_in):
    correction = factories.make_correction()
    client = log_in(factories.make_editor())
    change = address("correction", "change", correction.pk)
    seen = client.get(change).context["adminform"].form["seen"].value()

    answer = client.post(change, {**FIELDS, "seen": seen, "_save": "Save"})

    assert answer.url == change
    assert Correction.objects.get().notice == FIELDS["notice"]


def test_what_was_done_is_logged_the_same_in_every_language(log_in):
    correction = factories.make_correction()
    client = log_in(factories.make_standards_editor())
    for name in ("sign", "publish"):
        with translation.override("fr"):
            url = address("correction", name, correction.pk)
        form = client.get(url).context["form"]
        client.post(url, {key: form[key].value() for key in ("version", "digest")})

    logged = LogEntry.objects.order_by("pk").values_list("change_message", flat=True)

    assert list(logged) == ["Signed.", "Published."]
