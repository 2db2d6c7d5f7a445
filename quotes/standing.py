"""Which of a quote's spans are in force, once its article has more than one text."""

from quotes.vocabulary import Anchor, SpanRole


def number_in_force(spans):
    """Return the number of the newest revision that has a quote's words, None for none.

    spans are (number of the revision, role, state) of every span of one quote.
    """
    known = {}
    for number, role, state in spans:
        states = known.setdefault(number, [])
        if role == SpanRole.CONTENT:
            states.append(state)
    standing = [
        number
        for number, states in known.items()
        if not states or any(state != Anchor.LOST for state in states)
    ]
    return max(standing or known, default=None)


def mention_of(attribution, spans):
    """Return the mention that an attribution names as it stands in the spans in force.

    A mention keeps its number from one revision to the next; where the spans have it
    not, it is the one that the attribution was made with.
    """
    named = attribution.mention
    if named is None:
        return None
    for span in spans:
        if span.role == SpanRole.MENTION and span.number == named.number:
            return span
    return named
