"""What the page of the queue shows: its rows, its chips, and what an editor keeps."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from quotes.admin.desk import findings
from quotes.admin.desk.counts import (
    LimitedCount,
    counted,
    limit_of_a_chip,
    shown_count,
)
from quotes.admin.desk.filters import SEVERITIES, changed_by
from quotes.admin.desk.keys import with_defaults
from quotes.admin.statements import who
from quotes.admin.titles import lead_of, title_of
from quotes.models import Attribution, DeskItem, Finding
from quotes.vocabulary import Basis, Rank, Severity, Status
from quotes.workflow import MOST_FILTERS

#: Signs of a statement's words that a row shows.
WORDS = 120

#: A severity is told by word and sign, never by color alone.
SIGNS = {3: "!!!", 2: "!!", 1: "!", 0: "·"}
SEVERITY_WORDS = {
    **{weight: Severity(word).label for word, weight in SEVERITIES.items() if weight},
    0: pgettext_lazy("severity", "none"),
}

#: Filters with their values, in the order of the page; those of findings follow.
FACETS = {
    "whose": (
        gettext_lazy("Whose"),
        {
            "free": gettext_lazy("Mine to decide"),
            "mine": gettext_lazy("I am on it"),
            "others": gettext_lazy("Others are on it"),
            "blocked": gettext_lazy("Blocked: I changed it"),
        },
    ),
    "needs": (
        gettext_lazy("Needs"),
        {
            "corrections": gettext_lazy("Correction to publish"),
            "reports": gettext_lazy("Reader’s report to answer"),
        },
    ),
    "severity": (
        gettext_lazy("Severity"),
        {word: SEVERITY_WORDS[weight] for word, weight in SEVERITIES.items()},
    ),
    "status": (gettext_lazy("Status"), dict(Status.choices)),
}


@dataclass(frozen=True, slots=True)
class Chip:
    """A value of a filter as a link: query is where it leads, itself off if active."""

    label: str
    count: str
    query: str
    is_active: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A statement as the queue shows it.

    findings holds (row, label, sentence), speakers (name, query, is it known who);
    a query leads to the queue of that speaker or article, "" where we are in it.
    """

    item: DeskItem
    title: str
    findings: list
    printed: list
    speakers: list
    article_query: str
    claimant: object
    is_mine: bool

    @property
    def quote(self):
        return self.item.quote

    @property
    def words(self):
        return Truncator(self.quote.words).chars(WORDS)

    @property
    def severity(self):
        """(weight, sign, word)"""
        weight = self.item.severity
        return weight, SIGNS[weight], SEVERITY_WORDS[weight]


def rows_of(queue, after):
    """Return (rows, cursor of the next page) of a queue. Three queries."""
    # Of a proposal what it proposes: nothing is preferred before somebody accepts it.
    proposed = Q(rank=Rank.NORMAL, basis=Basis.PROPOSED, quote__status=Status.PROPOSED)
    preferred = Attribution.objects.filter(Q(rank=Rank.PREFERRED) | proposed)
    preferred = preferred.order_by("position", "number")
    preferred = preferred.select_related("speaker__merged_into__merged_into", "mention")
    items = (
        queue.items()
        .select_related("quote__changed_by", "article", "claimed_by")
        .annotate(
            is_blocked=changed_by(queue.user),
            lead=lead_of("article"),
        )
        .prefetch_related(
            Prefetch("quote__attributions", preferred, to_attr="preferred"),
            Prefetch(
                "quote__findings", Finding.objects.open(), to_attr="open_findings"
            ),
        )
    )
    page = queue.page(after, rows=items)
    return [_row(item, queue) for item in page.items], page.after


def _row(item, queue):
    quote, claimant = item.quote, item.claimant(queue.at)
    return Row(
        item=item,
        title=title_of(item.article, item.lead),
        findings=[(row, *findings.explain(row)) for row in quote.open_findings],
        printed=[row.mention.exact for row in quote.preferred if row.mention],
        speakers=[_speaker(row, queue) for row in quote.preferred],
        article_query=_only(queue, "article", item.article),
        claimant=claimant,
        is_mine=claimant is not None and claimant.pk == queue.user.pk,
    )


def _speaker(row, queue):
    if row.speaker is None:
        return who(row), "", False
    speaker = row.speaker.resolved()
    return str(speaker), _only(queue, "speaker", speaker), True


def _only(queue, name, thing):
    if queue.chosen.get(name) == thing.public_id:
        return ""
    return queue.with_filter(name, thing.public_id)


def beside(queue, rows):
    """Return what stands above the rows: chips, own filters, keys, count. One query."""
    piece = rows[0].title if rows else queue.article
    facets = {**FACETS, "finding": (_("Finding"), _rules())}
    most = limit_of_a_chip()
    asked = {
        (name, value): LimitedCount(queue.rows_if(name, value), most)
        for name, (_label, values) in facets.items()
        for value in values
    }
    own, counts = counted(
        queue.user,
        {**asked, "shown": LimitedCount(queue.rows())},
        *("saved_filters__name", "saved_filters__pk", "saved_filters__query"),
        "desk_keys__keys",
    )
    return {
        # Of a count that took too long, what a plural needs.
        "size": len(rows) if counts["shown"] is None else counts["shown"],
        "count": shown_count(counts["shown"]) or _("Many"),
        "facets": [
            (label, chips)
            for name, (label, values) in facets.items()
            if (chips := list(_chips(queue, name, values, counts)))
        ],
        "active": list(_active(queue, facets, piece)),
        "saved": [
            {
                "name": row["saved_filters__name"],
                "pk": row["saved_filters__pk"],
                "query": row["saved_filters__query"],
                "is_here": row["saved_filters__query"] == queue.query,
            }
            for row in own
            if row["saved_filters__pk"] is not None
        ],
        "can_save": len(own) < MOST_FILTERS
        and all(row["saved_filters__query"] != queue.query for row in own),
        "keys": with_defaults(own[0]["desk_keys__keys"]),
    }


def _rules():
    """Return {rule: its id and label} of every rule there is."""
    return {name: f"{name} {label}" for name, label in findings.rule_labels().items()}


def _chips(queue, name, values, counts):
    """Yield a chip for each value that leads somewhere; whose always does."""
    for value, label in values.items():
        is_active = queue.chosen.get(name) == value
        count = counts[name, value]
        if count != 0 or is_active or name == "whose":
            query = queue.with_filter(name, None if is_active else value)
            yield Chip(label, shown_count(count, limit_of_a_chip()), query, is_active)


def _active(queue, facets, piece):
    """Yield (filter, value, query without it) of the filters that are set."""
    named = {"article": piece, "speaker": queue.speaker}
    labels = {"article": _("Article"), "speaker": _("Speaker")}
    for name, value in queue.chosen.items():
        if name in named:
            label, shown = labels[name], Truncator(str(named[name])).chars(60)
        else:
            label, values = facets[name]
            shown = values.get(value, value)
        yield label, shown, queue.with_filter(name, None)
