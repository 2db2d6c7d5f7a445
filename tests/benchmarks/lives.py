"""What becomes of quotes: the steps that the workflow takes with them, and how often.

Each fate leads by quotes/transitions.py from the first step to where the quote stands
now. Who takes a step is named by role; for one quote the same person has a role.
"""

from typing import NamedTuple

from quotes.vocabulary import SETTLED
from tests.benchmarks.invented import Weighted

CONTRIBUTOR, EDITOR = "contributor", "editor"
VERIFIER, STANDARDS = "verifier", "standards editor"


class Step(NamedTuple):
    """One review: the decision, the status it led to, in which role, and what was said."""

    decision: str
    status: str
    role: str
    reason: str = ""
    evidence: str = ""


#: Decisions that write a publication.
PUBLISHING = ("verify", "dispute", "settle", "withdraw", "correct", "reanchor")

_ENTER = Step("enter", "unverified", EDITOR)
_PROPOSE = Step("propose", "proposed", CONTRIBUTOR)
_VERIFY = Step("verify", "verified", VERIFIER)
_HEARD = _VERIFY._replace(evidence="Enregistrement de l’agence, écouté en entier.")
_SETTLE = Step("settle", "unresolved", VERIFIER, "Deux lectures, aucune plus sûre.")
_DISPUTE = Step(
    "dispute", "disputed", VERIFIER, "Le porte-parole conteste.", "Courriel"
)
_WITHDRAW = Step("withdraw", "withdrawn", STANDARDS, "L’agence a annulé la dépêche.")
_CORRECT = Step("correct", "verified", STANDARDS)

#: The steps of each fate, and of a thousand quotes how many have it.
FATES = {
    "entered": (640, (_ENTER, _VERIFY)),
    "heard": (120, (_ENTER, _HEARD)),
    "found by a program": (
        97,
        (_PROPOSE, Step("accept", "unverified", EDITOR), _VERIFY),
    ),
    "corrected": (7, (_ENTER, _VERIFY, _CORRECT)),
    "misattributed": (
        6,
        (
            *(_ENTER, _VERIFY),
            Step("reattribute", "under_review", EDITOR, "La phrase d’après le dit."),
            *(_VERIFY, _CORRECT),
        ),
    ),
    "unresolved": (40, (_ENTER, _SETTLE)),
    "disputed": (27, (_ENTER, _DISPUTE)),
    "withdrawn": (5, (_ENTER, _VERIFY, _WITHDRAW)),
    "under review": (
        18,
        (
            *(_ENTER, _VERIFY),
            Step("reopen", "under_review", VERIFIER, "Un lecteur a signalé un doute."),
        ),
    ),
    "unverified": (20, (_ENTER,)),
    "proposed": (15, (_PROPOSE,)),
    "rejected": (
        5,
        (_PROPOSE, Step("reject", "rejected", VERIFIER, "Pas une citation.")),
    ),
}
CHANCES = Weighted(**{name: weight for name, (weight, _steps) in FATES.items()})

#: No quote has more reviews, publications or spans of a revision than these.
MOST_REVIEWS, MOST_PUBLICATIONS, MOST_SPANS = 8, 4, 8


def steps_of(fate, *, is_placed_anew):
    """Return the steps of a fate; in an article with two texts it is placed anew."""
    steps = FATES[fate][1]
    if not is_placed_anew:
        return steps
    again = Step("reanchor", steps[-1].status, EDITOR, "¶ 1 → 2")
    return (*steps, again)


def publishes(step):
    """Tell whether a step writes a publication."""
    if step.decision == "reanchor":
        return step.status in SETTLED
    return step.decision in PUBLISHING
