"""What the engine finds in an English text, as plain strings."""

from quotes.extraction.engine import drafts


def statements(text):
    """Return the content (parts joined by “ … ”) and the mention of each statement."""
    _layout, found = drafts(text, "en")
    found.sort(key=lambda each: (each.start, each.end))
    return [
        (
            " … ".join(part.of(text) for part in sorted(each.content)),
            each.mentions[0].of(text) if each.mentions else None,
        )
        for each in found
        if not each.heading
    ]
