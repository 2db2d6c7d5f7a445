"""The display texts of a publication: what pages print, frozen when it is written.

Names, offices and chains are taken as they stand at that moment, so that a public
page needs no join and an old version goes on saying what it said.
"""

from quotes.ledger import moment, spans_in_force
from quotes.passages import Stretch, passage_of, words_of
from quotes.standing import mention_of
from quotes.transitions import FOUR_EYED
from quotes.vocabulary import Kind, Polarity, Status


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
            mention_of(row, spans).exact for row in preferred if row.mention is not None
        ),
        "cue": " · ".join(span.exact for span in spans if span.role == "cue"),
        "speakers": [_speaker(row, quote, day) for row in preferred if row.speaker],
        "wrong": _wrong(quote, state),
        "day": {"date": day and day.isoformat(), "is": day_is},
        "article": _article(quote.article),
        "chain": [_source(step) for step in quote.source.chain()]
        if quote.source
        else [],
        "evidence": _evidence(quote),
        "notices": notices,
    }


def _evidence(quote):
    """Return the evidence of the last decision on a quote, unless it is internal."""
    review = quote.reviews.filter(decision__in=FOUR_EYED).order_by("-number").first()
    if review is None or review.evidence_is_internal:
        return ""
    return review.evidence


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
            and _may_be_shown(office, quote.article_id)
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


def _may_be_shown(office, article_id):
    """Tell whether readers of an article may be told of an office: never one that is
    known from a piece that they may not read.
    """
    elsewhere = office.printed_in_id not in (None, article_id)
    return not elsewhere or office.printed_in.is_public()


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
