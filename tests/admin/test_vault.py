"""The vault on a source's page: sealed by an editor, opened once, with a reason."""

import pytest
from cryptography.fernet import Fernet
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.html import escape

from quotes import workflow
from quotes.models import Source, SourceIdentity, VaultAccess
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

WHO = {
    "name": "Éloïse Kerguélen",
    "contact": "par l’intermédiaire du 0199 00 11 22",
    "known_to": "la rédactrice en chef",
}
WHY = {"reason": "Vérification avant publication."}


@pytest.fixture(autouse=True)
def _keys(settings):
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]


@pytest.fixture
def source():
    return factories.make_source("un diplomate", kind="unnamed", terms="unnamed")


def page(source, step):
    return address("source", f"vault_{step}", source.pk)


def source_page(source):
    return address("source", "change", source.pk)


def seal(source):
    return workflow.seal_identity(
        source, by=factories.make_editor(), identity=WHO, **WHY
    )


def test_an_editor_seals_and_never_reads_it_again(log_in, source):
    client = log_in(factories.make_editor())
    assert page(source, "seal") in client.get(source_page(source)).content.decode()

    done = client.post(page(source, "seal"), {**WHO, **WHY}, follow=True)

    html = done.content.decode()
    assert SourceIdentity.vault.get().sealed_by.username == "editor"
    assert done.redirect_chain == [(source_page(source), 302)]
    assert "Sealed by editor" in html
    for part in WHO.values():
        assert escape(part) not in html
    assert page(source, "seal") not in html
    assert page(source, "open") not in html
    assert client.get(page(source, "open")).status_code == 403
    assert client.post(page(source, "open"), WHY).status_code == 403
    assert client.get(page(source, "remove")).status_code == 403
    assert client.post(page(source, "remove"), WHY).status_code == 403


def test_a_standards_editor_opens_it_once_on_a_page_that_is_not_kept(log_in, source):
    seal(source)
    client = log_in(factories.make_standards_editor())
    asked = client.get(page(source, "open"))

    opened = client.post(page(source, "open"), {"reason": "Une plainte."})

    for part in WHO.values():
        assert escape(part) not in asked.content.decode()
        assert escape(part) in opened.content.decode()
    for answer in (asked, opened):
        assert "no-store" in answer["Cache-Control"]
    assert "Éloïse" not in str(opened.cookies)
    access = VaultAccess.objects.latest("pk")
    assert (access.act, access.reason) == ("opened", "Une plainte.")
    html = client.get(source_page(source)).content.decode()
    assert "Une plainte." in html
    assert "Éloïse" not in html


def test_an_editor_sees_who_opened_it_and_when_but_not_why(log_in, source):
    seal(source)
    workflow.open_identity(
        source, by=factories.make_standards_editor(), reason="Une plainte."
    )

    html = log_in(factories.make_editor()).get(source_page(source)).content.decode()

    assert "standards" in html
    assert "Une plainte." not in html
    assert "Only a standards editor can open it." in html


def test_a_standards_editor_removes_it(log_in, source):
    seal(source)
    client = log_in(factories.make_standards_editor())
    assert client.get(page(source, "remove")).status_code == 200

    done = client.post(page(source, "remove"), {"reason": "Elle parle en son nom."})

    assert done.status_code == 302
    assert not SourceIdentity.vault.exists()
    assert "Nothing is sealed" in client.get(source_page(source)).content.decode()


@pytest.mark.parametrize("step", ["seal", "open", "remove"])
def test_each_step_asks_for_a_reason(log_in, source, step):
    if step != "seal":
        seal(source)
    before = VaultAccess.objects.count()
    client = log_in(factories.make_standards_editor())

    refused = client.post(page(source, step), {**WHO, "reason": ""})

    assert refused.status_code == 200
    assert "reason" in refused.context["form"].errors
    assert VaultAccess.objects.count() == before
    assert "Sealed" not in refused.content.decode()


def test_what_was_typed_is_kept_when_something_is_missing(log_in, source):
    client = log_in(factories.make_editor())

    refused = client.post(page(source, "seal"), {**WHO, "name": "", **WHY})

    assert escape(WHO["contact"]) in refused.content.decode()
    assert "no-store" in refused["Cache-Control"]
    assert not SourceIdentity.vault.exists()


def test_a_refusal_of_the_workflow_stands_above_the_form(log_in, source):
    seal(source)
    client = log_in(factories.make_editor())

    refused = client.post(page(source, "seal"), {**WHO, **WHY})

    assert "sealed already" in str(refused.context["form"].non_field_errors())
    assert not LogEntry.objects.exists()


