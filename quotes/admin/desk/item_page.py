"""What the desk shows of one statement, read with a fixed number of queries."""

from dataclasses import dataclass, field

from django.db.models import (
    DateField,
    Exists,
    FilteredRelation,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
    Value,
)
from django.db.models.functions import Cast

from quotes.admin.desk.findings import explain
from quotes.admin.desk.item_history import REVIEWS, against_public, steps_of
from quotes.admin.desk.item_text import (
    FORMER,
    NAME,
    OTHER,
    Stretch,
    line_numbers,
    lines_of,
    occurrences,
)
from quotes.admin.desk.speakers import speaker_label, told_apart
from quotes.admin.intake.words import proposals_of
from quotes.ledger import spans_in_force
from quotes.models import (
    Attribution,
    DeskKeys,
    Office,
    Quote,
    Review,
    Span,
    SpeakerName,
)
from quotes.standing import mention_of
from quotes.transitions import CHANGING, FOUR_EYED
from quotes.vocabulary import Rank, SpanRole, Status
from quotes.workflow.chain import has_merged

#: Jump links for one candidate; a text names its main person far more often.
JUMPS = 8


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody whom an attribution names, and where the text names them before."""

    row: object
    speaker: object
    label: str
    jumps: list = field(default_factory=list)


def load(public_id, user):
    """Return the quote with all that its page needs, or raise Quote.DoesNotExist.

    With is_changed_by_me, my_keys (DeskKeys.keys), current (its publication or None),
    my_names and my_offices (by key, of the speakers that attributions name).
    """
    settled = Review.objects.filter(
        quote=OuterRef("quote"),
        number__gte=OuterRef("number"),
        decision__in=FOUR_EYED,
        state__single_editor="",
    )
    mine = Review.objects.filter(
        quote=OuterRef("pk"), by=user, decision__in=CHANGING
    ).exclude(Exists(settled))
    spans = Span.objects.select_related("revision")
    rows = Attribution.objects.select_related("speaker__merged_into", "mention")
    keys = DeskKeys.objects.filter(owner=user.pk).values("keys")
    quote = (
        Quote.objects.annotate(
            current=FilteredRelation(
                "publications", condition=Q(publications__is_current=True)
            ),
            is_in_my_reviews=Exists(mine),
            my_keys=Subquery(keys),
        )
        .select_related(
            *("article", "source__relays__relays__relays", "current"),
            *("changed_by", "decided_by", "desk_item__claimed_by"),
        )
        .prefetch_related(Prefetch("spans", spans), Prefetch("attributions", rows))
        .get(public_id=public_id)
    )
    # Django leaves the attribute off where there is no such publication.
    quote.current = getattr(quote, "current", None)
    quote.is_changed_by_me = (
        quote.is_in_my_reviews or quote.changed_by_id == user.pk
    ) or (_is_read_through_a_merge(quote) and has_merged(quote, user))
    quote.my_names, quote.my_offices = _names_and_offices(
        {row.speaker.resolved().pk for row in quote.attributions.all() if row.speaker}
    )
    return quote


def _is_read_through_a_merge(quote):
    return any(
        row.rank == Rank.PREFERRED and row.speaker and row.speaker.merged_into_id
        for row in quote.attributions.all()
    )


def item_of(quote):
    """Return a quote's row of the desk, or None where it needs nobody."""
    return getattr(quote, "desk_item", None)


def revision_of(quote):
    """Return the revision that a quote's spans stand in, else its article's newest."""
    spans = spans_in_force(quote)
    return spans[0].revision if spans else quote.article.current_revision


def speaker_labels(quote):
    """Return whom attributions name, by key, each told apart by the office of that day."""
    rows = [row for row in quote.attributions.all() if row.speaker_id is not None]
    speakers = {row.speaker.resolved().pk: row.speaker.resolved() for row in rows}
    return dict(
        told_apart(
            [
                (one, speaker_label(one, quote, offices=quote.my_offices.get(key, ())))
                for key, one in speakers.items()
            ]
        )
    )


