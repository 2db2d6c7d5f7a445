"""The vault: who may seal, open and remove, what is written down, and with which key."""

import json
from datetime import UTC, datetime

import pytest
from cryptography.fernet import Fernet
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from quotes import workflow
from quotes.models import Source, SourceIdentity, VaultAccess
from quotes.texts import fold
from quotes.workflow import vault
from tests.factories import (
    make_editor,
    make_quote,
    make_source,
    make_speaker,
    make_standards_editor,
    make_superuser,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WHO = {
    "name": "Éloïse Kerguélen",
    "contact": "téléphone 0199 00 11 22",
    "known_to": "la rédactrice en chef",
}
WHY = {"reason": "Vérification avant publication."}


@pytest.fixture(autouse=True)
def keys(settings):
    """Return the two keys of the vault; the first one seals."""
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode() for _ in "12"]
    return settings.NEWSROOM_VAULT_KEYS


@pytest.fixture
def source():
    return make_source("un diplomate", kind="unnamed", terms="unnamed")


def seal(source, **options):
    options = {"by": make_editor(), "identity": WHO, **WHY, **options}
    return workflow.seal_identity(source, **options)


def refusal_of(act, *args, **options):
    with pytest.raises(workflow.WorkflowError) as refused:
        act(*args, **options)
    return refused.value


def stored():
    return SourceIdentity.vault.get().sealed


# Sealing and opening


def test_what_an_editor_seals_a_standards_editor_opens(source):
    editor, standards = make_editor(), make_standards_editor()

    row = seal(source, at=NOON)
    opened = workflow.open_identity(source, by=standards, reason="Plainte.")

    assert opened == WHO
    assert (row.sealed_by, row.sealed_at) == (editor, NOON)
    accesses = VaultAccess.objects.order_by("pk").values_list("act", "by", "reason")
    assert list(accesses) == [
        ("sealed", editor.pk, WHY["reason"]),
        ("opened", standards.pk, "Plainte."),
    ]


def test_what_is_stored_is_encrypted_and_tells_no_length(source):
    other = make_source("une élue", kind="unnamed")
    seal(source)
    seal(other, identity={"name": "X" * 190})

    short, long = SourceIdentity.vault.values_list("sealed", flat=True)

    assert short.startswith("gAAAAA")
    assert len(short) == len(long)
    assert "Kerg" not in short


@pytest.mark.parametrize(
    "make", [make_editor, make_verifier, lambda: make_user("c", "contributor")]
)
def test_nobody_below_a_standards_editor_opens_or_removes(source, make):
    seal(source)

    for act in (workflow.open_identity, workflow.remove_identity):
        refusal = refusal_of(act, source, by=make(), reason="Curiosité.")
        assert refusal.code == "not_allowed"
        assert "standards editor" in str(refusal)
    assert VaultAccess.objects.count() == SourceIdentity.vault.count() == 1


def test_a_contributor_seals_nothing(source):
    refusal = refusal_of(seal, source, by=make_user("c", "contributor"))

    assert refusal.code == "not_allowed"
    assert not SourceIdentity.vault.exists()


def test_who_is_not_active_opens_nothing(source):
    seal(source)
    root = make_superuser()
    root.is_active = False

    refusal = refusal_of(workflow.open_identity, source, by=root, **WHY)

    assert refusal.code == "not_allowed"


@pytest.mark.parametrize("act", [workflow.open_identity, workflow.remove_identity])
def test_opening_and_removing_take_a_reason_and_something_sealed(source, act):
    by = make_standards_editor()
    assert refusal_of(act, source, by=by, **WHY).code == "not_sealed"
    seal(source)

    assert refusal_of(act, source, by=by, reason=" ").code == "reason_needed"
    assert VaultAccess.objects.count() == 1


def test_sealing_takes_a_reason(source):
    assert refusal_of(seal, source, reason="").code == "reason_needed"


@pytest.mark.parametrize(
    "identity",
    [
        {"name": " "},
        {"contact": "0199"},
        {"name": "E" * 201},
        {"name": "Éloïse", "contact": "x" * 1001},
        {"name": "Éloïse", "known_to": "x" * 501},
    ],
)
def test_an_identity_has_a_name_and_no_article(source, identity):
    refusal = refusal_of(seal, source, identity=identity)

    assert refusal.code == "incomplete"
    assert "Éloïse" not in str(refusal)


