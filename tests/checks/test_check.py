"""All rules together: the founding piece, any text, and how long it takes."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes import checks
from quotes.checks import ACROSS, RULES, Claim, Known, Neighbor, Statement
from quotes.checks.reading import name_end, paragraph_of
from tests.checks.making import person, statement

FIXTURES = Path(__file__).parents[2] / "fixtures" / "articles" / "text"
TEXT = (FIXTURES / "blinken-bruxelles.txt").read_text("utf-8")
STATEMENTS = {
    row["id"]: row
    for row in json.loads(
        (FIXTURES / "blinken-bruxelles.statements.json").read_text("utf-8")
    )["statements"]
}
NAMES = {
    "Kremlin": ("Moscou",),
    "Pentagon": ("Pentagone",),
    "Ukrainian government": ("Kiev",),
    "United States government": ("Washington",),
    "The Washington Post": ("Washington Post",),
    "The New York Times": ("New York Times",),
    "American press (unnamed outlets)": ("la presse américaine",),
}

#: What the checks must say of each statement of the founding piece, and no more.
EXPECTED = {
    "kallas-hearing": ["A003"],
    "heading-expediez": ["H001"],
    "rubio-impasse": ["A003"],
    "pentagon-remaining": ["A004"],
    "cancian-afp": ["Q001", "Q002"],
    "minister-mobilise": ["A001"],
    "minister-air-defence": ["A001"],
}


def speaker_of(name):
    return Known(name, (name, *NAMES.get(name, ())), is_person=name not in NAMES)


def places(rows):
    return tuple((row["start"], row["end"]) for row in rows)


def founding(key, **columns):
    """Return a statement of the founding piece, as it is right unless columns differ."""
    row = STATEMENTS[key]
    names = {name for each in STATEMENTS.values() for name in each["speakers"]}
    mentions = places(row["mention"])
    speakers = [speaker_of(name) for name in row["speakers"]] or [None]
    claims = zip(speakers, mentions, strict=True) if mentions else ()
    return Statement(
        **{
            "text": TEXT,
            "kind": row["kind"],
            "contents": places([row["content"]]),
            "quoted": places(row["quoted"]),
            "cues": places([row["cue"]] if row["cue"] else []),
            "claims": tuple(Claim(speaker, mention) for speaker, mention in claims),
            "others": tuple(map(speaker_of, sorted(names - set(row["speakers"])))),
            "neighbors": tuple(
                Neighbor(
                    places([other["content"]]),
                    places(other["quoted"]),
                    frozenset(other["speakers"]),
                    other["heading"],
                )
                for other in STATEMENTS.values()
                if other is not row
            ),
            "is_heading": row["heading"],
            **columns,
        }
    )


@pytest.mark.parametrize("key", STATEMENTS)
def test_the_founding_piece_gets_what_it_deserves(key):
    found = checks.check(founding(key))

    assert [each.rule for each in found] == EXPECTED.get(key, [])


def test_the_founding_error_is_found():
    """Cancian's words under “le ministre” of the next paragraph."""
    wrong = founding("cancian-afp", claims=(Claim(None, (3457, 3468)),))

    found = {each.rule: each for each in checks.check(wrong)}

    assert {"M001", "A002"} <= set(found)
    assert found["M001"].severity == found["A002"].severity == "high"
    assert found["M001"].details["mention"] == "le ministre"
    assert found["A002"].details["name"] == "Mark Cancian"


def test_the_founding_error_is_found_with_a_wrong_speaker_too():
    blinken = speaker_of("Antony Blinken")
    wrong = founding("cancian-afp", claims=(Claim(blinken, (3457, 3468)),))

    assert {"M001", "A002"} <= {each.rule for each in checks.check(wrong)}


def test_rules_across_statements_are_a_part_of_all():
    for key in STATEMENTS:
        everything = checks.check(founding(key))
        across = checks.check_across(founding(key))
        assert across == [each for each in everything if each.rule in ACROSS]


def test_every_sentence_takes_the_words_that_are_found():
    kinds = [founding(key) for key in STATEMENTS]
    kinds.append(founding("cancian-afp", claims=(Claim(None, (3457, 3468)),)))

    found = [each for kind in kinds for each in checks.check(kind)]

    for each in found:
        rule = RULES[each.rule]
        assert "%(" not in rule.sentence_for(each.details) % each.details
        assert each.severity in ("low", "medium", "high")
        assert all(isinstance(word, str) for word in each.details.values())


def test_the_same_statement_is_found_the_same_at_every_run():
    assert checks.check(founding("cancian-afp")) == checks.check(
        founding("cancian-afp")
    )


def test_two_mentions_of_one_place_are_said_once():
    twice = statement("Il faut agir, dit-on.\nLe ministre", "Il faut agir", claims=())
    claims = (Claim(None, (22, 33)), Claim(None, (22, 33)))
    found = checks.check(
        Statement(twice.text, contents=twice.contents, claims=claims, kind="indirect")
    )

    assert [each.rule for each in found] == ["A001", "M001"]


