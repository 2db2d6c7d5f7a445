"""From words as somebody types them to their place in a text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.texts import line_of, starts_of

#: Of more places than these nobody reads the list; a common letter has thousands.
MOST_PLACES = 8


def typed_words(value):
    """Return words as the text has them: a browser sends line breaks as CRLF."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


def place_of(text, words, start=None):
    """Return (start, end) of words in text, as code points.

    start decides where they stand more than once; it is not needed else. White space
    around the words is dropped when they stand in the text only without it. Raises
    ValidationError that says what to do: two places are never a pick.
    """
    starts = starts_of(text, words, MOST_PLACES + 1)
    if not starts and words.strip() != words:
        words = words.strip()
        starts = starts_of(text, words, MOST_PLACES + 1)
    if not starts:
        raise ValidationError(
            _(
                "These words do not stand in the text, letter by letter. Copy them "
                "from the text, with its accents, quotation marks and spaces."
            ),
            code="not_found",
        )
    if start is not None and start >= 0 and text.startswith(words, start):
        return start, start + len(words)
    if len(starts) > 1:
        # Counted without what overlaps: in one pass, however often they stand there.
        more = text.count(words, starts[-1]) if len(starts) > MOST_PLACES else 0
        starts = starts[:MOST_PLACES]
        raise ValidationError(
            _(
                "These words stand in the text %(count)d times. Type more of them, or "
                "give the start of the place you mean: %(places)s."
            ),
            code="ambiguous",
            params={
                "count": len(starts) + more,
                "places": _listed(text, starts, more),
            },
        )
    return starts[0], starts[0] + len(words)


def _listed(text, starts, more):
    places = ", ".join(
        _("%(start)d (line %(line)d)") % {"start": at, "line": line_of(text, at)}
        for at in starts
    )
    if not more:
        return places
    return ngettext(
        "%(places)s and %(more)d more", "%(places)s and %(more)d more", more
    ) % {"places": places, "more": more}