def test_a_named_source_on_the_record_has_nobody_to_seal():
    assert refusal_of(seal, make_source()).code == "no_transition"


@pytest.mark.parametrize("columns", [{"kind": "unnamed"}, {"terms": "background"}])
def test_either_the_kind_or_the_terms_make_an_identity(columns):
    assert seal(make_source(**columns)).sealed_by == make_editor()


def test_an_identity_is_sealed_once_until_it_is_removed(source):
    seal(source)
    assert refusal_of(seal, source, by=make_standards_editor()).code == "no_transition"

    workflow.remove_identity(source, by=make_standards_editor(), reason="Erreur.")

    assert not SourceIdentity.vault.exists()
    seal(source, identity={"name": "Yves Autre"})
    opened = workflow.open_identity(source, by=make_standards_editor(), **WHY)
    assert opened == {"name": "Yves Autre", "contact": "", "known_to": ""}
    acts = VaultAccess.objects.order_by("pk").values_list("act", flat=True)
    assert list(acts) == ["sealed", "removed", "sealed", "opened"]


@pytest.mark.parametrize(
    "column", ["name", "publisher", "url", "archived_url", "terms_reason"]
)
def test_what_stands_in_the_open_is_not_sealed(source, column):
    setattr(source, column, "https://x.example/eloise KERGUELEN")
    if column != "url":
        setattr(source, column, "Par Eloise  KERGUÉLEN, en poste")
    else:
        source.url = "https://x.example/?q=Éloïse Kerguélen"
    source.save()

    refusal = refusal_of(seal, source)

    assert refusal.code == "in_the_clear"
    assert "Kerg" not in str(refusal)


def test_a_reason_does_not_name_who_is_sealed(source):
    refusal = refusal_of(seal, source, reason="Éloïse Kerguélen me l’a demandé.")

    assert refusal.code == "in_the_clear"
    assert not VaultAccess.objects.exists()


# What stood in the open before


NAMED = "Interview d’ELOISE  Kerguélen, diplomate"


def renamed(source, before=NAMED, **columns):
    """Return a source that was once called otherwise, with both in its history."""
    for row in ({"name": before, **columns}, {"name": source.name}):
        for column in columns:
            row.setdefault(column, "")
        for column, value in row.items():
            setattr(source, column, value)
        source.save()
    return source


def log_of(source, **columns):
    return LogEntry.objects.create(
        user=make_editor(),
        content_type=ContentType.objects.get_for_model(Source),
        object_id=str(source.pk),
        action_flag=2,
        **{"object_repr": str(source), "change_message": "", **columns},
    )


def test_sealing_blacks_it_out_of_earlier_versions_and_says_of_how_many(source):
    renamed(source, publisher="éloïse kerguélen", url="https://x.example/?q=Éloïse%20")
    source.terms_reason = "Joindre par téléphone 0199 00 11 22 le soir."
    source._change_reason = "D’après Éloïse Kerguélen"
    source.save()
    source.terms_reason = "Elle craint pour sa place."
    source._change_reason = None
    source.save()
    before = Source.history.count()

    seal(source)

    assert Source.history.count() == before
    versions = list(Source.history.order_by("history_id").values())
    assert "kergu" not in fold(str(versions))
    assert "0199" not in str(versions)
    assert versions[1]["name"] == "Interview d’▒▒▒, diplomate"
    assert versions[1]["publisher"] == "▒▒▒"
    assert versions[3]["terms_reason"] == "Joindre par ▒▒▒ le soir."
    assert versions[3]["history_change_reason"] == "D’après ▒▒▒"
    assert versions[0]["name"] == versions[2]["name"] == "un diplomate"
    access = VaultAccess.objects.get()
    assert (access.act, access.blacked_out) == ("sealed", 2)
    assert access.reason == WHY["reason"]


def test_an_address_or_number_of_the_contact_is_blacked_out_alone(source):
    renamed(source, publisher="zq@brume.example, 0199 00 11 22")
    contact = "par courriel (zq@brume.example) ou téléphone 0199 00 11 22, le soir"

    seal(source, identity={**WHO, "name": "Yves Autre", "contact": contact})

    versions = str(list(Source.history.values()))
    assert "brume" not in versions
    assert "0199" not in versions
    assert VaultAccess.objects.get().blacked_out == 1


