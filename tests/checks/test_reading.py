"""Reading a text: its paragraphs, and how far a name is looked for."""

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from quotes.checks import Claim, Neighbor, Statement, check_across
from quotes.checks.reading import NEAR, near_in_paragraph, paragraph_of
from tests.checks.making import found_by, person

BRANDT, ROTH = person("Anna Brandt"), person("Boris Roth")
FAR = "Il pleut. " * (NEAR // 5)


@given(st.text("a \n"), st.data())
def test_a_paragraph_ends_at_the_breaks_beside_a_stretch(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    first, last = text.rfind("\n", 0, start), text.find("\n", max(start, end - 1))

    expected = (first + 1, last if last >= 0 else len(text))
    assert paragraph_of(text, (start, end)) == expected


def test_a_paragraph_is_read_as_far_as_two_thousand_signs():
    text = "a" * 9000 + "\n" + "b" * 30 + "\n"

    assert near_in_paragraph(text, (4000, 4010)) == (2000, 6010)
    assert near_in_paragraph(text, (8990, 8999)) == (6990, 9000)
    assert near_in_paragraph(text, (9010, 9012)) == (9001, 9031)


def test_a_name_far_off_in_a_text_without_breaks_is_not_by_the_words():
    words = {"cue": "a dit", "speaker": BRANDT, "others": (ROTH,)}
    said = "Il faut agir, a dit Boris Roth."
    near = "Anna Brandt est là. "

    assert not found_by("M002", near + said, "Il faut agir", **words)
    [found] = found_by("M002", near + FAR + said, "Il faut agir", **words)
    assert found.details["name"] == "Boris Roth"


def test_what_a_text_without_breaks_costs_does_not_grow_with_its_statements():
    line = "Le maire Jean a dit « bonjour à tous les gens » hier. "
    text = line * (500_000 // len(line))
    contents = [
        ((at + 20, at + 47),) for at in range(0, len(text) - 99, 40 * len(line))
    ]
    neighbors = [Neighbor(each, each, frozenset({"Anna Brandt"})) for each in contents]
    statements = [
        Statement(
            text,
            contents=own,
            quoted=own,
            cues=((own[0][0] - 6, own[0][0] - 1),),
            claims=(Claim(BRANDT, (own[0][0] - 11, own[0][0] - 7)),),
            others=(ROTH,),
            neighbors=tuple(neighbors),
        )
        for own in contents
    ]
    started = perf_counter()

    for statement in statements:
        check_across(statement)

    assert len(statements) > 200
    assert perf_counter() - started < 1  # more than 2 where each reads the whole text