def test_the_log_says_what_was_done_and_nothing_else(log_in, source):
    client = log_in(factories.make_standards_editor())
    client.post(page(source, "seal"), {**WHO, **WHY})
    client.post(page(source, "open"), WHY)
    client.post(page(source, "remove"), WHY)

    entries = LogEntry.objects.order_by("pk")
    assert [entry.change_message for entry in entries] == [
        "Identity sealed.",
        "Identity opened.",
        "Identity removed.",
    ]
    assert {entry.object_repr for entry in entries} == {"un diplomate"}


def test_a_name_that_stood_in_the_open_is_gone_from_every_page_once_sealed(log_in):
    client = log_in(factories.make_editor())
    data = {"kind": "unnamed", "name": WHO["name"], "language": "fr"}
    client.post(address("source", "add"), data)
    source = Source.objects.get()
    refused = client.post(page(source, "seal"), {**WHO, **WHY})
    assert "Take it out there first" in refused.content.decode()
    client.post(source_page(source), {**data, "name": "un diplomate"})
    version = source.history.earliest("history_id")
    pages = [
        source_page(source),
        address("source", "history", source.pk),
        address("source", "simple_history", source.pk, version.pk),
        reverse("admin:index"),
    ]
    assert any("Kerg" in client.get(each).content.decode() for each in pages)

    done = client.post(page(source, "seal"), {**WHO, **WHY}, follow=True)

    # The first version, the log's entry of it, and what the log said of the renaming.
    access = VaultAccess.objects.get()
    assert access.blacked_out == 2
    html = done.content.decode()
    assert "2 earlier records of this source that said it were blacked out." in html
    assert "(2 earlier records were blacked out)" in html
    log_in(factories.make_user("contributor", "contributor"))
    for each in pages:
        html = client.get(each).content.decode()
        assert "Kerg" not in html, each
    assert "▒▒▒" in client.get(pages[1]).content.decode()


def test_without_a_key_the_page_says_how_to_make_one(log_in, source, settings):
    seal(source)
    settings.NEWSROOM_VAULT_KEYS = []
    client = log_in(factories.make_standards_editor())

    shown = client.get(source_page(source)).content.decode()
    asked = client.post(page(source, "open"), WHY).content.decode()

    for html in (shown, asked):
        assert "Fernet.generate_key()" in html
    assert page(source, "open") not in shown
    assert "Kerg" not in asked


@pytest.mark.django_db(transaction=True)
def test_opening_with_a_wrong_key_is_refused_and_stays_written_down(
    log_in, source, settings
):
    seal(source)
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]
    client = log_in(factories.make_standards_editor())

    refused = client.post(page(source, "open"), {"reason": "Une plainte."})

    assert refused.status_code == 200
    assert "No key in NEWSROOM_VAULT_KEYS" in str(refused.context["form"].errors)
    assert "Kerg" not in refused.content.decode()
    tried = VaultAccess.objects.latest("pk")
    assert (tried.act, tried.reason) == ("failed", "Une plainte.")
    assert not LogEntry.objects.exists()  # nothing was opened
    html = client.get(source_page(source)).content.decode()
    assert "No key opened it" in html


def test_a_named_source_offers_nothing(log_in):
    source = factories.make_source()
    client = log_in(factories.make_standards_editor())

    html = client.get(source_page(source)).content.decode()

    assert "there is nobody to seal" in html
    assert page(source, "seal") not in html


def test_a_new_source_has_no_vault_yet(log_in):
    html = log_in(factories.make_editor()).get(address("source", "add"))

    assert "Identity (vault)" not in html.content.decode()


def test_a_contributor_sees_the_section_and_no_way_in(log_in, source):
    seal(source)
    client = log_in(factories.make_user("contributor", "contributor"))

    html = client.get(source_page(source)).content.decode()

    assert "Sealed by editor" in html
    for step in ("seal", "open", "remove"):
        assert page(source, step) not in html
        assert client.get(page(source, step)).status_code == 403


def test_readers_are_sent_to_the_log_in(client, source):
    answer = client.post(page(source, "open"), WHY)

    assert "/admin/login/" in answer["Location"]


def test_an_unknown_source_is_a_404(log_in):
    client = log_in(factories.make_standards_editor())

    assert client.get("/admin/quotes/source/999999/vault/open/").status_code == 404


@pytest.mark.parametrize("is_removed", [False, True])
def test_a_source_with_an_identity_is_kept(log_in, source, is_removed):
    seal(source)
    if is_removed:
        workflow.remove_identity(source, by=factories.make_standards_editor(), **WHY)
    client = log_in(factories.make_superuser())
    url = address("source", "delete", source.pk)

    asked, answered = client.get(url), client.post(url, {"post": "yes"})

    assert (asked.status_code, answered.status_code) == (200, 409)
    assert "who stands behind this source" in asked.content.decode()
    assert Source.objects.filter(pk=source.pk).exists()
