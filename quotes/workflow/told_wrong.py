"""What published corrections told readers was wrong, so that going back spares it.

Read from the reviews that were published, which nobody changes any more.
"""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from quotes.models import Correction, Speaker
from quotes.vocabulary import ErrorKind, Rank, SpanRole, Status
from quotes.workflow.carriers import bare
from quotes.workflow.errors import WorkflowError

#: Errors that lie in the words; of our own record only what was shown tells it.
_OF_WORDS = (
    ErrorKind.MISQUOTED,
    ErrorKind.FABRICATED,
    ErrorKind.MISTRANSLATED,
    ErrorKind.OUT_OF_CONTEXT,
)


class _Claim(NamedTuple):
    """Who said it, by the key of who they are by now (None: not known), as printed."""

    speaker: int | None
    mention: str


class _Told(NamedTuple):
    """A published correction with the state it went out with and those it replaced."""

    correction: Correction
    right: dict
    before: list[dict]

    @property
    def right_words(self):
        """The words that it went out with; "" where they were withdrawn with it."""
        is_withdrawn = self.right["status"] == Status.WITHDRAWN
        return "" if is_withdrawn else self.right["words"]

    def right_claims(self, speakers):
        """Return the attributions that it went out with."""
        is_withdrawn = self.right["status"] == Status.WITHDRAWN
        return [] if is_withdrawn else _claims(self.right, speakers)


def demand_wrong_stays_wrong(quote, before, after):
    """Refuse a state of a quote that brings back what readers were told was wrong.

    before and after are states (quotes.ledger.quote_state). Raises WorkflowError
    (frozen) for words that a correction replaced, and for an attribution that one called
    wrong, whatever its number. What stays as it is, is not brought back; what a later
    correction went out with is right again.
    """
    if not after["corrections"]:
        return
    told = _told(quote)
    if after["words"] != before["words"] and _are_wrong_words(after["words"], told):
        raise WorkflowError(
            _(
                "A published correction told readers that the words of that state were "
                "wrong. If they were right after all, draft another correction first, "
                "then change the words by hand, with the reason."
            ),
            code="frozen",
        )
    speakers = _speakers_now([before, after, *_states_in(told)])
    now = _claims(before, speakers)
    fresh = [claim for claim in _claims(after, speakers) if claim not in now]
    if any(_is_wrong_claim(claim, now, told, speakers) for claim in fresh):
        raise WorkflowError(
            _(
                "A published correction told readers that the attribution of that state "
                "was wrong. If it was right after all, draft another correction first, "
                "then reattribute the quote, with the reason."
            ),
            code="frozen",
        )


def _told(quote):
    """Return the published corrections of a quote as _Told, oldest first."""
    versions = list(quote.publications.select_related("review").order_by("number"))
    rows = quote.corrections.filter(published_at__isnull=False).select_related(
        "wrong_attribution__mention",
        "wrong_attribution__speaker__merged_into",
        "right_attribution__speaker__merged_into",
    )
    found = []
    for row in rows:
        number = _first_with(row, versions)
        if number is not None:
            states = [
                version.review.state
                for version in versions[:number]
                if version.status != Status.WITHDRAWN
            ]
            found.append((number, _Told(row, versions[number].review.state, states)))
    return [told for _number, told in sorted(found, key=lambda pair: pair[0])]


def _first_with(correction, versions):
    """Return the place of the version that a correction went out with, or None."""
    for place, version in enumerate(versions):
        named = [row["id"] for row in version.review.state["corrections"]]
        if correction.public_id in named:
            return place
    return None


def _states_in(told):
    return [state for each in told for state in (each.right, *each.before)]


# The words


def _are_wrong_words(words, told):
    """Tell by the newest correction that says anything of some words."""
    for each in reversed(told):
        if words == each.right_words:
            if each.correction.error in _OF_WORDS:
                return False
        elif _replaced(each, words):
            return True
    return False


def _replaced(told, words):
    """Tell whether a correction replaced some words.

    What was shown proves it, or else that readers saw them before it.
    """
    shown = bare(told.correction.shown)
    is_gone = bool(shown) and not _has(told.right_words, shown)
    if is_gone and any(_has(state["words"], shown) for state in told.before):
        return _has(words, shown)
    return told.correction.error in _OF_WORDS and any(
        words == state["words"] for state in told.before
    )


def _has(words, shown):
    return re.search(rf"(?<!\w){re.escape(shown)}(?!\w)", bare(words)) is not None


# The attribution


def _is_wrong_claim(claim, now, told, speakers):
    """Tell by the newest correction that says anything of an attribution.

    The mention counts where the same one was right by other words of the text.
    """
    for each in reversed(told):
        right = each.right_claims(speakers)
        wrong = _wrong_claims(each, right, speakers)
        if claim in wrong and claim not in right:
            return True
        if wrong and _is_in(claim, right):
            return False
        if _is_in(claim, wrong):
            return not _is_in(claim, now)
    return False


def _wrong_claims(told, right, speakers):
    """Return what a correction called wrong: its own claim, else what it replaced."""
    row = told.correction.wrong_attribution
    if row is not None:
        mention = row.mention.exact if row.mention else ""
        return [_Claim(row.speaker and row.speaker.resolved().pk, mention)]
    if told.correction.error != ErrorKind.MISATTRIBUTED:
        return []
    before = [claim for state in told.before for claim in _claims(state, speakers)]
    return [claim for claim in before if not _is_in(claim, right)]


def _is_in(claim, others):
    """Tell whether claims name the same one; who is not known is told by the mention."""
    if claim.speaker is None:
        return claim in others
    return any(claim.speaker == other.speaker for other in others)


def _claims(state, speakers):
    """Return the attributions in force in a state."""
    printed = {
        span["number"]: span["exact"]
        for span in state["spans"]
        if span["role"] == SpanRole.MENTION
    }
    return [
        _Claim(speakers.get(row["speaker"]), printed.get(row["mention"], ""))
        for row in state["attributions"]
        if row["rank"] == Rank.PREFERRED
    ]


def _speakers_now(states):
    """Return who each speaker of some states is by now: keys by public id."""
    ids = {row["speaker"] for state in states for row in state["attributions"]}
    rows = Speaker.objects.filter(public_id__in=ids - {None})
    return {row.public_id: row.resolved().pk for row in rows}
