"""A new version of an article's text: every statement is looked for in it anew.

What stands there with the same words keeps its status, and what was public is published
anew at its new place. Other words, another mention or cue, or two places equally good
void what was decided. What the new text has not stays on record where it was printed
last; where readers see it, the checks ask whether it was a silent correction (R001).
"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from quotes import transitions
from quotes.anchoring import AMBIGUOUS, LOST, REWORDED
from quotes.models import Article, Review, Revision, Span
from quotes.texts import TextError, normalize, select, sha256
from quotes.transitions import FOUR_EYED
from quotes.vocabulary import Decision
from quotes.workflow.changes import finish, state_of
from quotes.workflow.errors import WorkflowError, translated
from quotes.workflow.fates import Fate, fates_of, is_voided_by
from quotes.workflow.findings import refresh_article
from quotes.workflow.records import (
    demand_permission,
    lock,
    lock_all,
    now_in_whole_seconds,
    record_decision,
)


@dataclass(frozen=True, slots=True)
class RevisionReport:
    """What became of an article's statements with a new text.

    revision is the new one, or the current one where the text is the same; None in a
    preview. number is that of the new text; fates are in the order of the old text;
    proposed is what the caller's propose() returned.
    """

    revision: Revision | None
    number: int
    fates: tuple[Fate, ...] = ()
    proposed: tuple = ()
    is_unchanged: bool = False

    def _in(self, *states):
        return tuple(fate for fate in self.fates if fate.state in states)

    @property
    def matched(self):
        """Those that stand there with the same words: exact or moved."""
        return self._in("exact", "moved")

    @property
    def reworded(self):
        return self._in(REWORDED)

    @property
    def ambiguous(self):
        return self._in(AMBIGUOUS)

    @property
    def vanished(self):
        return self._in(LOST)


@transaction.atomic
def receive_revision(article, text, *, by, at=None, seen=None, reason="", propose=None):
    """Take in a later version of an article's text; return a RevisionReport.

    text is normalized here; the same text again changes nothing. seen is the number of
    the revision that somebody looked at. reason goes into the reviews of what changed.
    propose(revision) is called last, in the same transaction, to enter what no quote has
    yet; it returns the quotes it made. Raises WorkflowError: not_allowed, incomplete,
    changed_meanwhile.
    """
    _demand_permissions(by)
    at = now_in_whole_seconds(at)
    article = Article.objects.select_for_update(of=("self",)).get(pk=article.pk)
    current = article.current_revision
    if current is None:
        raise WorkflowError(
            _("This article has no text yet: receive its first one."), code="incomplete"
        )
    if seen is not None and seen != current.number:
        raise WorkflowError(
            _(
                "Somebody took in version %(number)d of this text meanwhile. Look at it "
                "first; nothing was saved."
            ),
            code="changed_meanwhile",
            params={"number": current.number},
        )
    text = _normalized(text)
    if text == current.text:
        return RevisionReport(current, current.number, is_unchanged=True)
    lock_all(article.quotes.values_list("pk", flat=True))
    fates = fates_of(article, text)
    revision = Revision.objects.create(
        article=article,
        number=current.number + 1,
        text=text,
        sha256=sha256(text),
        received_at=at,
        received_by=by,
    )
    # Read in either language, as long as there are reviews: a sign, no words.
    said = f"¶ {current.number} → {revision.number}"
    said = f"{said}: {reason.strip()}" if reason.strip() else said
    for fate in fates:
        _follow(fate, revision, by=by, at=at, reason=said)
    proposed = tuple(propose(revision) or ()) if propose is not None else ()
    refresh_article(article.pk, at=_after_decisions(article, at))
    return RevisionReport(revision, revision.number, fates, proposed)


def preview_revision(article, text, *, by):
    """Return the RevisionReport that receive_revision() would; nothing is written.

    Raises WorkflowError: not_allowed, incomplete.
    """
    _demand_permissions(by)
    current = article.current_revision
    if current is None:
        raise WorkflowError(
            _("This article has no text yet: receive its first one."), code="incomplete"
        )
    text = _normalized(text)
    if text == current.text:
        return RevisionReport(current, current.number, is_unchanged=True)
    return RevisionReport(None, current.number + 1, fates_of(article, text))


def why_no_revision(by):
    """Return why a user may not take in a new version of a text, or ""."""
    try:
        _demand_permissions(by)
    except WorkflowError as refusal:
        return str(refusal)
    return ""


def _demand_permissions(by):
    demand_permission(by, "add_article")
    demand_permission(by, "change_quote")


def _normalized(text):
    try:
        return normalize(text)
    except TextError as error:
        raise WorkflowError(translated(error), code="incomplete") from None


# Writing it down


def _follow(fate, revision, *, by, at, reason):
    """Write the spans of a statement in a new revision, and its review."""
    quote = lock(fate.quote)
    before = state_of(quote)
    _write_spans(quote, revision, fate.spans, by)
    if fate.state == LOST:
        return
    quote.words = fate.words
    row = transitions.find(Decision.CHANGE, quote.status)
    if row is not None and is_voided_by(fate.quote, fate.spans):
        finish(quote, before, row, by=by, reason=reason, at=at)
        return
    row = transitions.find(Decision.REANCHOR, quote.status)
    record_decision(quote, row, by=by, at=at, reason=reason)


def _after_decisions(article, at):
    """Return a moment, but later than the last decision on any of the statements.

    Moments are whole seconds, and a settled quote is brought back by later findings.
    """
    rows = Review.objects.filter(quote__article=article, decision__in=FOUR_EYED)
    last = rows.aggregate(last=Max("at"))["last"]
    return at if last is None else max(at, last + timedelta(seconds=1))


def _write_spans(quote, revision, spans, by):
    for placed in spans:
        row = Span(
            quote=quote,
            revision=revision,
            role=placed.role,
            number=placed.number,
            state=placed.state,
            start=placed.start,
            end=placed.end,
            exact=placed.exact,
        )
        if placed.start is not None:
            there = select(revision.text, placed.start, placed.end)
            row.prefix, row.suffix = there.prefix, there.suffix
        row._history_user = by
        row.save(force_insert=True)