def context(quote, findings):
    """Return what the template shows of a quote of load()."""
    attributions = sorted(
        quote.attributions.all(),
        key=lambda row: (_ORDER[row.rank], row.position, row.number),
    )
    preferred = [row for row in attributions if row.rank == Rank.PREFERRED]
    revision = revision_of(quote)
    spans = [span for span in spans_in_force(quote) if span.start is not None]
    contents = [span.start for span in spans if span.role == SpanRole.CONTENT]
    mentions = _mentions(spans_in_force(quote), preferred)
    candidates = _candidates(quote, attributions, revision, min(contents, default=0))
    steps = steps_of(quote, attributions)
    publication = quote.current
    return {
        "quote": quote,
        "item": item_of(quote),
        "attributions": attributions,
        "mentions": mentions,
        "candidates": candidates,
        "lines": _lines(quote, revision, spans, mentions, candidates),
        "publication": publication,
        "differences": against_public(quote, attributions, steps),
        "steps": steps[:REVIEWS],
        "has_more_reviews": len(steps) > REVIEWS,
        "findings": [(row, *explain(row)) for row in findings],
        "chain": quote.source.chain() if quote.source else [],
        "proposals": proposals_of(quote) if quote.status == Status.PROPOSED else [],
    }


_ORDER = {Rank.PREFERRED: 0, Rank.NORMAL: 1, Rank.DEPRECATED: 2}


def _mentions(spans, preferred):
    """Return how the one who said it is printed; where nobody is said, every mention."""
    if preferred:
        return [mention_of(row, spans) for row in preferred if row.mention is not None]
    return [span for span in spans if span.role == SpanRole.MENTION]


def _lines(quote, revision, spans, mentions, candidates):
    """Return the text in lines; a mention that no attribution in force names is former."""
    if revision is None:
        return []
    named_now = {span.pk for span in mentions}
    former = {
        span.pk
        for span in spans
        if span.role == SpanRole.MENTION and span.pk not in named_now
    }
    others = (
        Span.objects.filter(
            revision=revision, role=SpanRole.CONTENT, start__isnull=False
        )
        .exclude(quote=quote)
        .order_by("start")
        .values_list("start", "end", "quote__public_id")
    )
    stretches = [
        Stretch(span.start, span.end, FORMER if span.pk in former else span.role)
        for span in spans
    ]
    numbers = {}
    for start, end, public_id in others:
        number = numbers.setdefault(public_id, len(numbers) + 1)
        stretches.append(Stretch(start, end, OTHER, public_id, number))
    named = {place for each in candidates for place in each.jumps}
    stretches += [Stretch(start, end, NAME) for start, end, _line in sorted(named)]
    return lines_of(revision.text, stretches)


def _candidates(quote, attributions, revision, before):
    """Return whom attributions name, with office on the day and earlier mentions."""
    rows = [row for row in attributions if row.speaker_id is not None]
    speakers = {row.speaker_id: row.speaker.resolved() for row in rows}
    labels = speaker_labels(quote)
    found = []
    for row in rows:
        speaker = speakers[row.speaker_id]
        jumps = []
        if revision is not None and row.rank != Rank.DEPRECATED:
            own = quote.my_names.get(speaker.pk, ())
            known = [speaker.name, _family_name(speaker), *own]
            places = occurrences(revision.text[:before], known)
            lines = line_numbers(revision.text, [start for start, _end in places])
            jumps = [
                (start, end, line)
                for (start, end), (_start, line) in zip(places, lines, strict=True)
            ][-JUMPS:]
        found.append(Candidate(row, speaker, labels[speaker.pk], jumps))
    return found


def _family_name(speaker):
    """Return “Cancian” of “Cancian, Mark”; a name of one word stands for itself."""
    return speaker.sort_name.split(",")[0] if "," in speaker.sort_name else ""


def _names_and_offices(keys):
    """Return ({speaker: [names]}, {speaker: [offices]}) in one query."""
    if not keys:
        return {}, {}
    nothing = Cast(Value(None), DateField())
    names = SpeakerName.objects.filter(speaker__in=keys).values_list(
        "speaker_id", Value("name"), "name", Value(""), nothing, nothing, Value(0)
    )
    offices = Office.objects.filter(speaker__in=keys).values_list(
        *("speaker_id", Value("office"), "title", "organization"),
        *("held_from", "held_to", "printed_in_id"),
    )
    found = {}, {}
    for key, what, *columns in names.order_by().union(offices.order_by(), all=True):
        if what == "name":
            found[0].setdefault(key, []).append(columns[0])
            continue
        title, organization, held_from, held_to, printed_in = columns
        found[1].setdefault(key, []).append(
            Office(
                title=title,
                organization=organization,
                held_from=held_from,
                held_to=held_to,
                printed_in_id=printed_in,
            )
        )
    for offices in found[1].values():
        offices.sort(key=lambda each: (str(each.held_from or ""), str(each)))
    return found
