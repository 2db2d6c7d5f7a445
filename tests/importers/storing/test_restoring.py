"""The editorial export, imported, gives the same rows; histories are never forged."""

import copy

import pytest
from django.core.management import call_command
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quotes.models import (
    Article,
    DeskItem,
    Publication,
    PublicName,
    Quote,
    Review,
    Speaker,
)
from quotes.workflow import dispute
from tests.factories import (
    make_disputed_quote,
    make_editor,
    make_proposed_quote,
    make_published_correction,
    make_quote,
    make_quote_in,
    make_standards_editor,
    make_verified_quote,
    make_verifier,
)
from tests.importers.storing.emptying import empty
from tests.importers.storing.taking import exported, faults_in, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo():
    call_command("loaddata", "demo", "demo_desk", verbosity=0)
    return exported()


def desk_rows():
    return sorted(
        (
            item.quote.public_id,
            item.severity,
            item.open_corrections,
            item.waiting_since,
            tuple(sorted(item.changers.values_list("username", flat=True))),
        )
        for item in DeskItem.objects.select_related("quote")
    )


def test_the_demo_comes_back_the_same(demo):
    desk = desk_rows()
    names = sorted(PublicName.objects.values_list("folded", flat=True))
    searched = dict(Publication.objects.values_list("digest", "search_terms"))
    empty()

    outcome, entries = take(*demo)

    assert outcome.is_written
    assert outcome.total("created") == len(demo) + Quote.objects.count()
    assert entries == []
    assert exported() == demo
    assert desk_rows() == desk
    assert sorted(PublicName.objects.values_list("folded", flat=True)) == names
    assert dict(Publication.objects.values_list("digest", "search_terms")) == searched
    call_command("check_data")
    call_command("verify_ledger")


def test_whoever_is_not_here_becomes_an_account_that_cannot_log_in(demo):
    from django.contrib.auth.models import User

    empty()
    User.objects.all().delete()

    outcome, _entries = take(*demo)

    assert set(outcome.accounts) == {"camille", "dominique"}
    user = User.objects.get(username="camille")
    assert not user.is_active
    assert not user.has_usable_password()
    assert not user.groups.exists()


def test_the_demo_again_is_unchanged(demo):
    outcome, entries = take(*demo)

    assert outcome.total("unchanged") == len(demo) + Quote.objects.count()
    assert entries == []
    assert exported() == demo


MAKERS = {
    "entered": make_quote,
    "proposed": make_proposed_quote,
    "verified": make_verified_quote,
    "disputed": make_disputed_quote,
    "corrected": lambda: make_published_correction(),
    "withdrawn": lambda: make_quote_in("withdrawn"),
    "unresolved": lambda: make_quote_in("unresolved"),
    "rejected": lambda: make_quote_in("rejected"),
    "under review": lambda: make_quote_in("under_review"),
}


@settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(kinds=st.lists(st.sampled_from(sorted(MAKERS)), min_size=1, max_size=4))
def test_quotes_of_any_history_come_back_the_same(kinds):
    empty()
    for kind in kinds:
        MAKERS[kind]()
    before = exported()
    empty()

    outcome, entries = take(*before)

    assert outcome.is_written, entries
    assert exported() == before


@pytest.fixture
def verified():
    make_verified_quote()
    return exported()


def quote_in(records):
    (record,) = (row for row in records if row["type"] == "article")
    return record["quotes"][0]


def test_an_editor_may_not_bring_in_decisions(verified):
    empty()

    outcome, entries = take(*verified, by=make_editor("other"), trusted=False)

    assert outcome.counts["quote"] == {"refused": 1}
    assert "decided elsewhere" in faults_in(entries)[0][2]
    assert not Quote.objects.exists()


