"""What holds for every text: places that fit, no crash, no text that takes for ever."""

import signal
import time
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from quotes.extraction import extract
from tests.benchmarks.extraction import running_text

LANGUAGES = st.sampled_from(["fr", "en"])
#: What the rules look at, mixed into any text at all.
PIECES = st.sampled_from(
    [
        *"«»“”„‟\"‹›‘’'`,;:.!?…()[]—–-/ \n\t",
        *("``", "''", "<<", ">>", "...", "\n\n", "\u00a0", "\u202f", "\r\n"),
        *("le maire ", "la mairie ", "Paul Roux ", "Kiev ", "il ", "elle ", "qui "),
        *(
            " a dit ",
            " a déclaré que ",
            " selon ",
            "Selon ",
            " d'après ",
            ", a-t-il dit",
        ),
        *(" dément que ", " appelle à ", " a mis en garde contre ", " insistant sur "),
        *("les appels de ", " affirmait ", "précise-t-elle", "cette dernière ", " et "),
        *("the mayor ", "she ", " said ", " said that ", " according to ", "he asked "),
        *(" told them to ", " denied that ", " claims ", " added", "M. ", "Mr. ", "I "),
        *("le pont tiendra ", "the bridge will hold ", "de ", "1 000 ", "😀", "é"),
    ]
)
WORDS = st.sampled_from(
    [
        *("le maire", "la mairie", "Paul Roux", "Kiev", "il", "elle", "qui", "ce"),
        *("a dit", "a déclaré que", "selon", "Selon", "dément que", "appelle à", "dit"),
        *("affirme :", "a-t-il dit", "précise-t-elle", "insistant sur", "que", "de"),
        *("les appels de", "le pont tiendra", "et", "ne", "pas", "pour", "la ville"),
        *("the mayor", "she", "said", "said that", "according to", "told him to"),
        *("denied that", "claims", "the bridge holds", "to", "not", "and", "his", "Al"),
        *("«", "»", "“", "”", '"', ",", ".", ":", "(", ")", "—", "\n", "’", "!"),
    ]
)
TEXTS = st.one_of(
    st.lists(WORDS, max_size=30).map(" ".join),
    st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join),
)

several = settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


def stretches(statement):
    """Yield every place of a statement with the name of what it is."""
    for part in statement.content:
        yield "content", part
    for part in statement.quoted:
        yield "quoted", part
    if statement.cue:
        yield "cue", statement.cue
    for mention in statement.mentions:
        yield "mention", mention.span


@several
@given(TEXTS, LANGUAGES)
@example("l dit:. ", "fr")
@example("é affirma:…", "fr")
@example("i dit:;", "fr")
def test_every_place_lies_in_the_text_and_has_words(text, language):
    for statement in extract(text, language).statements:
        assert statement.content
        for role, place in stretches(statement):
            assert 0 <= place.start < place.end <= len(text), role
            assert place.of(text).strip(), role


@several
@given(TEXTS, LANGUAGES)
def test_the_parts_of_a_content_are_in_order_and_apart(text, language):
    for statement in extract(text, language).statements:
        parts = statement.content
        for before, after in pairwise(parts):
            assert before.end <= after.start
        for quoted in statement.quoted:
            assert any(part.holds(quoted) for part in parts)


@several
@given(TEXTS, LANGUAGES)
@example("Selon Éva « oui » selon Luc", "fr")
@example("Paul dément que Luc précise-t-elle", "fr")
@example("Ann said that according to Bob", "en")
@example("Ann said rain according to Ed", "en")
@example("Ann told Bob to according to Ed", "en")
def test_two_contents_are_apart_or_one_holds_the_other(text, language):
    found = extract(text, language).statements
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            for mine in one.content:
                for theirs in other.content:
                    assert (
                        not mine.meets(theirs)
                        or mine.holds(theirs)
                        or theirs.holds(mine)
                    ), (mine.of(text), theirs.of(text))


@several
@given(TEXTS, LANGUAGES)
def test_statements_come_in_the_order_of_the_text(text, language):
    starts = [each.start for each in extract(text, language).statements]

    assert starts == sorted(starts)


@several
@given(TEXTS)
def test_the_same_text_gives_the_same_statements(text):
    assert extract(text) == extract(text)


@several
@given(TEXTS, LANGUAGES)
def test_a_heading_names_nobody(text, language):
    for statement in extract(text, language).statements:
        if statement.heading:
            assert not statement.mentions


#: What a text may be made of, over and over, to keep rules busy.
UNITS = [
    *('"', "« ", " ”", "’", "(", ".", "\n", "A. ", "« a b c d e f » ", "« Oui non\n"),
    *("selon ", "selon Paul et ", "le maire, ", "a-t-il dit ", ", a-t-il dit"),
    *("« a », dit-il, ", " il a dit que ", "il a mis en garde contre les risques "),
    *("said ", " he said that ", "according to ", "asked them to ", "“a,” he said, "),
]
SIZE = 50_000
#: Of processor time, in seconds. Generous: a linear engine takes one or less; what is
#: quadratic takes minutes.
MOST = 8
MEGABYTE, MOST_FOR_A_MEGABYTE = 1_000_000, 60


class TooSlow(Exception):
    """Raised in the middle of work that has had its time."""


@pytest.fixture
def _ends_in_time():
    def stop(_number, _frame):
        raise TooSlow

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.usefixtures("_ends_in_time")
@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("unit", UNITS)
def test_much_of_the_same_takes_no_time_to_speak_of(unit, language):
    # The work may be stopped where no traceback can be shown, so none is.
    try:
        extract(unit * (SIZE // len(unit)), language)
        too_slow = False
    except TooSlow:
        too_slow = True

    assert not too_slow, f"{SIZE} characters take more than {MOST} s"


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_megabyte_takes_no_minute(language):
    text = running_text(language, MEGABYTE)
    began = time.process_time()

    extract(text, language)

    assert time.process_time() - began < MOST_FOR_A_MEGABYTE
