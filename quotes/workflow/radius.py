"""The blast radius of an error: every place that carried it, as far as rows prove it.

A place is provable when it is linked to the quote, has its very words, or prints them in
its text. Each search ends after fifty places, and says so.
"""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from quotes.models import Article, Publication, Quote, QuoteLink, Revision
from quotes.texts import fold
from quotes.vocabulary import ErrorKind, LinkKind, SpanRole, Status, TaskKind
from quotes.workflow.carriers import bare

MOST = 50

#: What such a link leads to says the same again, so that the error goes on from there.
_COPIES = (LinkKind.REPEATS, LinkKind.REWORDS, LinkKind.TRANSLATES)
#: Fewer signs than these are found everywhere and prove nothing.
_WORDS, _TEXT = 12, 20


@dataclass(frozen=True, slots=True)
class Place:
    """One place: what it is, the row, and what the task says of it."""

    kind: TaskKind
    article: Article | None = None
    quote: Quote | None = None
    details: dict = field(default_factory=dict)


def places(correction, carried, at):
    """Return the places that carried an error, at the moment of its correction.

    carried are the publications that had it, oldest first. Reads rows, writes none.
    """
    quote = correction.quote
    linked, cut_links = _linked(quote)
    same, cut_same = _same_words(quote, carried, [other for other, _how in linked])
    others = [*linked, *((other, {"same_words": True}) for other in same)]
    printed, cut_texts = _printing(correction, carried)
    articles = _articles(quote, [other for other, _how in others], printed)
    return [
        Place(TaskKind.ARTICLE, quote.article, details={"why": "own"}),
        *_versions(quote, carried),
        *_headings(correction, carried, articles, others),
        *(
            Place(TaskKind.QUOTE, quote=other, details=how)
            for other, how in others
            if not other.is_heading
        ),
        *(
            Place(TaskKind.ARTICLE, article, details={"why": why})
            for article, why in articles
            if article != quote.article
        ),
        _export(carried, at, cut=cut_links or cut_same or cut_texts),
    ]


def _linked(quote):
    """Return ([(quote, how)], cut): linked ones, and copies of copies, nearest first."""
    found, fresh = {}, [quote.pk]
    kinds = tuple(LinkKind)
    while fresh and len(found) <= MOST:
        links = QuoteLink.objects.filter(
            Q(from_quote__in=fresh) | Q(to_quote__in=fresh), kind__in=kinds
        ).select_related("from_quote__article", "to_quote__article")
        reached = []
        for link in links.order_by("pk")[: 4 * MOST]:
            out = link.from_quote_id in fresh
            other = link.to_quote if out else link.from_quote
            if other.pk == quote.pk or other.pk in found:
                continue
            how = {"link": link.kind, "out": out}
            if fresh != [quote.pk]:
                how["through"] = True
            found[other.pk] = (other, how)
            if link.kind in _COPIES:
                reached.append(other.pk)
        fresh, kinds = reached, _COPIES
    rows = list(found.values())
    return rows[:MOST], len(rows) > MOST


def _same_words(quote, carried, known):
    """Return (quotes with the very words of the versions that had the error, cut)."""
    words = {row.words for row in carried if len(bare(row.words)) >= _WORDS}
    without = {quote.pk, *(other.pk for other in known)}
    keys = set(
        Quote.objects.filter(words__in=words)
        .exclude(pk__in=without)
        .exclude(status=Status.REJECTED)
        .values_list("pk", flat=True)[: MOST + 1]
    )
    for text in words:
        rows = Publication.objects.filter(
            is_current=True, search_text__contains=fold(text)
        ).exclude(quote__in=without)
        keys |= {
            row.quote_id
            for row in rows.only("quote", "words")[: MOST + 1]
            if bare(row.words) == bare(text)
        }
    rows = Quote.objects.filter(pk__in=keys).select_related("article").order_by("pk")
    return list(rows[:MOST]), len(keys) > MOST


def _printing(correction, carried):
    """Return (other articles whose text prints the words and the wrong mention, cut)."""
    condition = Q()
    for text in {_longest_stretch(row) for row in carried}:
        if len(text) >= _TEXT:
            condition |= Q(text__contains=text)
    if not condition:
        return [], False
    wrong = correction.wrong_attribution
    if wrong is not None and wrong.mention is not None:
        condition &= Q(text__contains=wrong.mention.exact)
    keys = (
        Revision.objects.filter(condition)
        .exclude(article=correction.quote.article_id)
        .order_by("article_id")
        .values_list("article_id", flat=True)
        .distinct()[: MOST + 1]
    )
    keys = list(keys)
    return list(Article.objects.filter(pk__in=keys[:MOST]).order_by("pk")), (
        len(keys) > MOST
    )


def _longest_stretch(publication):
    contents = [
        span["exact"]
        for span in publication.state["spans"]
        if span["role"] == SpanRole.CONTENT
    ]
    return max(contents, key=len, default="")


def _articles(quote, others, printed):
    """Return [(article, why)] without repeating one: own, of a quote, of a text."""
    found = {quote.article_id: (quote.article, "own")}
    for other in others:
        found.setdefault(other.article_id, (other.article, "quote"))
    for article in printed:
        found.setdefault(article.pk, (article, "text"))
    return list(found.values())


def _versions(quote, carried):
    """Return a place for each run of versions, with the days it was public."""
    starts = dict(quote.publications.values_list("number", "published_at"))
    runs = []
    for row in carried:
        if runs and runs[-1][-1] == row.number - 1:
            runs[-1].append(row.number)
        else:
            runs.append([row.number])
    return [
        Place(
            TaskKind.VERSION,
            quote=quote,
            details={
                "versions": run,
                "from": _day(starts[run[0]]),
                "to": _day(starts.get(run[-1] + 1)),
            },
        )
        for run in runs
    ]


def _headings(correction, carried, articles, others):
    """Return linked statements that stand as headings, and headlines with the error."""
    if correction.quote.is_heading:
        yield Place(TaskKind.HEADING, quote=correction.quote)
    yield from (
        Place(TaskKind.HEADING, quote=other, details=how)
        for other, how in others
        if other.is_heading
    )
    needles = {bare(row.words) for row in carried}
    wrong = correction.wrong_attribution
    if correction.error in (ErrorKind.MISATTRIBUTED, ErrorKind.OUR_RECORD) and wrong:
        # A name alone proves little, but a headline is read without its text.
        needles.add(bare(wrong.speaker.name if wrong.speaker else ""))
    needles = {needle for needle in needles if len(needle) >= _WORDS // 2}
    for article, _why in articles:
        if any(needle in bare(article.headline) for needle in needles):
            yield Place(
                TaskKind.HEADING, article, details={"headline": article.headline}
            )


def _export(carried, at, *, cut):
    first = carried[0].published_at if carried else at
    details = {"from": _day(first), "to": _day(at)}
    return Place(TaskKind.EXPORT, details=details | ({"cut": MOST} if cut else {}))


def _day(moment):
    """Return the day of a moment where the newsroom is, as its readers had it."""
    return timezone.localdate(moment).isoformat() if moment else ""
