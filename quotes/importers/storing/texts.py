"""The texts of articles in records: normalized, proven, as revisions."""

from quotes.models import Revision
from quotes.texts import TextError, gettext_noop, normalize, sha256

BAD_TEXT = (gettext_noop("The text cannot be kept: %(why)s"), "")
NOT_ITS_DIGEST = (
    gettext_noop("This is not the SHA-256 of the text."),
    gettext_noop("Leave it out, or export the article again."),
)


def add_revision(rows, frame, article, row):
    """Add a revision's row, and tell the article of it."""
    number = row["number"]
    article.revisions[number] = rows.key(Revision)
    article.texts[number], article.digests[number] = row["text"], row["sha256"]
    rows.add(
        Revision,
        {
            "id": article.revisions[number],
            "article_id": article.key,
            "number": number,
            "text": row["text"],
            "sha256": row["sha256"],
            "received_at": row.get("received_at") or frame.at,
            "received_by_id": frame.refs.person(row.get("received_by")),
        },
    )


def revisions_of(frame, unit, record):
    """Return the revisions of a record with text normalized and digest proven."""
    rows = record.get("revisions")
    if rows is None:
        text = record.get("text") or passages_of(record.get("quotes") or ())
        rows = (
            [{"number": 1, "text": text, "received_by": frame.username}] if text else []
        )
    found = []
    for index, row in enumerate(rows):
        path = f"revisions[{index}]." if record.get("revisions") else ""
        try:
            text = normalize(row["text"])
        except TextError as error:
            frame.refuse(unit, [(path + "text", BAD_TEXT, {"why": str(error)})])
            return []
        digest = sha256(text)
        if row.get("sha256") not in (None, digest):
            frame.refuse(unit, [(path + "sha256", NOT_ITS_DIGEST, None)])
            return []
        found.append({**row, "text": text, "sha256": digest})
    return found


def passages_of(quotes):
    """Return a text for an article of which only statements are known: one a paragraph.

    A cue or a mention that the statement does not print stands in brackets behind it.
    """
    passages = []
    for quote in quotes:
        if type(quote) is not dict:
            continue
        words = quote.get("words") or ""
        words = " […] ".join(words) if isinstance(words, list) else words
        origin = quote.get("origin") if isinstance(quote.get("origin"), dict) else {}
        passage = quote.get("passage") or origin.get("statement") or words
        named = [quote.get("mention"), quote.get("cue")]
        rest = [each for each in named if each and each not in passage]
        if passage and rest:
            passage = f"{passage} ({', '.join(rest)})"
        if passage and passage not in passages:
            passages.append(passage)
    return "\n\n".join(passages)
