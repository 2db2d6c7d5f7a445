"""The two JSON columns of a publication, as the workflow writes them.

tests/benchmarks/test_corpus.py compares their shape with what the workflow made.
"""

from quotes.passages import Stretch, passage_of, words_of
from quotes.texts import select


def state_of(quote, revision, spans, speakers):
    """Return the public state of an unsaved quote; speakers may be empty.

    spans are [(role, start, end)] in code points of the revision's text, one of a role.
    """
    if quote.status == "withdrawn":
        return {"id": quote.public_id, "status": quote.status, "corrections": []}
    return {
        "id": quote.public_id,
        "article": revision.article.public_id,
        "revision": {"number": revision.number, "sha256": revision.sha256},
        "status": quote.status,
        "kind": quote.kind,
        "polarity": quote.polarity,
        "words": quote.words,
        "language": quote.language,
        "occasion": quote.occasion,
        "is_heading": quote.is_heading,
        "said_on": {
            "date": quote.said_on and quote.said_on.isoformat(),
            "precision": quote.said_on_precision,
            "printed": quote.said_on_printed,
            "known": quote.said_on_known,
        },
        "source": quote.source and quote.source.public_id,
        "corrections": [],
        "single_editor": False,
        "attributions": [
            {
                "number": number,
                "speaker": speaker and speaker.public_id,
                "mention": 1,
                "rank": "preferred",
                "position": number,
                "jointly": len(speakers) > 1,
                "basis": "printed",
            }
            for number, speaker in enumerate(speakers or [None], start=1)
        ],
        "spans": [_span(revision.text, *span) for span in spans],
    }


def _span(text, role, start, end):
    place = select(text, start, end)
    return {
        "role": role,
        "number": 1,
        "start": place.start,
        "end": place.end,
        "exact": place.exact,
        "prefix": place.prefix,
        "suffix": place.suffix,
        "state": "exact",
    }


def shown_of(quote, revision, spans, speakers, chain):
    """Return the display texts; speakers are [(speaker, their office or None)]."""
    if quote.status == "withdrawn":
        return {"notices": []}
    text, article = revision.text, revision.article
    stretches = [Stretch(*span) for span in spans]
    passage = [[part.role, part.text] for part in passage_of(text, stretches)]
    words = [[part.role, part.text] for part in words_of(text, stretches)]
    is_passage = quote.kind == "indirect" or quote.polarity != "asserted"
    exact = {role: text[start:end] for role, start, end in spans}
    day = quote.said_on or article.published_on
    return {
        "parts": passage if is_passage else words,
        "passage": passage,
        "is_passage": is_passage,
        "mention": exact["mention"],
        "cue": exact["cue"],
        "speakers": [_speaker(*each) for each in speakers],
        "wrong": [],
        "day": {
            "date": day.isoformat(),
            "is": "said_on" if quote.said_on else "published_on",
        },
        "article": {
            "id": article.public_id,
            "title": article.headline,
            "headline": article.headline,
            "publisher": article.publisher,
            "byline": article.byline,
            "dateline": article.dateline,
            "language": article.language,
            "url": article.url,
            "published_on": article.published_on.isoformat(),
            "published_on_known": article.published_on_known,
        },
        "chain": [_source(source) for source in chain],
        "evidence": "",
        "notices": [],
    }


def _speaker(speaker, office):
    return {
        "id": speaker.public_id,
        "kind": speaker.kind,
        "name": speaker.name,
        "description": speaker.description,
        "names": {},
        "office": office
        and {
            "title": office.title,
            "organization": office.organization,
            "language": office.language,
        },
    }


def _source(source):
    return {
        "id": source.public_id,
        "kind": source.kind,
        "name": source.name,
        "language": source.language,
        "publisher": source.publisher,
        "dated_on": None,
        "url": source.url,
        "archived_url": source.archived_url,
    }
