"""The transition table is whole, and says what the design says."""

import pytest

from quotes import roles, transitions
from quotes.vocabulary import PUBLIC, Decision, Role, Status

MOVES = [
    (row, before, after)
    for row in transitions.TABLE
    for before, after in row.moves.items()
]

#: The lowest role that may take a decision, as the design has it.
LOWEST = {
    Decision.ACCEPT: {Role.EDITOR},
    Decision.CHANGE: {Role.EDITOR},
    Decision.REATTRIBUTE: {Role.EDITOR},
    Decision.REJECT: {Role.EDITOR},
    Decision.VERIFY: {Role.VERIFIER},
    Decision.DISPUTE: {Role.VERIFIER},
    Decision.SETTLE: {Role.VERIFIER},
    Decision.WITHDRAW: {Role.STANDARDS_EDITOR},
    Decision.CORRECT: {Role.STANDARDS_EDITOR},
    Decision.REANCHOR: {Role.EDITOR},
    # What was withdrawn comes back by those who may withdraw.
    Decision.REOPEN: {Role.EDITOR, Role.STANDARDS_EDITOR},
}


def lowest_role(permission):
    return next(role for role in roles.LADDER if permission in roles.codenames(role))


def test_every_decision_is_for_the_role_of_the_design():
    found = {}
    for row in transitions.TABLE:
        found.setdefault(row.decision, set()).add(lowest_role(row.permission))

    assert found == LOWEST


def test_every_decision_is_in_the_table_or_starts_a_quote():
    starting = {Decision.PROPOSE, Decision.ENTER, Decision.IMPORT}

    assert {row.decision for row in transitions.TABLE} | starting == set(Decision)


def test_one_status_and_one_decision_lead_to_one_row():
    pairs = [(row.decision, before) for row, before, _after in MOVES]

    assert len(pairs) == len(set(pairs))


def test_no_status_is_a_dead_end():
    assert {before for _row, before, _after in MOVES} == set(Status)


@pytest.mark.parametrize("status", Status)
def test_every_status_can_be_reached(status):
    starts = {Status.PROPOSED, Status.UNVERIFIED}

    assert status in starts | {after for _row, _before, after in MOVES}


def test_what_becomes_settled_was_decided_by_a_second_person():
    for row, before, after in MOVES:
        if after in transitions.SETTLED and after != before:
            assert row.four_eyes, row.decision


def test_publishing_rows_lead_to_what_a_publication_can_say():
    for row, _before, after in MOVES:
        if row.public:
            assert after in PUBLIC, row.decision


def test_what_was_never_public_does_not_come_under_review():
    never_public = {Status.PROPOSED, Status.UNVERIFIED, Status.REJECTED}
    for row, before, after in MOVES:
        if after == Status.UNDER_REVIEW:
            assert before not in never_public, row.decision


def test_changing_and_four_eyed_decisions_do_not_meet():
    assert not transitions.CHANGING & transitions.FOUR_EYED
    assert {
        Decision.PROPOSE,
        Decision.ENTER,
        Decision.IMPORT,
        Decision.ACCEPT,
        Decision.CHANGE,
        Decision.REATTRIBUTE,
    } == transitions.CHANGING


def test_find_and_leading_from_agree():
    for status in Status:
        rows = transitions.leading_from(status)
        assert rows == [
            found
            for row in transitions.TABLE
            if (found := transitions.find(row.decision, status)) is row
        ]


def test_find_gives_nothing_for_what_the_table_does_not_hold():
    assert transitions.find(Decision.VERIFY, Status.PROPOSED) is None