def test_sealing_blacks_it_out_of_the_log_of_the_admin(source):
    other = make_source("une élue", kind="unnamed")
    renamed(source, before="x" * 190 + " Éloïse Kerguélen")
    added = json.dumps([{"added": {"name": "source", "object": "Éloïse Kerguélen"}}])
    rows = [
        log_of(source, object_repr=NAMED, change_message=added),
        log_of(source, change_message="Interroge Éloïse Kerguélen."),
        log_of(source, object_repr=("x" * 190 + " Éloïse Kerguélen")[:200]),
        log_of(source, change_message='[{"changed": {"fields": ["Name"]}}]'),
        log_of(other, object_repr=NAMED),
    ]

    seal(source)

    for row in rows:
        row.refresh_from_db()
    assert [row.object_repr for row in rows] == [
        "Interview d’▒▒▒, diplomate",
        "un diplomate",
        "x" * 190 + " ▒▒▒",
        "un diplomate",
        NAMED,  # of another source
    ]
    assert json.loads(rows[0].change_message)[0]["added"]["object"] == "▒▒▒"
    assert rows[1].change_message == "Interroge ▒▒▒."
    assert rows[3].change_message == '[{"changed": {"fields": ["Name"]}}]'
    assert VaultAccess.objects.get().blacked_out == 4  # one of them a version


def test_sealing_blacks_it_out_of_findings_that_name_the_source(source):
    relaying = make_source("dépêche", kind="wire", relays=source)
    quote = make_quote(source=relaying)
    details = {"mention": "des sources", "source": "une source, Éloïse Kerguélen"}
    found = quote.findings.create(rule="P001", severity="low", details=details)

    seal(source)

    found.refresh_from_db()
    assert found.details == {"mention": "des sources", "source": "une source, ▒▒▒"}
    assert VaultAccess.objects.get().blacked_out == 1


def test_the_versions_of_other_sources_stay(source):
    other = renamed(make_source("une élue", kind="unnamed"))

    seal(source)

    assert other.history.filter(name=NAMED).exists()
    assert VaultAccess.objects.get().blacked_out == 0


def test_a_refused_sealing_blacks_out_nothing(source, monkeypatch):
    renamed(source)
    monkeypatch.setattr(VaultAccess.objects, "create", lambda **columns: 1 / 0)

    with pytest.raises(ZeroDivisionError), transaction.atomic():
        seal(source)

    assert source.history.filter(name=NAMED).exists()
    assert not SourceIdentity.vault.exists()


def test_what_readers_were_shown_is_kept_and_so_nothing_is_sealed(source):
    source.name = NAMED
    source.save()
    quote = make_verified_quote(source=source)
    source.name = "un diplomate"
    source.save()

    refusal = refusal_of(seal, source)

    assert refusal.code == "in_the_clear"
    assert quote.public_id in str(refusal)
    assert "Make another source" in str(refusal)
    assert "kergu" not in fold(str(refusal))
    assert source.history.filter(name=NAMED).exists()  # not even half of it done
    other = make_source("un diplomate", kind="unnamed")
    workflow.change_quote(
        quote, by=make_editor(), fields={"source": other}, reason="Protéger."
    )
    assert seal(other)


def test_what_a_review_says_is_kept_and_so_nothing_is_sealed(source):
    quote = make_verified_quote(source=source)
    quote = workflow.change_quote(
        quote,
        by=make_editor(),
        fields={"occasion": "entretien"},
        reason="Éloïse Kerguélen le dit.",
    )

    refusal = refusal_of(seal, source)

    assert refusal.code == "in_the_clear"
    assert quote.public_id in str(refusal)
    assert "Take the source out" in str(refusal)
    assert "kergu" not in fold(str(refusal))
    workflow.change_quote(
        quote, by=make_editor(), fields={"source": None}, reason="Protéger."
    )
    assert seal(source)


def test_a_statement_may_name_its_source_as_somebody_else(source):
    """What the words of the article say is public, and tells nobody the source."""
    make_verified_quote(source=source, speaker=make_speaker("Éloïse Kerguélen"))

    assert seal(source)


# The table


def test_the_default_managers_find_nothing(source):
    seal(source)

    assert SourceIdentity.vault.count() == 1
    assert not SourceIdentity.objects.exists()
    assert not SourceIdentity._default_manager.exists()
    assert not SourceIdentity._base_manager.exists()


