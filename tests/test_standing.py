"""Which text a quote's words stand in, once there are several."""

import pytest

from quotes.standing import mention_of, number_in_force


class Span:
    """A span as far as it is asked here."""

    def __init__(self, role, number):
        self.role, self.number = role, number


class Claim:
    def __init__(self, mention):
        self.mention = mention


@pytest.mark.parametrize(
    ("spans", "number"),
    [
        ([], None),
        ([(1, "content", "exact")], 1),
        ([(1, "content", "exact"), (2, "content", "moved")], 2),
        # Gone from the newest text: the one before has the words.
        ([(1, "content", "exact"), (2, "content", "lost")], 1),
        ([(1, "content", "exact"), (2, "content", "lost"), (3, "content", "lost")], 1),
        # A part that is left, and one that nobody can place, keep the newest in force.
        ([(1, "content", "exact"), (2, "content", "lost"), (2, "content", "moved")], 2),
        ([(1, "content", "exact"), (2, "content", "ambiguous")], 2),
        # Whatever the mention does, the content decides.
        ([(1, "content", "exact"), (2, "content", "lost"), (2, "mention", "exact")], 1),
        ([(1, "content", "lost")], 1),
    ],
)
def test_the_newest_text_that_has_the_content_is_in_force(spans, number):
    assert number_in_force(spans) == number


def test_a_mention_is_known_by_its_number_in_another_text():
    old, new, other = Span("mention", 2), Span("mention", 2), Span("mention", 1)

    assert mention_of(Claim(old), [Span("cue", 2), other, new]) is new
    assert mention_of(Claim(old), [other]) is old
    assert mention_of(Claim(None), [other]) is None
