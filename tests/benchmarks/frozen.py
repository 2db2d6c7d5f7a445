"""States and display texts of quotes, as quotes/ledger.py and quotes/shown.py make them.

From plain values instead of rows; tests/benchmarks/test_corpus.py holds them against
what the project makes of the rows, by check_data and verify_ledger.
"""

import hashlib

from orjson import Fragment

from quotes.passages import Stretch, passage_of, words_of
from quotes.texts import CONTEXT
from tests.benchmarks.plain_rows import canonical


def digest_of(value):
    """Return what quotes.canonical.digest_of does."""
    return hashlib.sha256(canonical(value)).hexdigest()


def moment(at):
    """Return what quotes.ledger.moment does of a moment in UTC with whole seconds."""
    return at.isoformat()[:19] + "Z"


def span_states(text, offset, spans, anchor):
    """Return spans, given in a paragraph that begins at an offset of a text, as states."""
    return [
        {
            "role": role,
            "number": number,
            "start": (begin := offset + start),
            "end": (finish := offset + end),
            "exact": text[begin:finish],
            "prefix": text[max(0, begin - CONTEXT) : begin],
            "suffix": text[finish : finish + CONTEXT],
            "state": anchor,
        }
        for role, number, start, end in spans
    ]


def claim(number, speaker, mention, rank, basis, **more):
    """Return the state of an attribution; speaker is a row or None."""
    return {
        "number": number,
        "speaker": speaker and speaker.public_id,
        "mention": mention,
        "rank": rank,
        "position": 0,
        "jointly": False,
        "basis": basis,
        "reason": "",
        "accepted_by": None,
        **more,
    }


def parts_of(text, spans, mentions):
    """Return (words, passage) of a paragraph in parts; only these mentions are shown."""
    stretches = [
        Stretch(role, start, end)
        for role, number, start, end in spans
        if role != "mention" or number in mentions
    ]
    return (
        [[part.role, part.text] for part in words_of(text, stretches)],
        [[part.role, part.text] for part in passage_of(text, stretches)],
    )


def article_part(article):
    """Return what display texts say of an article."""
    return Fragment(
        canonical(
            {
                "id": article.public_id,
                "title": article.headline,
                "headline": article.headline,
                "publisher": article.publisher,
                "byline": article.byline,
                "dateline": article.dateline,
                "language": article.language,
                "url": "",
                "published_on": article.published_on.isoformat(),
                "published_on_known": "printed",
            }
        )
    )


def speaker_part(speaker, office):
    """Return what display texts say of a speaker in an office, which may be None."""
    return Fragment(
        canonical(
            {
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
        )
    )


def source_part(source):
    """Return what display texts say of a source."""
    return Fragment(
        canonical(
            {
                "id": source.public_id,
                "kind": source.kind,
                "name": source.name,
                "language": source.language,
                "publisher": source.publisher,
                "dated_on": None,
                "url": source.url,
                "archived_url": source.archived_url,
            }
        )
    )


def notice_of(correction):
    """Return what display texts say of a published correction, given by its columns."""
    return {
        "id": correction["public_id"],
        "class": correction["correction_class"],
        "error": correction["error"],
        "severity": correction["severity"],
        "notice": correction["notice"],
        "language": correction["language"],
        "shown": correction["shown"],
        "right": correction["right"],
        "published_at": moment(correction["published_at"]),
    }


def correction_digest(correction, wrong, right, drafted_by, signed_by):
    """Return what quotes.ledger.correction_digest does; wrong, right: claims as it says."""
    return digest_of(
        {
            "id": correction["public_id"],
            "class": correction["correction_class"],
            "error": correction["error"],
            "severity": correction["severity"],
            "shown": correction["shown"],
            "right": correction["right"],
            "wrong_attribution": wrong,
            "right_attribution": right,
            "notice": correction["notice"],
            "language": correction["language"],
            "delay_reason": "",
            "drafted_by": drafted_by,
            "signed_by": signed_by,
            "published_at": moment(correction["published_at"]),
        }
    )
