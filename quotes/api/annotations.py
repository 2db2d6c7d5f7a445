"""An article's statements as W3C Web Annotations and in the format of BBC Citron.

Made of publications and the text they stand in. Positions are Unicode code points,
end exclusive; every span names the words at its place, and text[start:end] is those.
"""

from quotes.addresses import api_path, permanent_path
from quotes.jsonld import moment
from quotes.passages import CONTENT, CUE, MENTION
from quotes.typography import plain_statement

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE = "application/ld+json"
CONTENT_TYPE = f'{MEDIA_TYPE}; profile="{CONTEXT}"'


def spans_of(publication, *roles):
    """Return the placed spans of a publication in these roles, in the order of the text.

    Mentions of attributions that are marked wrong are left out.
    """
    state = publication.state
    preferred = {row["mention"] for row in state["attributions"] if row["position"]}
    found = [
        span
        for span in state["spans"]
        if span["start"] is not None
        and span["role"] in roles
        and (span["role"] != MENTION or span["number"] in preferred)
    ]
    return sorted(found, key=lambda span: (span["start"], span["end"]))


def annotation(publication, absolute):
    """Return a statement as an Annotation: what is said of the words at a place.

    Targets are the words, one for each stretch of them. The bodies are the status as a
    tag, the statement as it may be shown, who said it by address, and where the text
    names them.
    """
    article = publication.shown["article"]["id"]
    source = absolute(api_path("article", article))
    scope = absolute(permanent_path("article", article))
    bodies = [
        {
            "type": "TextualBody",
            "purpose": "tagging",
            "format": "text/plain",
            "language": "en",
            "value": publication.label.value,
        },
        {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "language": publication.language,
            "value": plain_statement(publication.shown["parts"], publication.language),
        },
        *(
            {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": {
                    "id": absolute(permanent_path("speaker", row["id"])),
                    "label": row["name"],
                },
            }
            for row in publication.shown["speakers"]
        ),
        *(
            {"purpose": "linking", **_place(span, source, scope)}
            for span in spans_of(publication, MENTION)
        ),
    ]
    return {
        "id": absolute(permanent_path("quote", publication.public_id)) + "#annotation",
        "type": "Annotation",
        "motivation": "identifying",
        "modified": moment(publication.published_at),
        "body": bodies,
        "target": [
            _place(span, source, scope) for span in spans_of(publication, CONTENT)
        ],
    }


def _place(span, source, scope):
    return {
        "type": "SpecificResource",
        "source": source,
        "scope": scope,
        "selector": [
            {
                "type": "TextPositionSelector",
                "start": span["start"],
                "end": span["end"],
            },
            {
                "type": "TextQuoteSelector",
                "exact": span["exact"],
                "prefix": span["prefix"],
                "suffix": span["suffix"],
            },
        ],
    }


def citron_quote(publication):
    """Return a statement as a quote object of Citron's annotation format.

    Citron knows one cue: the first one is told, None where the text has none. No
    `confidence`: it is what a program thinks of its own guess, and a person decided here.
    `coreferences` is empty: the record says who is meant, not by which other words.
    """
    cues = [_citron_span(span) for span in spans_of(publication, CUE)]
    return {
        "id": publication.public_id,
        "cue": cues[0] if cues else None,
        "sources": [_citron_span(span) for span in spans_of(publication, MENTION)],
        "contents": [_citron_span(span) for span in spans_of(publication, CONTENT)],
        "coreferences": [],
    }


def _citron_span(span):
    return {"start": span["start"], "end": span["end"], "text": span["exact"]}
