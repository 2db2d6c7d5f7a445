"""From a quote's reviewed state to a Publication: what readers will see.

public_state() and columns() are pure, so that check_data can hold every stored
publication against its review.
"""

from django.db.models import Prefetch

from quotes.ledger import moment, spans_in_force
from quotes.models import Publication, PublicationSource, PublicationSpeaker
from quotes.passages import Stretch, passage_of, words_of
from quotes.texts import fold
from quotes.vocabulary import Kind, Polarity, Rank, Status

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
    publication = Publication.objects.create(
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
    _write_speakers_and_sources(publication, preferred, shown)
    return publication


def mark_under_review(quote):
    """Label the current publication: the quote was changed since it was decided."""
    quote.publications.filter(is_current=True).update(under_review=True)


def shown_texts(quote, state, preferred):
    """Return the display texts of a publication, frozen with it.

    Names, offices and chains are taken as they stand now; `parts` is the statement
    as pages set it, `passage` the statement as the text reports it.
    """
    notices = [
        {
            "id": row.public_id,
            "class": row.correction_class,
            "error": row.error,
            "severity": row.severity,
            "notice": row.notice,
            "language": row.language,
            "shown": row.shown,
            "right": row.right,
            "published_at": moment(row.published_at),
        }
        for row in quote.corrections.filter(published_at__isnull=False).order_by(
            "-published_at", "-pk"
        )
    ]
    if state["status"] == Status.WITHDRAWN:
        return {"notices": notices}
    spans = spans_in_force(quote)
    mentions = {row["mention"] for row in state["attributions"] if row["position"]}
    parts, passage = _parts(quote, spans, mentions)
    day, day_is = day_of(quote)
    return {
        "parts": parts,
        "passage": passage,
        "is_passage": is_shown_as_passage(quote),
        "mention": " · ".join(
            row.mention.exact for row in preferred if row.mention is not None
        ),
        "cue": " · ".join(span.exact for span in spans if span.role == "cue"),
        "speakers": [_speaker(row, quote, day) for row in preferred if row.speaker],
        "wrong": _wrong(quote, state),
        "day": {"date": day and day.isoformat(), "is": day_is},
        "article": _article(quote.article),
        "chain": [_source(step) for step in quote.source.chain()]
        if quote.source
        else [],
        "notices": notices,
    }


def is_shown_as_passage(quote):
    """Reported speech is shown with cue and mention, never as bare content."""
    return quote.kind == Kind.INDIRECT or quote.polarity != Polarity.ASSERTED


def day_of(quote):
    """Return (day, what it is) for offices: said on, else the day of publication."""
    if quote.said_on is not None and quote.said_on_precision == "day":
        return quote.said_on, "said_on"
    if quote.article.published_on is not None:
        return quote.article.published_on, "published_on"
    return None, ""


def _preferred(quote):
    rows = quote.attributions.filter(rank=Rank.PREFERRED).select_related(
        "speaker__merged_into", "mention"
    )
    return list(
        rows.order_by("position").prefetch_related(
            Prefetch("speaker__names"), Prefetch("speaker__offices")
        )
    )


def _parts(quote, spans, mentions):
    text = spans[0].revision.text
    stretches = [
        Stretch(span.role, span.start, span.end)
        for span in spans
        if span.start is not None
        and (span.role != "mention" or span.number in mentions)
    ]
    passage = [[part.role, part.text] for part in passage_of(text, stretches)]
    if is_shown_as_passage(quote):
        return passage, passage
    return [[part.role, part.text] for part in words_of(text, stretches)], passage


def _speaker(row, quote, day):
    speaker = row.speaker.resolved()
    office = next(
        (
            office
            for office in speaker.offices.all()
            if office.was_held(day, quote.article_id)
        ),
        None,
    )
    return {
        "id": speaker.public_id,
        "kind": speaker.kind,
        "name": speaker.name,
        "description": speaker.description,
        "names": {
            name.language: name.name for name in speaker.names.all() if name.is_display
        },
        "office": office
        and {
            "title": office.title,
            "organization": office.organization,
            "language": office.language,
        },
    }


def _wrong(quote, state):
    """Return what published corrections say was shown wrongly, as texts."""
    numbers = [row["number"] for row in state["attributions"] if not row["position"]]
    rows = quote.attributions.filter(number__in=numbers).select_related(
        "speaker", "mention"
    )
    return [
        {
            "speaker": row.speaker and row.speaker.name,
            "mention": row.mention.exact if row.mention else "",
        }
        for row in rows.order_by("number")
    ]


def _article(article):
    return {
        "id": article.public_id,
        "title": article.title,
        "headline": article.headline,
        "publisher": article.publisher,
        "byline": article.byline,
        "dateline": article.dateline,
        "language": article.language,
        "url": article.url,
        "published_on": article.published_on and article.published_on.isoformat(),
        "published_on_known": article.published_on_known,
    }


def _source(source):
    return {
        "id": source.public_id,
        "kind": source.kind,
        "name": source.name,
        "language": source.language,
        "publisher": source.publisher,
        "dated_on": source.dated_on and source.dated_on.isoformat(),
        "url": source.url,
        "archived_url": source.archived_url,
    }


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
    }


def _write_speakers_and_sources(publication, preferred, shown):
    """Write the look-up rows; the speaker is the attribution's own, merged or not."""
    PublicationSpeaker.objects.bulk_create(
        PublicationSpeaker(
            publication=publication, speaker=row.speaker, position=row.position
        )
        for row in preferred
        if row.speaker
    )
    if not shown.get("chain"):
        return
    PublicationSource.objects.bulk_create(
        PublicationSource(publication=publication, source=source, depth=depth)
        for depth, source in enumerate(publication.quote.source.chain())
    )
