"""From a quote's reviewed state to a Publication: what readers will see.

public_state() and columns() are pure, so that check_data can hold every stored
publication against its review.
"""

from datetime import date

from django.db.models import Prefetch

from quotes.ledger import publication_digest
from quotes.models import (
    Publication,
    PublicationSource,
    PublicationSpeaker,
    PublicName,
)
from quotes.search import index_columns
from quotes.shown import shown_texts
from quotes.texts import fold
from quotes.vocabulary import Rank, Status

#: What of a settled state readers may see as it is.
_PUBLIC_KEYS = (
    "id",
    "article",
    "revision",
    "status",
    "kind",
    "polarity",
    "words",
    "language",
    "occasion",
    "is_heading",
    "said_on",
    "source",
    "corrections",
)


def public_state(state):
    """Return a review's state without what is internal.

    Left out: candidates and their mentions, reasons, who accepted. A deprecated
    attribution stays only where a published correction names it. Of a withdrawn
    quote only the id, the status and the corrections are left.
    """
    if state["status"] == Status.WITHDRAWN:
        return {key: state[key] for key in ("id", "status", "corrections")}
    wrong = {row["wrong_attribution"] for row in state["corrections"]}
    attributions = [
        {
            key: row[key]
            for key in (
                "number",
                "speaker",
                "mention",
                "rank",
                "position",
                "jointly",
                "basis",
            )
        }
        for row in state["attributions"]
        if row["rank"] == Rank.PREFERRED
        or (row["rank"] == Rank.DEPRECATED and row["number"] in wrong)
    ]
    mentions = {row["mention"] for row in attributions}
    return {
        **{key: state[key] for key in _PUBLIC_KEYS},
        "single_editor": bool(state["single_editor"]),
        "attributions": attributions,
        "spans": [
            span
            for span in state["spans"]
            if span["role"] != "mention" or span["number"] in mentions
        ],
    }


def columns(state):
    """Return the columns of a publication that follow from its public state alone."""
    withdrawn = state["status"] == Status.WITHDRAWN
    return {
        "public_id": state["id"],
        "status": state["status"],
        "is_corrected": bool(state["corrections"]),
        "is_single_editor": state.get("single_editor", False),
        "words": state.get("words", ""),
        "kind": state.get("kind", ""),
        "polarity": state.get("polarity", ""),
        "language": state.get("language", ""),
        "is_heading": state.get("is_heading", False),
        "said_on": None if withdrawn else state["said_on"]["date"],
    }


def publish(quote, review):
    """Write the next publication of a quote from a review just recorded; return it.

    The one before stops being current. Called inside the workflow's transaction.
    """
    state = public_state(review.state)
    before = quote.publications.filter(is_current=True)
    number = quote.publications.count() + 1
    before.update(is_current=False, under_review=False)
    preferred = [] if state["status"] == Status.WITHDRAWN else _preferred(quote)
    shown = shown_texts(quote, state, preferred)
    publication = Publication(
        quote=quote,
        number=number,
        review=review,
        published_at=review.at,
        decision=review.decision,
        role=review.role,
        article=quote.article,
        state=state,
        shown=shown,
        notice=shown["notices"][0]["notice"] if shown["notices"] else "",
        **columns(state),
        **_list_columns(quote, state, shown, preferred),
    )
    publication.said_on = publication.said_on and date.fromisoformat(
        publication.said_on
    )
    publication.changed_at = _seen_from(quote.article, review.at)
    for name, value in derived_columns(publication).items():
        setattr(publication, name, value)
    publication.digest = publication_digest(publication)
    publication.save(force_insert=True)
    _write_speakers_and_sources(publication, preferred, shown)
    return publication


def derived_columns(publication):
    """Return the columns that are made of a publication's others, for lists and search."""
    return {
        "sorted_on": publication.dated_on or date.min,
        **index_columns(publication),
    }


def mark_under_review(quote, at):
    """Label the current publication: the quote was changed since it was decided."""
    quote.publications.filter(is_current=True).update(
        under_review=True, changed_at=_seen_from(quote.article, at)
    )


def mark_changed(publications, at):
    """Note that readers see a difference from a moment on: of a release, or a link."""
    publications.filter(is_current=True).update(changed_at=at)


def _seen_from(article, at):
    """Return the moment from which readers see what is written at a moment."""
    return max(at, article.embargo_until or at)


def _preferred(quote):
    rows = quote.attributions.filter(rank=Rank.PREFERRED).select_related(
        "speaker__merged_into", "mention"
    )
    return list(
        rows.order_by("position").prefetch_related(
            Prefetch("speaker__names"), Prefetch("speaker__offices")
        )
    )


def _list_columns(quote, state, shown, preferred):
    """Return the columns that lists filter, sort and search by."""
    if state["status"] == Status.WITHDRAWN:
        return {}
    speakers = [row.speaker.resolved() for row in preferred if row.speaker]
    names = [speaker.name for speaker in speakers]
    other_names = [name.name for speaker in speakers for name in speaker.names.all()]
    passage = "".join(text for _role, text in shown["passage"])
    everything = (state["words"], passage, *names, *other_names, state["occasion"])
    return {
        "speaker_names": ", ".join(names)[:500],
        "speaker_search": fold(" · ".join([*names, *other_names])),
        "source_kind": shown["chain"][0]["kind"] if shown["chain"] else "",
        "dated_on": quote.said_on or quote.article.published_on,
        "search_text": fold(" ".join(everything)),
        "article_search": fold(
            f"{shown['article']['title']} · {quote.article.publisher}"
        ),
        "source_search": fold(" · ".join(step["name"] for step in shown["chain"])),
    }


def _write_speakers_and_sources(publication, preferred, shown):
    """Write the look-up rows; the speaker is the attribution's own, merged or not."""
    PublicationSpeaker.objects.bulk_create(
        PublicationSpeaker(
            publication=publication,
            speaker=row.speaker,
            position=row.position,
            sorted_on=publication.sorted_on,
        )
        for row in preferred
        if row.speaker
    )
    PublicName.objects.bulk_create(public_names(publication), ignore_conflicts=True)
    if not shown.get("chain"):
        return
    PublicationSource.objects.bulk_create(
        PublicationSource(
            publication=publication,
            source=source,
            depth=depth,
            sorted_on=publication.sorted_on,
        )
        for depth, source in enumerate(publication.quote.source.chain())
    )


def public_names(publication):
    """Return the unsaved names that a publication's speakers can be found by."""
    speakers = [row.speaker.resolved() for row in publication.speaker_rows.all()]
    return [
        PublicName(speaker=speaker, folded=folded)
        for speaker in speakers
        for folded in sorted(
            {
                fold(name)[:200]
                for name in (
                    speaker.name,
                    *(row.name for row in speaker.names.all()),
                )
            }
            - {""}
        )
    ]