def test_a_standards_editor_may(verified):
    empty()

    outcome, _entries = take(
        *verified, by=make_standards_editor("other"), trusted=False
    )

    assert outcome.is_written
    assert Quote.objects.get().status == "verified"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda q: q.update(status="disputed"), "of another state"),
        (lambda q: q["reviews"][-1].update(by="somebody"), "does not follow"),
        (lambda q: q["reviews"][0].update(reason="x"), "does not follow"),
        (lambda q: q["reviews"].pop(0), "does not follow"),
        (lambda q: q["publications"][0].update(words="Autre."), "not the public part"),
        (lambda q: q["publications"][0]["shown"].update(mention="x"), "not the public"),
        (lambda q: q["publications"].clear(), "has a current publication"),
        (lambda q: q["attributions"][0].update(basis="editor"), "of another state"),
        (lambda q: q.update(words="Autre."), "not those of the content spans"),
        (lambda q: q["spans"][0].update(start=0, end=3), "the text has"),
        (lambda q: q["spans"][0].update(revision=7), "no revision 7"),
        (lambda q: q["attributions"][0].update(speaker="nobody"), "no speaker"),
        (lambda q: q["reviews"][0].pop("digest"), "missing"),
    ],
)
def test_a_history_that_was_tampered_with_is_refused(verified, change, told):
    empty()
    change(quote_in(verified))

    outcome, entries = take(*verified)

    assert not outcome.is_written
    assert told in faults_in(entries)[0][2]
    assert not Review.objects.exists()


def test_what_was_decided_elsewhere_since_goes_on_here(verified):
    quote = Quote.objects.get()
    dispute(quote, by=make_verifier("v2"), reason="Contesté.", evidence="Film.")
    later = exported()
    empty()
    take(*verified)

    outcome, entries = take(*later)

    assert outcome.counts["quote"] == {"updated": 1}, entries
    assert exported() == later
    assert Publication.objects.filter(is_current=True).get().status == "disputed"
    call_command("check_data")
    call_command("verify_ledger")


def test_an_older_export_changes_nothing(verified):
    quote = Quote.objects.get()
    dispute(quote, by=make_verifier("v2"), reason="Contesté.", evidence="Film.")
    now = exported()

    outcome, entries = take(*verified)

    assert outcome.counts["quote"] == {"kept": 1}
    assert "newer" in faults_in(entries)[0][2]
    assert exported() == now


def test_histories_that_parted_are_not_joined(verified):
    quote = Quote.objects.get()
    dispute(quote, by=make_verifier("v2"), reason="Contesté.", evidence="Film.")
    elsewhere = exported()
    empty()
    take(*verified)
    quote = Quote.objects.get()
    dispute(quote, by=make_verifier("v3"), reason="Autre.", evidence="Son.")
    now = exported()

    outcome, entries = take(*elsewhere)

    assert outcome.counts["quote"] == {"refused": 1}
    assert "part after number" in faults_in(entries)[0][2]
    assert exported() == now


def test_a_revision_is_never_replaced(verified):
    changed = copy.deepcopy(verified)
    (record,) = (row for row in changed if row["type"] == "article")
    record["revisions"][0]["text"] += "!"
    del record["revisions"][0]["sha256"]
    del record["quotes"]

    outcome, entries = take(*changed)

    assert outcome.counts["article"] == {"refused": 1}
    assert "another text here" in faults_in(entries)[0][2]
    assert Article.objects.get().revisions.count() == 1


def test_speakers_may_be_merged_into_later_ones():
    one = {"type": "speaker", "id": "s1", "kind": "person", "name": "A"}
    two = {"type": "speaker", "id": "s2", "kind": "person", "name": "A. B."}

    take({**one, "merged_into": "s2"}, two)

    assert Speaker.objects.get(public_id="s1").merged_into.public_id == "s2"


def test_a_reference_to_nothing_at_the_end_is_told():
    one = {"type": "speaker", "id": "s1", "kind": "person", "name": "A"}

    outcome, entries = take({**one, "merged_into": "s2"})

    assert outcome.is_written
    assert faults_in(entries) == [
        (
            "kept",
            "merged_into",
            "There is no speaker “s2” here, nor earlier in this file.",
        )
    ]
