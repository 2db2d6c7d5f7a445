"""The rows of a batch's pages: each quote with whom it is taken from and given to."""

from dataclasses import dataclass

from quotes import transitions
from quotes.admin.statements import who
from quotes.admin.states import names_in
from quotes.models import Correction, PublicationSpeaker, Quote, Review, Speaker
from quotes.vocabulary import SETTLED, Decision, Rank, Status
from quotes.workflow.batches import preferred_of, refusal_in_batch, why_not_undone


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One quote before the click: from whom, what is lost, and why it is left out."""

    quote: Quote
    said_by: str
    refusal: str
    moves_to: str
    is_lost: bool
    was_seen: bool

    @property
    def status_after(self):
        return Status(self.moves_to).label if self.moves_to else ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One quote of a batch: what was done with it, and what may still have to be."""

    item: object
    said_by: str
    status_before: str
    was_seen: bool
    corrections: list
    why_not_undone: str


def preview_rows(quotes, speaker, user, *, is_chosen):
    """Return a PreviewRow for each quote; nothing is refused before a choice is made.

    quotes come with article, desk_item and attributions preloaded; two queries more.
    """
    seen = _seen_by_readers(quotes)
    return [_preview(quote, speaker, user, seen, is_chosen) for quote in quotes]


def _preview(quote, speaker, user, seen, is_chosen):
    row = transitions.find(Decision.REATTRIBUTE, quote.status)
    preferred = preferred_of(quote)
    refusal = refusal_in_batch(quote, speaker, user) if is_chosen else ""
    return PreviewRow(
        quote,
        ", ".join(who(claim) for claim in preferred),
        refusal,
        moves_to=row.moves[quote.status] if row else "",
        is_lost=not refusal and quote.status in SETTLED,
        was_seen=any((quote.pk, claim.speaker_id) in seen for claim in preferred),
    )


def _seen_by_readers(quotes):
    """Return {(key of a quote, key of a speaker whom one of its publications names)}."""
    keys = [quote.pk for quote in quotes]
    rows = PublicationSpeaker.objects.filter(publication__quote__in=keys)
    return set(rows.values_list("publication__quote_id", "speaker_id"))


def rows_of(batch):
    """Return an ItemRow for each quote of a batch, in the order it was done."""
    items = list(
        batch.items.select_related(
            "quote__article", "review", "undo_review"
        ).prefetch_related("quote__article__revisions")
    )
    states = _states_before(batch)
    names = names_in(*states.values())
    seen = _seen_by_readers([item.quote for item in items])
    keys = dict(
        Speaker.objects.filter(public_id__in=names).values_list("public_id", "pk")
    )
    corrections = {}
    for row in Correction.objects.filter(
        quote__in=[item.quote_id for item in items], drafted_at__gte=batch.at
    ).order_by("pk"):
        corrections.setdefault(row.quote_id, []).append(row)
    return [
        _item_row(item, states.get(item.quote_id), names, keys, seen, corrections)
        for item in items
    ]


def _states_before(batch):
    """Return {key of a quote: its state before the batch}."""
    done = batch.items.filter(review__isnull=False).values_list(
        "quote_id", "review__number"
    )
    before = {quote: number - 1 for quote, number in done}
    rows = Review.objects.filter(
        quote__in=before, number__in=set(before.values())
    ).values_list("quote_id", "number", "state")
    return {
        quote: state for quote, number, state in rows if number == before.get(quote)
    }


def _item_row(item, state, names, keys, seen, corrections):
    said = _preferred(state) if state else []
    return ItemRow(
        item,
        ", ".join(names.get(speaker, "?") for speaker in said if speaker),
        Status(state["status"]).label if state else "",
        was_seen=any((item.quote_id, keys.get(speaker)) in seen for speaker in said),
        corrections=corrections.get(item.quote_id, []),
        why_not_undone=why_not_undone(item) if item.review_id else "",
    )


def _preferred(state):
    rows = [row for row in state["attributions"] if row["rank"] == Rank.PREFERRED]
    return [row["speaker"] for row in sorted(rows, key=lambda row: row["position"])]
