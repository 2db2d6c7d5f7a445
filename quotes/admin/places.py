"""From words as somebody types them to their place in a text."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from quotes.texts import line_of, starts_of


def typed_words(value):
    """Return words as the text has them: a browser sends line breaks as CRLF."""
    return (value or "").replace("\r\n", "\n").replace("\r", "\n")


def place_of(text, words, start=None):
    """Return (start, end) of words in text, as code points.

    start decides where they stand more than once; it is not needed else. White space
    around the words is dropped when they stand in the text only without it. Raises
    ValidationError that says what to do: two places are never a pick.
    """
    starts = starts_of(text, words)
    if not starts and words.strip() != words:
        words = words.strip()
        starts = starts_of(text, words)
    if not starts:
        raise ValidationError(
            _(
                "These words do not stand in the text, letter by letter. Copy them "
                "from the text, with its accents, quotation marks and spaces."
            ),
            code="not_found",
        )
    if start in starts:
        return start, start + len(words)
    if len(starts) > 1:
        places = ", ".join(
            _("%(start)d (line %(line)d)") % {"start": at, "line": line_of(text, at)}
            for at in starts
        )
        raise ValidationError(
            _(
                "These words stand in the text %(count)d times. Type more of them, or "
                "give the start of the place you mean: %(places)s."
            ),
            code="ambiguous",
            params={"count": len(starts), "places": places},
        )
    return starts[0], starts[0] + len(words)
