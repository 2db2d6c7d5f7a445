"""Which public versions of a quote carried an error, and since when.

Only what the publications prove; where they prove nothing, every version counts, so that
a correction rather gives a reason for its delay than hides it.
"""

import re

from django.utils.translation import gettext as _

from quotes.notice_checks import is_late
from quotes.texts import fold
from quotes.vocabulary import ErrorKind, Rank, Release, Status
from quotes.workflow.errors import WorkflowError

_MARKS = re.compile(r"[«»‹›“”„‟\"…]")


def carriers(correction):
    """Return the publications that carried an error, oldest first; withdrawn ones never.

    correction may be unsaved: its quote, error, wrong attribution and what was shown
    are read. An attribution's error is in the versions that name it; an error of words
    in those that have them; else in those that say otherwise than the quote does now.
    """
    quote = correction.quote
    rows = list(quote.publications.exclude(status=Status.WITHDRAWN).order_by("number"))
    return (
        _naming(correction, rows)
        or _wording(correction, rows)
        or _differing(correction, rows)
        or rows
    )


def first_public(correction):
    """Return the moment from which readers could see an error, None if they never could."""
    rows = carriers(correction)
    if not rows:
        return None
    article = correction.quote.article
    moment = rows[0].published_at
    if article.release == Release.EMBARGOED and article.embargo_until:
        return max(moment, article.embargo_until)
    return moment


def days_since_shown(correction, at):
    """Return the whole days from an error's first public moment to an aware one, or None."""
    first = first_public(correction)
    return None if first is None else max(0, (at - first).days)


def lateness(correction, at):
    """Return why a correction may not go out yet for being late, or ""."""
    days = days_since_shown(correction, at)
    if correction.delay_reason.strip() or not is_late(days):
        return ""
    return _(
        "The error was first public %(days)d days ago. After thirty days a correction "
        "says why it comes so late: let the drafter give the reason for the delay."
    ) % {"days": days}


def demand_timely(correction, at):
    """Raise WorkflowError (delay_reason_needed) for a late correction without a reason."""
    why = lateness(correction, at)
    if why:
        raise WorkflowError(why, code="delay_reason_needed")


def named_in(publication):
    """Return the numbers of the attributions that a version names, in their order."""
    rows = [row for row in publication.state["attributions"] if row["position"]]
    return [row["number"] for row in sorted(rows, key=lambda row: row["position"])]


def preferred_in(quote):
    """Return the numbers of the attributions in force, in their order."""
    rows = quote.attributions.filter(rank=Rank.PREFERRED).order_by("position")
    return list(rows.values_list("number", flat=True))


def bare(text):
    """Return text folded and without quotation marks, for finding it in another."""
    return " ".join(_MARKS.sub(" ", fold(text)).replace("...", " ").split())


def _naming(correction, rows):
    wrong = correction.wrong_attribution
    return [row for row in rows if wrong is not None and wrong.number in named_in(row)]


def _wording(correction, rows):
    """Return the versions that have the wrong words, which the quote has no more."""
    if correction.error not in (ErrorKind.MISQUOTED, ErrorKind.MISTRANSLATED):
        return []
    shown = bare(correction.shown)
    if not shown or shown in bare(correction.quote.words):
        return []
    return [row for row in rows if shown in bare(row.words)]


def _differing(correction, rows):
    """Return the versions that give other words or another speaker than the quote now."""
    quote = correction.quote
    if (
        correction.error in (ErrorKind.FABRICATED, ErrorKind.OUT_OF_CONTEXT)
        or quote.status == Status.WITHDRAWN
    ):
        return []
    named = preferred_in(quote)
    return [row for row in rows if row.words != quote.words or named_in(row) != named]