def test_the_database_takes_no_plain_text(source):
    with pytest.raises(IntegrityError), transaction.atomic():
        SourceIdentity.vault.create(
            source=source, sealed=json.dumps(WHO), sealed_by=make_editor()
        )


def test_a_source_with_an_identity_or_a_past_of_one_says_why_it_is_kept(source):
    assert vault.why_kept(source) == ""
    seal(source)
    assert "cannot be deleted" in vault.why_kept(source)
    workflow.remove_identity(source, by=make_standards_editor(), **WHY)

    assert "stays written down" in vault.why_kept(source)


def test_reasons_are_for_those_who_may_open(source):
    seal(source)

    assert vault.accesses_of(source, make_standards_editor())[0].reason
    shown = vault.accesses_of(source, make_editor())[0]
    assert "reason" in shown.get_deferred_fields()


# Keys


def test_without_a_key_the_vault_is_closed_and_says_how_to_make_one(source, settings):
    seal(source)
    settings.NEWSROOM_VAULT_KEYS = []

    for refusal in (
        refusal_of(seal, make_source(kind="unnamed")),
        refusal_of(workflow.open_identity, source, by=make_standards_editor(), **WHY),
    ):
        assert refusal.code == "vault_closed"
        assert "Fernet.generate_key()" in str(refusal)
        assert "NEWSROOM_VAULT_KEYS" in str(refusal)
    workflow.remove_identity(source, by=make_standards_editor(), **WHY)


@pytest.mark.parametrize("bad", ["short", "é" * 44, "x" * 44 + "=", ""])
def test_a_bad_key_names_the_setting_and_its_place_but_not_the_key(
    source, settings, keys, bad
):
    settings.NEWSROOM_VAULT_KEYS = [keys[0], bad]

    with pytest.raises(
        ImproperlyConfigured, match="NEWSROOM_VAULT_KEYS: key 2"
    ) as told:
        seal(source)

    assert told.value.__cause__ is told.value.__context__ is None
    assert not bad or bad not in str(told.value)


def test_a_lost_key_opens_nothing_and_who_tried_is_written_down(source, settings):
    seal(source)
    settings.NEWSROOM_VAULT_KEYS = [Fernet.generate_key().decode()]
    by = make_standards_editor()

    refusal = refusal_of(workflow.open_identity, source, by=by, at=NOON, **WHY)

    assert refusal.code == "wrong_key"
    tried = VaultAccess.objects.latest("pk")
    assert (tried.source, tried.act, tried.by) == (source, "failed", by)
    assert (tried.reason, tried.at) == (WHY["reason"], NOON)
    assert VaultAccess.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_around_it_can_take_back_who_asked(source):
    seal(source)

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        workflow.open_identity(source, by=make_standards_editor(), **WHY)


def test_a_row_moved_to_another_source_does_not_open(source):
    other = make_source("une élue", kind="unnamed")
    seal(source)
    SourceIdentity.vault.create(source=other, sealed=stored(), sealed_by=make_editor())

    refusal = refusal_of(
        workflow.open_identity, other, by=make_standards_editor(), **WHY
    )

    assert refusal.code == "wrong_key"
    assert VaultAccess.objects.latest("pk").act == "failed"


def test_rotating_seals_anew_with_the_first_key(source, settings, keys, capsys):
    seal(source)
    before, new = stored(), Fernet.generate_key().decode()
    settings.NEWSROOM_VAULT_KEYS = [new, *keys]

    call_command("rotate_vault")

    assert "1 identities" in capsys.readouterr().out
    assert stored() != before
    settings.NEWSROOM_VAULT_KEYS = [new]
    opened = workflow.open_identity(source, by=make_standards_editor(), **WHY)
    assert opened == WHO


def test_rotating_changes_all_or_none_and_names_what_no_key_opens(source, settings):
    other = make_source("une élue", kind="unnamed")
    seal(source)
    key = Fernet.generate_key().decode()
    settings.NEWSROOM_VAULT_KEYS = [key]
    seal(other)
    before = sorted(SourceIdentity.vault.values_list("sealed", flat=True))

    with pytest.raises(CommandError, match=source.public_id):
        call_command("rotate_vault")

    assert sorted(SourceIdentity.vault.values_list("sealed", flat=True)) == before