SIGNS = st.text(
    alphabet=st.sampled_from("aàÉ.,;:!?…«»“”\"’'- \n\u00a0(1)MSeélnt𝄞́"), max_size=200
)
WORDS = st.sampled_from(
    [
        "a-t-il déclaré",
        "le ministre",
        "selon",
        ". Mark Cancian, du Centre",
        "« ",
        "” ",
        "M. Roth",
        "\n",
        "cette dernière",
        "the minister said",
        "Anna Brandt",
        "ne pas",
        "12 000",
    ]
)
TEXTS = st.one_of(SIGNS, st.lists(st.one_of(WORDS, SIGNS), max_size=12).map("".join))


@st.composite
def statements(draw):
    """Any text with any stretches in it."""
    text = draw(TEXTS.filter(bool))
    ends = st.integers(0, len(text))
    stretch = st.tuples(ends, ends).map(sorted).filter(lambda ab: ab[0] < ab[1])
    several = st.lists(stretch.map(tuple), max_size=3).map(tuple)
    name = st.one_of(st.just("Anna Brandt"), TEXTS)
    known = st.builds(
        Known,
        key=st.text(max_size=12),
        names=st.lists(name, max_size=2).map(lambda names: ("Boris Roth", *names)),
        is_person=st.booleans(),
        titles=st.lists(TEXTS, max_size=2).map(tuple),
        lapsed=st.lists(TEXTS, max_size=2).map(tuple),
    )
    claim = st.builds(Claim, st.none() | known, st.none() | stretch.map(tuple))
    neighbor = st.builds(
        Neighbor, several, several, st.frozensets(st.just("x")), st.booleans()
    )
    return Statement(
        text=text,
        language=draw(st.sampled_from(["fr", "en", "de"])),
        kind=draw(st.sampled_from(["direct", "indirect", "mixed"])),
        contents=draw(several),
        quoted=draw(several),
        cues=draw(several),
        claims=tuple(draw(st.lists(claim, max_size=2))),
        others=tuple(draw(st.lists(known, max_size=2))),
        neighbors=tuple(draw(st.lists(neighbor, max_size=2))),
        is_heading=draw(st.booleans()),
        root=draw(TEXTS),
    )


@given(statements())
def test_any_text_with_any_places_is_checked_the_same_twice(made):
    found = checks.check(made)

    assert found == checks.check(made)
    keys = [(each.rule, each.place) for each in found]
    assert keys == sorted(set(keys))
    assert all(each.rule in RULES and len(each.place) <= 60 for each in found)
    for each in found:
        assert RULES[each.rule].sentence_for(each.details) % each.details


MEGABYTE = 1_000_000


@pytest.mark.parametrize(
    "unit",
    [
        "Le ministre a parlé. ",
        "Le ministre a parlé à Anna Brandt, à Boris Roth, et à d’autres.\n",
        "«”",
        "« ",
        "a",
        " ",
        "\n",
        "Anna ",
        ", ",
        "M. ",
        '"a" ',
        "été ",
    ],
)
def test_a_megabyte_is_checked_in_well_under_a_second(unit):
    text = (unit * (MEGABYTE // len(unit) + 1))[
        :MEGABYTE
    ] + "\nIl agit, a dit le ministre."
    middle = MEGABYTE // 2
    made = Statement(
        text=text,
        kind="mixed",
        contents=((10, 60), (middle, MEGABYTE - 10)),
        quoted=((middle, middle + 40),),
        cues=((middle - 9, middle - 2), (70, 75)),
        claims=(
            Claim(person("Clara Diehl"), (len(text) - 12, len(text) - 1)),
            Claim(person("Élise Ott"), (middle - 30, middle - 20)),
        ),
        others=(person("Anna Brandt"), person("Boris Roth", "M. Roth")),
        neighbors=(Neighbor(((5, middle),), ((5, middle),), frozenset("x")),),
        is_heading=True,
    )
    started = time.process_time()

    checks.check(made)

    assert time.process_time() - started < 2, "usually a tenth of this; CI is slow"


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Mark Cancian, du Centre", 12),
        ("Ursula von der Leyen parle", 20),
        ("J. Sullivan parle", 11),
        ("Anna dit", None),
        ("le Conseil", None),
        ("", None),
    ],
)
def test_a_name_is_two_capitalized_words(text, end):
    assert name_end(text, 0) == end


def test_a_paragraph_is_a_line_unless_a_machine_broke_the_lines():
    assert paragraph_of("un\ndeux\ntrois", (3, 5)) == (3, 7)
    assert paragraph_of("un", (0, 2)) == (0, 2)
    line = "Une ligne qui fut coupée par une machine à soixante-dix signes de large"
    wrapped = f"{line}\n{line}\n{line}\n{line}.\n\n{line}.\n"
    assert paragraph_of(wrapped, (80, 90)) == (0, 4 * len(line) + 4)
