"""The rows of the desk follow the quotes; claims keep two people off one statement."""

from datetime import UTC, datetime, timedelta

import pytest

from quotes import workflow
from quotes.models import DeskItem, Finding
from quotes.vocabulary import Decision, Role, Status
from quotes.workflow.desk import CLAIM, refresh_item
from tests.factories import (
    make_disputed_quote,
    make_editor,
    make_quote,
    make_quote_in,
    make_user,
    make_verified_quote,
    make_verifier,
)
from tests.workflow.acting import take

pytestmark = pytest.mark.django_db

NOON = datetime(2024, 11, 13, 12, 0, tzinfo=UTC)
ON_THE_DESK = {Status.PROPOSED, Status.UNVERIFIED, Status.UNDER_REVIEW}


def item_of(quote):
    return DeskItem.objects.filter(quote=quote).first()


@pytest.mark.parametrize("status", Status.values)
def test_on_the_desk_is_what_waits_for_a_decision(status):
    assert bool(item_of(make_quote_in(status))) == (status in ON_THE_DESK)


def test_a_statement_that_readers_see_under_review_comes_before_a_new_one():
    assert item_of(make_quote_in("under_review")).severity == 2
    assert item_of(make_quote_in("unverified")).severity < 2


def test_an_item_waits_since_it_came_and_not_since_it_was_changed():
    quote = make_quote(at=NOON)
    later = NOON + timedelta(hours=1)

    workflow.change_quote(quote, by=make_editor(), fields={"occasion": "x"}, at=later)

    assert item_of(quote).waiting_since == NOON


def test_who_changed_it_is_known_before_anybody_decides():
    quote = make_quote()
    assert list(item_of(quote).changers.all()) == [make_editor()]

    other = make_editor("other")
    workflow.change_quote(quote, by=other, fields={"occasion": "à Bruxelles"})

    assert set(item_of(quote).changers.all()) == {make_editor(), other}


@pytest.mark.parametrize("status", ["proposed", "disputed"])
def test_nobody_is_barred_where_no_second_person_is_waited_for(status):
    quote = make_quote_in(status)
    refresh_item(quote, at=NOON)

    item = item_of(quote)
    assert item is None or not item.changers.exists()


def test_a_decision_takes_it_off_and_ends_the_claim_of_what_stays():
    quote = make_quote()
    workflow.claim(quote, by=make_verifier())
    workflow.verify(quote, by=make_verifier())
    assert item_of(quote) is None

    disputed = make_disputed_quote()
    reopened = workflow.reopen(disputed, by=make_editor(), reason="Nouvel élément.")
    workflow.claim(reopened, by=make_editor())
    workflow.change_quote(
        reopened, by=make_editor(), fields={"occasion": "x"}, reason="Précisé."
    )
    assert item_of(reopened).claimed_by == make_editor()


@pytest.mark.parametrize("act", ["verify", "change", "reattribute"])
def test_while_somebody_is_on_it_nobody_else_decides_or_changes(act):
    quote = make_quote()
    workflow.claim(quote, by=make_editor("other"))

    with pytest.raises(workflow.WorkflowError) as refused:
        take(Decision(act), quote, by=make_verifier())

    assert refused.value.code == "claimed"
    assert quote.reviews.count() == 1


def test_a_grave_finding_after_the_decision_brings_a_settled_quote_back():
    quote = make_verified_quote(at=NOON)
    refresh_item(quote, at=NOON)
    assert item_of(quote) is None

    Finding.objects.create(
        quote=quote, rule="M001", severity="high", found_at=quote.reviews.last().at
    )
    refresh_item(quote, at=NOON)
    assert item_of(quote) is None

    Finding.objects.create(quote=quote, rule="A001", severity="medium")
    refresh_item(quote, at=NOON)
    assert item_of(quote) is None

    late = quote.reviews.last().at + timedelta(seconds=1)
    finding = Finding.objects.create(
        quote=quote, rule="M002", severity="high", found_at=late
    )
    refresh_item(quote, at=late)
    assert item_of(quote).severity == 3

    finding.dismissed_by, finding.dismissed_at = make_editor(), late
    finding.dismissal = "Relu."
    finding.save()
    refresh_item(quote, at=late)
    assert item_of(quote) is None


def test_a_claim_keeps_others_off_for_twenty_minutes():
    quote = make_quote()
    item = workflow.claim(quote, by=make_verifier(), at=NOON)
    assert (item.claimed_by, item.claimed_until) == (make_verifier(), NOON + CLAIM)

    soon = NOON + timedelta(minutes=19)
    with pytest.raises(workflow.WorkflowError, match="verifier is on it") as refused:
        workflow.claim(quote, by=make_editor(), at=soon)
    assert refused.value.code == "claimed"

    assert workflow.claim(quote, by=make_verifier(), at=soon).claimed_until == (
        soon + CLAIM
    )
    late = soon + CLAIM
    assert workflow.claim(quote, by=make_editor(), at=late).claimed_by == make_editor()


def test_a_claim_is_taken_over_only_on_purpose():
    quote = make_quote()
    workflow.claim(quote, by=make_verifier())

    item = workflow.claim(quote, by=make_editor(), take_over=True)

    assert item.claimed_by == make_editor()


def test_only_ones_own_claim_is_released():
    quote = make_quote()
    workflow.claim(quote, by=make_verifier())

    workflow.release(quote, by=make_editor())
    assert item_of(quote).claimed_by == make_verifier()

    workflow.release(quote, by=make_verifier())
    assert item_of(quote).claimant() is None


def test_a_contributor_claims_nothing():
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.claim(make_quote(), by=make_user("contributor", Role.CONTRIBUTOR))
    assert refused.value.code == "not_allowed"


def test_what_is_not_on_the_desk_is_not_claimed():
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.claim(make_verified_quote(), by=make_verifier())
    assert refused.value.code == "changed_meanwhile"
