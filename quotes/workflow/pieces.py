"""The rows that make up a quote: spans and attributions, written piece by piece.

Used inside the transactions of quotes.workflow.changes; nothing here records a review.
"""

from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from quotes.ledger import spans_in_force
from quotes.models import Attribution, Span
from quotes.texts import ELISION, TextError, select
from quotes.vocabulary import Basis, Rank, SpanRole
from quotes.workflow.errors import WorkflowError, translated


@dataclass(frozen=True, slots=True)
class SpanAt:
    """Where a span shall stand: role, number in that role, positions in code points."""

    role: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """Who said it, by one account: a speaker, None where it is not known.

    mention is the number of a mention span that the quote has; place is (start, end)
    of one that it has not yet, and that is written with the claim.
    """

    speaker: object = None
    mention: int | None = None
    place: tuple[int, int] | None = None
    basis: str = Basis.EDITOR


def revision_in_force(quote):
    """Return the newest revision that has a quote's words, else its article's newest."""
    spans = spans_in_force(quote)
    return spans[0].revision if spans else quote.article.current_revision


def words_at(text, spans):
    """Return the words of a quote: its content spans in order, joined by “ […] ”."""
    contents = sorted(
        (span for span in spans if span.role == SpanRole.CONTENT),
        key=lambda span: span.number,
    )
    if not contents:
        raise WorkflowError(
            _("A statement needs at least one content span."), code="incomplete"
        )
    return ELISION.join(select_at(text, span).exact for span in contents)


def select_at(text, span):
    """Return the Selector of a SpanAt; raise WorkflowError (bad_span) outside the text."""
    try:
        return select(text, span.start, span.end)
    except TextError as error:
        raise WorkflowError(
            _("%(span)s: %(why)s"),
            code="bad_span",
            params={
                "span": f"{SpanRole(span.role).label} {span.number}",
                "why": translated(error),
            },
        ) from None


def write_spans(quote, revision, spans, by):
    """Make the stored spans of a revision the given ones; unchanged rows stay."""
    demand_fit(spans)
    old = {
        (span.role, span.number): span for span in quote.spans.filter(revision=revision)
    }
    for wanted in spans:
        place = select_at(revision.text, wanted)
        row = old.pop((wanted.role, wanted.number), None) or Span(
            quote=quote, revision=revision, role=wanted.role, number=wanted.number
        )
        if row.pk and (row.start, row.end) == (place.start, place.end):
            continue
        _demand_not_evidence(row)
        for name in ("start", "end", "exact", "prefix", "suffix"):
            setattr(row, name, getattr(place, name))
        row.state = "exact"
        row._history_user = by
        row.save()
    named = _named_mentions(quote)
    for row in old.values():
        if row.role == SpanRole.MENTION and row.number in named:
            if row.start is None:
                continue  # it says that the text does not have it any more
            raise WorkflowError(
                _(
                    "mention %(number)d cannot go: an attribution names it. Change its "
                    "place instead."
                ),
                code="bad_span",
                params={"number": row.number},
            )
        row._history_user = by
        row.delete()


def _named_mentions(quote, **rank):
    """Return the numbers of the mentions that attributions name, in any revision."""
    rows = quote.attributions.filter(mention__isnull=False, **rank)
    return set(rows.values_list("mention__number", flat=True))


def _demand_not_evidence(span):
    """Refuse to move the mention of a deprecated attribution: it shows the error."""
    if span.pk is None or span.role != SpanRole.MENTION:
        return
    if span.number in _named_mentions(span.quote, rank=Rank.DEPRECATED):
        raise WorkflowError(
            _(
                "mention %(number)d stays where it is: it is what a deprecated "
                "attribution rested on. Add another mention instead."
            ),
            code="bad_span",
            params={"number": span.number},
        )


def demand_fit(spans):
    """Refuse two spans of one role and number, and quoted words outside the content."""
    if len({(span.role, span.number) for span in spans}) < len(spans):
        raise WorkflowError(
            _("Two spans of one role have one number."), code="bad_span"
        )
    contents = [span for span in spans if span.role == SpanRole.CONTENT]
    for span in spans:
        if span.role == SpanRole.QUOTED and not any(
            content.start <= span.start and span.end <= content.end
            for content in contents
        ):
            raise WorkflowError(
                _("quoted %(number)d stands outside the content."),
                code="bad_span",
                params={"number": span.number},
            )


def demand_claims(claims, *, proposed=False):
    """Refuse claims that name one speaker twice, or a proposal as somebody's decision."""
    speakers = [claim.speaker.resolved() for claim in claims if claim.speaker]
    if len({speaker.pk for speaker in speakers}) < len(speakers):
        raise WorkflowError(
            _("The same speaker is named twice; jointly takes two."), code="incomplete"
        )
    if not proposed and any(claim.basis == Basis.PROPOSED for claim in claims):
        raise WorkflowError(
            _("What is proposed is accepted first; it is nobody’s decision yet."),
            code="not_allowed",
        )


def demand_difference(now, asked):
    """Refuse (incomplete) to attribute a quote as it is attributed already.

    Both are (speaker or None, number of the mention) in order; a speaker that was
    merged is the one it was merged into.
    """

    def resolved(rows):
        return [(speaker and speaker.resolved().pk, number) for speaker, number in rows]

    if resolved(now) == resolved(asked):
        raise WorkflowError(
            _("The quote is attributed so already; nothing was changed."),
            code="incomplete",
        )


def attribute(quote, number, claim, *, by, position, jointly=False, reason=""):
    """Write one attribution of a quote; position 0 makes it a candidate."""
    row = Attribution(
        quote=quote,
        number=number,
        speaker=claim.speaker,
        mention=_mention(quote, claim, by),
        rank=Rank.PREFERRED if position else Rank.NORMAL,
        position=position,
        jointly=jointly,
        basis=claim.basis,
        reason=reason,
    )
    row._history_user = by
    row.save()


def _mention(quote, claim, by):
    """Return the mention span of a claim; write it where the claim brings a place."""
    mentions = quote.spans.filter(role=SpanRole.MENTION)
    if claim.place is not None:
        return _new_mention(quote, mentions, claim.place, by)
    if claim.mention is None:
        return None
    here = mentions.filter(revision=revision_in_force(quote))
    found = here.filter(number=claim.mention).first()
    if found is None:
        raise no_such_mention(claim.mention)
    return found


def no_such_mention(number):
    """Return the refusal of a claim that names a mention which is not there."""
    return WorkflowError(
        _("There is no mention %(number)d in this quote."),
        code="bad_span",
        params={"number": number},
    )


def mention_number(quote, claim):
    """Return the number of the mention span that a claim names, 0 for a new one."""
    if claim.place is None:
        return claim.mention
    mentions = quote.spans.filter(role=SpanRole.MENTION)
    there = _mention_at(mentions, revision_in_force(quote), claim.place)
    return there.number if there else 0


def _mention_at(mentions, revision, place):
    return mentions.filter(revision=revision, start=place[0], end=place[1]).first()


def _new_mention(quote, mentions, place, by):
    revision = revision_in_force(quote)
    there = _mention_at(mentions, revision, place)
    if there is not None:
        return there
    number = (mentions.aggregate(last=Max("number"))["last"] or 0) + 1
    wanted = SpanAt(SpanRole.MENTION, number, *place)
    found = select_at(revision.text, wanted)
    row = Span(
        quote=quote,
        revision=revision,
        role=SpanRole.MENTION,
        number=number,
        start=found.start,
        end=found.end,
        exact=found.exact,
        prefix=found.prefix,
        suffix=found.suffix,
    )
    row._history_user = by
    row.save()
    return row
