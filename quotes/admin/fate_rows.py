"""What a new text does to statements, in words and as the rows of a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.diffs import word_diff
from quotes.ledger import spans_in_force
from quotes.vocabulary import Anchor, SpanRole, Status

#: In what order a page tells what became of statements: what needs somebody first.
ORDER = (Anchor.LOST, Anchor.AMBIGUOUS, Anchor.REWORDED, Anchor.MOVED, Anchor.EXACT)
#: States with the same words.
_SAME = (Anchor.EXACT, Anchor.MOVED)


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a statement that is not as it was: what it is, and its words."""

    role: str
    state: str
    changes: list
    similarity: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as the table has it."""

    fate: object
    state: str
    parts: list[Change]
    effect: str


def sentence_of(report):
    """Return in one sentence how many statements were found, and how."""
    counted = [
        (
            len(report.matched),
            ngettext(
                "%(count)d with the same words",
                "%(count)d with the same words",
                len(report.matched),
            ),
        ),
        (
            len(report.reworded),
            ngettext(
                "%(count)d in other words",
                "%(count)d in other words",
                len(report.reworded),
            ),
        ),
        (
            len(report.ambiguous),
            ngettext(
                "%(count)d that could stand in several places",
                "%(count)d that could stand in several places",
                len(report.ambiguous),
            ),
        ),
        (
            len(report.vanished),
            ngettext(
                "%(count)d that is not there any more",
                "%(count)d that are not there any more",
                len(report.vanished),
            ),
        ),
    ]
    told = [sentence % {"count": count} for count, sentence in counted if count]
    if not told:
        return _("No statement stands in this article yet.")
    return _("Statements: %(list)s.") % {"list": ", ".join(told)}


def rows_of(report):
    """Return the rows of the table, those that need somebody first."""
    order = {state: place for place, state in enumerate(ORDER)}
    fates = sorted(report.fates, key=lambda fate: order[Anchor(fate.state)])
    return [
        Row(fate, Anchor(fate.state).label, _parts(fate), _effect(fate))
        for fate in fates
    ]


def _parts(fate):
    """Return what differs of a statement, part by part."""
    before = {(s.role, s.number): s for s in spans_in_force(fate.quote)}
    found = []
    for placed in fate.spans:
        if placed.state in _SAME:
            continue
        old = before[placed.role, placed.number].exact
        is_there = placed.state == Anchor.REWORDED
        found.append(
            Change(
                SpanRole(placed.role).label,
                Anchor(placed.state).label,
                word_diff(old, placed.exact if is_there else ""),
                placed.similarity,
            )
            if placed.state != Anchor.AMBIGUOUS
            else Change(SpanRole(placed.role).label, Anchor.AMBIGUOUS.label, [])
        )
    return found


def _effect(fate):
    """Return what a new text does to the status of a statement, as a sentence."""
    names = {
        "before": Status(fate.status_before).label,
        "after": Status(fate.status).label,
    }
    if fate.asks:
        return (
            _(
                "Stays “%(before)s”, in the old text. The desk is asked: was this a silent "
                "correction?"
            )
            % names
        )
    if fate.state == Anchor.LOST:
        return _("Stays “%(before)s”, in the old text.") % names
    if fate.is_voided:
        return (
            _(
                "“%(before)s” becomes “%(after)s”: readers go on seeing what was decided, "
                "until somebody else decides again."
            )
            % names
        )
    if fate.state == Anchor.AMBIGUOUS:
        return _("Stays “%(before)s”; somebody has to choose its place.") % names
    if fate.state == Anchor.REWORDED:
        return _("Stays “%(before)s”, with what is new.") % names
    return _("Stays “%(before)s”.") % names
