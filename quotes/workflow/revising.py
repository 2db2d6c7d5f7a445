"""A new version of an article's text: every statement is looked for in it anew.

What stands there with the same words keeps its status, and what was public is published
anew at its new place. Other words, another mention or cue, or two places equally good
void what was decided. What the new text has not stays on record where it was printed
last; where readers see it, the checks ask whether it was a silent correction (R001).
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from quotes import transitions
from quotes.anchoring import (
    AMBIGUOUS,
    LOST,
    REWORDED,
    Anchoring,
    OldSpan,
    Placed,
    summary,
    unplaced,
)
from quotes.ledger import spans_in_force
from quotes.models import Article, Quote, Revision, Span
from quotes.texts import ELISION, TextError, normalize, select, sha256
from quotes.vocabulary import Decision, Rank, SpanRole, Status
from quotes.workflow.changes import finish, state_of
from quotes.workflow.checking import SHOWN
from quotes.workflow.errors import WorkflowError, translated
from quotes.workflow.findings import refresh_article
from quotes.workflow.records import (
    demand_permission,
    lock,
    lock_all,
    now_in_whole_seconds,
    record_decision,
)

#: Of these nobody is asked to look at other words: they are not placed on a guess.
_NOT_REWORDED = (Status.REJECTED, Status.WITHDRAWN)


@dataclass(frozen=True, slots=True)
class Fate:
    """What a new text does to one statement.

    quote is as it stood before; spans are in the order of its spans in force. state is
    an Anchor value for the whole: lost where no content is left. status_before and
    status are those before and after; asks: readers see it and the text has it no more.
    """

    quote: Quote
    spans: tuple[Placed, ...]
    state: str
    words_before: str
    words: str
    status_before: str
    status: str
    asks: bool

    @property
    def is_voided(self):
        """Tell whether what was decided on it does not hold any more."""
        return self.status != self.status_before


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
    fates = _fates(article, text)
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
    refresh_article(article.pk, at=at)
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
    return RevisionReport(None, current.number + 1, _fates(article, text))


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


# What becomes of each statement


def _fates(article, text):
    """Return the Fate of every quote of an article in a text, in the old text's order."""
    quotes = Quote.objects.with_state().filter(article=article).order_by("pk")
    # Each from the text it was printed in last: what was lost may be back.
    versions = {}
    fates = []
    for quote in quotes:
        spans = spans_in_force(quote)
        if not spans:
            continue
        base = spans[0].revision
        if base.pk not in versions:
            versions[base.pk] = Anchoring(base.text, text)
        placed = versions[base.pk].place([_as_old(span) for span in spans])
        first = min((span.start for span in spans if span.start is not None), default=0)
        fates.append((base.number, first, _fate(quote, spans, placed)))
    fates.sort(key=lambda each: (-each[0], each[1], each[2].quote.pk))
    return tuple(fate for _number, _first, fate in fates)


def _as_old(span):
    return OldSpan(
        span.role,
        span.number,
        span.start,
        span.end,
        span.exact,
        span.prefix,
        span.suffix,
    )


def _fate(quote, spans, placed):
    evidence = _evidence(quote)
    placed = tuple(
        unplaced(_as_old(span), LOST)
        if each.state == REWORDED
        and (
            quote.status in _NOT_REWORDED
            or (each.role == SpanRole.MENTION and each.number in evidence)
        )
        else each
        for span, each in zip(spans, placed, strict=True)
    )
    state = summary(placed)
    status = quote.status
    if state != LOST and _is_voided(quote, placed):
        row = transitions.find(Decision.CHANGE, status)
        status = row.moves[status] if row else status
    contents = [each.exact for each in placed if each.role == SpanRole.CONTENT]
    return Fate(
        quote=quote,
        spans=placed,
        state=state,
        words_before=quote.words,
        words=quote.words if state == LOST else ELISION.join(contents),
        status_before=quote.status,
        status=status,
        asks=state == LOST and quote.status in SHOWN,
    )


def _evidence(quote):
    """Return the numbers of the mentions that deprecated attributions rest on."""
    return {
        row.mention.number
        for row in quote.attributions.all()
        if row.rank == Rank.DEPRECATED and row.mention is not None
    }


def _is_voided(quote, placed):
    """Tell whether what was verified of a quote is said otherwise in its new place.

    A mention that no preferred attribution names was never part of it.
    """
    named = {
        row.mention.number
        for row in quote.attributions.all()
        if row.rank == Rank.PREFERRED and row.mention is not None
    }
    return any(
        each.state not in ("exact", "moved")
        for each in placed
        if each.role != SpanRole.MENTION or each.number in named
    )


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
    if row is not None and _is_voided(fate.quote, fate.spans):
        finish(quote, before, row, by=by, reason=reason, at=at)
        return
    row = transitions.find(Decision.REANCHOR, quote.status)
    record_decision(quote, row, by=by, at=at, reason=reason)


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
