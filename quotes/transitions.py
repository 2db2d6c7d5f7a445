"""The transition table: which decision leads from where to where, and who may.

The workflow obeys it, the admin's buttons and the README's table are made from it.
"""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from quotes.vocabulary import SETTLED, Decision, Status

S = Status


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table.

    moves maps the status before to the status after; permission is a codename of
    this app. changes: counts as changing the quote, for four eyes. four_eyes: refused
    to whoever changed it. public: writes a publication.
    """

    decision: Decision
    label: str
    moves: dict[Status, Status]
    permission: str
    changes: bool = False
    four_eyes: bool = False
    public: bool = False
    needs_reason: bool = False
    needs_evidence: bool = False


def _to(target, *sources):
    return dict.fromkeys(sources, target)


#: A voiding change leaves what was never public where it is.
_CHANGED = {
    S.PROPOSED: S.PROPOSED,
    S.UNVERIFIED: S.UNVERIFIED,
    S.UNDER_REVIEW: S.UNDER_REVIEW,
    **_to(S.UNDER_REVIEW, *SETTLED),
}

TABLE = (
    Transition(
        Decision.ACCEPT,
        _("Accept proposal"),
        _to(S.UNVERIFIED, S.PROPOSED),
        "reject_quote",
        changes=True,
    ),
    Transition(Decision.CHANGE, _("Change"), _CHANGED, "change_quote", changes=True),
    Transition(
        Decision.REATTRIBUTE,
        _("Reattribute"),
        _CHANGED,
        "change_quote",
        changes=True,
        needs_reason=True,
    ),
    Transition(
        Decision.VERIFY,
        _("Verify"),
        _to(S.VERIFIED, S.UNVERIFIED, S.UNDER_REVIEW, S.DISPUTED),
        "verify_quote",
        four_eyes=True,
        public=True,
    ),
    Transition(
        Decision.DISPUTE,
        _("Dispute"),
        _to(S.DISPUTED, S.UNVERIFIED, S.UNDER_REVIEW, S.VERIFIED, S.UNRESOLVED),
        "dispute_quote",
        four_eyes=True,
        public=True,
        needs_reason=True,
        needs_evidence=True,
    ),
    Transition(
        Decision.SETTLE,
        _("Settle as unresolved"),
        _to(S.UNRESOLVED, S.UNVERIFIED, S.UNDER_REVIEW, S.DISPUTED),
        "settle_quote",
        four_eyes=True,
        public=True,
        needs_reason=True,
    ),
    Transition(
        Decision.REJECT,
        _("Not a quote"),
        _to(S.REJECTED, S.PROPOSED, S.UNVERIFIED),
        "reject_quote",
        needs_reason=True,
    ),
    Transition(
        Decision.WITHDRAW,
        _("Withdraw"),
        _to(S.WITHDRAWN, *SETTLED, S.UNDER_REVIEW),
        "withdraw_quote",
        public=True,
        needs_reason=True,
    ),
    Transition(
        Decision.REOPEN,
        _("Reopen"),
        {S.REJECTED: S.PROPOSED, **_to(S.UNDER_REVIEW, *SETTLED)},
        "reject_quote",
        needs_reason=True,
    ),
    Transition(
        Decision.REOPEN,
        _("Reopen"),
        _to(S.UNDER_REVIEW, S.WITHDRAWN),
        "withdraw_quote",
        needs_reason=True,
    ),
    Transition(
        Decision.CORRECT,
        _("Publish correction"),
        {status: status for status in (*SETTLED, S.WITHDRAWN)},
        "sign_correction",
        public=True,
    ),
    # The same words in a new version of the text: no change, so whoever took the text in
    # may decide later, and what was settled stays so.
    Transition(
        Decision.REANCHOR,
        _("Place in a new text"),
        {status: status for status in SETTLED},
        "change_quote",
        public=True,
    ),
    Transition(
        Decision.REANCHOR,
        _("Place in a new text"),
        {status: status for status in S if status not in SETTLED},
        "change_quote",
    ),
)

#: Reviews with these decisions count as changing, for four eyes.
CHANGING = frozenset(
    {Decision.PROPOSE, Decision.ENTER, Decision.IMPORT}
    | {row.decision for row in TABLE if row.changes}
)

#: Decisions of a second person; changes before the last of them are settled.
FOUR_EYED = frozenset(row.decision for row in TABLE if row.four_eyes)


def find(decision, status):
    """Return the row that leads a decision on from a status, or None."""
    for row in TABLE:
        if row.decision == decision and status in row.moves:
            return row
    return None


def publishes(decision, status):
    """Tell whether a decision that led to a status writes a publication."""
    return any(
        row.public and row.decision == decision and status in row.moves.values()
        for row in TABLE
    )


def leading_from(status):
    """Return the rows that lead on from a status, in the table's order."""
    return [row for row in TABLE if status in row.moves]
