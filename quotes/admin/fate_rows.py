"""What a new text does to statements, in words and as the rows of a table."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.diffs import word_diff
from quotes.ledger import spans_in_force
from quotes.texts import line_of
from quotes.vocabulary import Anchor, SpanRole, Status

#: In what order a page tells what became of statements: what needs somebody first.
ORDER = (Anchor.LOST, Anchor.AMBIGUOUS, Anchor.REWORDED, Anchor.MOVED, Anchor.EXACT)
#: States with the same words.
_SAME = (Anchor.EXACT, Anchor.MOVED)
#: Lines that are named for a part that could stand in several.
_MOST_PLACES = 8


@dataclass(frozen=True, slots=True)
class Change:
    """One part of a statement that is not as it was: what it is, its words, a note."""

    role: str
    note: str
    changes: list


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as the table has it."""

    fate: object
    state: str
    parts: list[Change]
    effect: str

    @property
    def is_same(self):
        return self.fate.state in _SAME


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
        (
            len(report.proposed),
            ngettext(
                "%(count)d new one, proposed",
                "%(count)d new ones, proposed",
                len(report.proposed),
            ),
        ),
    ]
    told = [sentence % {"count": count} for count, sentence in counted if count]
    if not told:
        return _("No statement stands in this article yet.")
    return _("Statements: %(list)s.") % {"list": ", ".join(told)}


def rows_of(report, text):
    """Return the rows of the table, those that need somebody first; text is the new one."""
    order = {state: place for place, state in enumerate(ORDER)}
    fates = sorted(report.fates, key=lambda fate: order[Anchor(fate.state)])
    return [
        Row(fate, Anchor(fate.state).label, _parts(fate, text), _effect(fate))
        for fate in fates
    ]


def _parts(fate, text):
    """Return what differs of a statement, part by part; of a lost one the content."""
    before = {(s.role, s.number): s.exact for s in spans_in_force(fate.quote)}
    told = fate.spans
    if fate.state == Anchor.LOST:
        told = [each for each in told if each.role == SpanRole.CONTENT]
    if fate.state == Anchor.AMBIGUOUS:
        told = [each for each in told if each.state == Anchor.AMBIGUOUS][:1]
    return [
        _change(each, before[each.role, each.number], text)
        for each in told
        if each.state not in _SAME
    ]


def _change(placed, old, text):
    role = SpanRole(placed.role).label
    if placed.state == Anchor.REWORDED:
        note = _("%(percent)d %% alike") % {"percent": placed.similarity}
        return Change(role, note, word_diff(old, placed.exact))
    if placed.state == Anchor.AMBIGUOUS:
        return Change(role, _places(placed.candidates, text), word_diff(old, old))
    return Change(role, Anchor(placed.state).label, word_diff(old, ""))


def _places(starts, text):
    """Return in which lines of a text an ambiguous part could stand."""
    lines = dict.fromkeys(line_of(text, start) for start in starts[:_MOST_PLACES])
    if not lines:
        return Anchor.AMBIGUOUS.label
    listed = ", ".join(str(line) for line in lines)
    if len(starts) > _MOST_PLACES:
        listed += " …"
    return ngettext(
        "could be in line %(lines)s, more than once",
        "could be in one of the lines %(lines)s",
        len(lines),
    ) % {"lines": listed}


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
    if fate.is_voided and fate.state == Anchor.AMBIGUOUS:
        return (
            _(
                "“%(before)s” becomes “%(after)s”: somebody has to choose its place, and "
                "somebody else decides again."
            )
            % names
        )
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
