"""The statements of an article, numbered and placed in its text, as pages show them."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from quotes.admin.marked_text import Mark, marked_lines, window_around
from quotes.ledger import spans_in_force
from quotes.models import Quote, Span
from quotes.vocabulary import Rank, SpanRole


def who(row):
    """Return whom an attribution names: a speaker, else the words that are printed."""
    if row.speaker is not None:
        return str(row.speaker)
    if row.mention is not None:
        return _("“%(mention)s”, not identified") % {"mention": row.mention.exact}
    return _("not identified")


@dataclass(frozen=True, slots=True)
class Statement:
    """A quote as it is marked and listed: number in the article, and where it leads."""

    number: int
    quote: Quote
    marks: tuple[Mark, ...] = ()

    @property
    def status(self):
        return self.quote.status

    @property
    def url(self):
        return reverse("admin:quotes_quote_change", args=[self.quote.pk])

    @property
    def said_by(self):
        """Whom the attributions in force name, in order; from preloaded rows."""
        rows = [a for a in self.quote.attributions.all() if a.rank == Rank.PREFERRED]
        rows.sort(key=lambda row: row.position)
        return ", ".join(who(row) for row in rows)


def statements_of(article, revision):
    """Return (those that stand in the revision, those that do not), each in order."""
    quotes = article.quotes.order_by("pk").prefetch_related(
        "spans__revision", "attributions__speaker", "attributions__mention"
    )
    here, elsewhere = [], []
    for quote in quotes:
        spans = placed_in(quote, revision)
        contents = [s.start for s in spans if s.role == SpanRole.CONTENT]
        if contents:
            here.append((min(contents), quote, spans))
        else:
            elsewhere.append(quote)
    here.sort(key=lambda each: (each[0], each[1].pk))
    placed = [
        _statement(number, quote, spans)
        for number, (_start, quote, spans) in enumerate(here, start=1)
    ]
    return placed, [
        Statement(number, quote)
        for number, quote in enumerate(elsewhere, start=len(placed) + 1)
    ]


def statements_in(revision):
    """Return the statements that were looked for in a revision, in its order.

    Those without a place in it come last and have no marks.
    """
    quotes = Quote.objects.filter(spans__revision=revision).distinct().order_by("pk")
    quotes = quotes.prefetch_related(
        Prefetch("spans", Span.objects.filter(revision=revision), to_attr="spans_here"),
        "attributions__speaker",
        "attributions__mention",
    )
    placed, others = [], []
    for quote in quotes:
        spans = [span for span in quote.spans_here if span.start is not None]
        starts = [span.start for span in spans if span.role == SpanRole.CONTENT]
        if starts:
            placed.append((min(starts), quote.pk, quote, spans))
        else:
            others.append(quote)
    placed.sort(key=lambda each: each[:2])
    found = [
        _statement(number, quote, spans)
        for number, (_start, _key, quote, spans) in enumerate(placed, start=1)
    ]
    last = len(found)
    return found + [Statement(n, q) for n, q in enumerate(others, start=last + 1)]


def placed_in(quote, revision):
    """Return the spans in force of a quote that have a place in a revision."""
    return [
        span
        for span in spans_in_force(quote)
        if revision is not None
        and span.revision_id == revision.pk
        and span.start is not None
    ]


def lines_of_article(revision, statements):
    """Return the whole text in lines, with every statement marked."""
    if revision is None:
        return []
    marks = [mark for statement in statements for mark in statement.marks]
    return marked_lines(revision.text, marks)


def lines_around(quote):
    """Return the lines that a quote stands in and those around it, with it marked."""
    spans = [span for span in spans_in_force(quote) if span.start is not None]
    if not spans:
        return []
    text = spans[0].revision.text
    window = window_around(
        text, min(span.start for span in spans), max(span.end for span in spans)
    )
    return marked_lines(text, _statement(0, quote, spans).marks, window)


def _statement(number, quote, spans):
    """Return a statement with its marks; each mark names the statement it is of."""
    statement = Statement(number, quote)
    first = min((s.start for s in spans if s.role == SpanRole.CONTENT), default=None)
    marks = tuple(
        Mark(
            span.start,
            span.end,
            span.role,
            statement,
            begins=span.role == SpanRole.CONTENT and span.start == first,
        )
        for span in spans
    )
    return Statement(number, quote, marks)
