"""What stands in quotation marks within the content of a statement."""

from bisect import bisect_left
from functools import lru_cache

from quotes.extraction.marks import Quoted, pair
from quotes.extraction.paragraphs import paragraphs_of
from quotes.importers.items import Record


@lru_cache(maxsize=1)
def _quoted_in(text: str) -> tuple[Quoted, ...]:
    """Return what stands in marks in a text; kept, for a text has many statements."""
    return tuple(each for each in pair(text, paragraphs_of(text)) if each.depth == 0)


def inner_quoted(text: str, contents: list[Record]) -> list[Record]:
    """Return the spans in marks that touch the contents, without their marks."""
    found = _quoted_in(text)
    starts = [each.inner.start for each in found]
    spans: list[Record] = []
    for content in contents:
        at = max(bisect_left(starts, content["start"]) - 1, 0)
        for each in found[at:]:
            if each.outer.start >= content["end"]:
                break
            start = max(each.inner.start, content["start"])
            end = min(each.inner.end, content["end"])
            if start < end:
                spans.append({"start": start, "end": end, "exact": text[start:end]})
    return spans


def kind_of(contents: list[Record], quoted: list[Record], text: str) -> str:
    """Return direct, mixed or indirect: whether all, some or no words are in marks."""
    if not quoted:
        return "indirect"
    inside = {at for span in quoted for at in range(span["start"], span["end"])}
    words = [
        at
        for span in contents
        for at in range(span["start"], span["end"])
        if text[at].isalnum()
    ]
    return "direct" if all(at in inside for at in words) else "mixed"
