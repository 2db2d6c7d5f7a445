"""Whether a record has the shape of its type: all that is wrong with it, at once."""

from quotes.importers.shape import UNKNOWN, Shape, fault
from quotes.importers.shapes import (
    ALONE,
    ARTICLE,
    EXTERNAL,
    FULL_QUOTE,
    HEADER,
    LINK,
    SHORT_QUOTE,
    SOURCE,
    SPEAKER,
)
from quotes.texts import gettext_noop

#: Records of other types are objects of these.
BY_TYPE = {
    "export": HEADER,
    "speaker": SPEAKER,
    "source": SOURCE,
    "article": ARTICLE,
    "link": LINK,
}
NO_TYPE = (
    gettext_noop("There is no type “%(value)s” of records."),
    gettext_noop("It can be export, speaker, source, article, quote or link."),
)


def faults_of(item):
    """Return the Faults of an item's record, all of them; it is not changed."""
    record = item.record
    if record.get("type") == "quote":
        alone = {"type", "article", "article_external"}
        rest = {key: value for key, value in record.items() if key not in alone}
        found = quote_faults(rest, "")
        found += Shape(ALONE, objects={"article_external": EXTERNAL}).faults(
            {key: record[key] for key in alone & record.keys()}
        )
    elif record.get("type") in BY_TYPE:
        found = BY_TYPE[record["type"]].faults(record)
        if record["type"] == "article" and type(record.get("quotes")) is list:
            for number, quote in enumerate(record["quotes"]):
                found += quote_faults(quote, f"quotes[{number}].")
        elif record.get("quotes") is not None and record["type"] == "article":
            found.append(("quotes", UNKNOWN, None))
    else:
        value = str(record.get("type"))[:40]
        return [fault(item.place, "type", NO_TYPE, {"value": value})]
    return [fault(item.place, path, what, params) for path, what, params in found]


def quote_faults(quote, path):
    """Return what is wrong with a quote of either form."""
    is_full = type(quote) is dict and "reviews" in quote
    return (FULL_QUOTE if is_full else SHORT_QUOTE).faults(quote, path)
