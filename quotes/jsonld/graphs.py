"""Several things in one document, and the document as text inside HTML."""

import json

from quotes.jsonld.quotations import CONTEXT

#: Signs that could end the script element, or a line of JavaScript, before its time.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def graph(*things):
    """Return things as one JSON-LD document with one context; None is left out."""
    return {
        "@context": CONTEXT,
        "@graph": [
            {key: value for key, value in thing.items() if key != "@context"}
            for thing in things
            if thing
        ],
    }


def as_text(document):
    """Return a document as JSON that can stand in a script element of a page.

    The same JSON to whoever parses it: < > & and the two line separators of Unicode
    are written as escapes.
    """
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.translate(_ESCAPES)


def breadcrumbs(*steps):
    """Return (name, address) pairs, from the first page down, as a BreadcrumbList."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": number, "name": name, "item": address}
            for number, (name, address) in enumerate(steps, start=1)
        ],
    }
