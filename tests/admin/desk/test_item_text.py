"""The article's text on the desk, cut into lines and pieces."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.admin.desk.item_text import (
    NAME,
    OTHER,
    Stretch,
    line_numbers,
    lines_of,
    occurrences,
)

TEXT = "« Oui », dit-elle.\n\nLe ministre 🎈 s’est tu. « Non », dit-il."


def place(words, text=TEXT):
    start = text.index(words)
    return start, start + len(words)


def test_lines_are_numbered_and_know_where_they_begin():
    lines = lines_of(TEXT, [])

    assert [(line.number, line.at) for line in lines] == [(1, 0), (3, 20)]


def test_pieces_carry_the_roles_that_cover_them():
    marks = [
        Stretch(*place("« Oui »"), "content"),
        Stretch(*place("Oui"), "quoted"),
        Stretch(*place("dit-elle"), "cue"),
    ]

    pieces = lines_of(TEXT, marks)[0].pieces

    assert [(piece.text, piece.classes) for piece in pieces] == [
        ("« ", "content"),
        ("Oui", "content quoted"),
        (" »", "content"),
        (", ", ""),
        ("dit-elle", "cue"),
        (".", ""),
    ]
    assert [piece.is_own for piece in pieces] == [True, True, True, False, True, False]


def test_another_statement_begins_once_though_it_runs_over_lines():
    start, _end = place("dit-elle")
    _start, end = place("ministre")
    lines = lines_of(TEXT, [Stretch(start, end, OTHER, "abc", 4)])

    begun = [other.number for line in lines for p in line.pieces for other in p.others]
    marked = [p.text for line in lines for p in line.pieces if OTHER in p.roles]

    assert begun == [4]
    assert marked == ["dit-elle.", "Le ministre"]


def test_a_name_is_anchored_where_it_begins():
    start, end = place("ministre")

    piece = lines_of(TEXT, [Stretch(start, end, NAME)])[1].pieces[1]

    assert (piece.text, piece.anchor, piece.is_own) == ("ministre", start, False)


def test_names_are_whole_words_and_the_longer_one_counts():
    text = "Mark Cancian, puis Cancian, puis Cancianismes."

    places = occurrences(text, ["Cancian", "Mark Cancian", " "])

    assert [text[start:end] for start, end in places] == ["Mark Cancian", "Cancian"]
    assert occurrences(text, ["", " "]) == []


def test_line_numbers_count_from_one():
    assert line_numbers("a\nb\n\nc", [0, 2, 5]) == [(0, 1), (2, 2), (5, 4)]


@given(st.text(max_size=60), st.data())
def test_the_pieces_are_the_text_again_with_any_stretches(text, data):
    stretches = []
    for _number in range(data.draw(st.integers(0, 4)) if text else 0):
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        role = data.draw(st.sampled_from(["content", "cue", OTHER, NAME]))
        stretches.append(Stretch(start, end, role))

    lines = lines_of(text, stretches)

    texts = {line.number: "".join(p.text for p in line.pieces) for line in lines}
    assert "\n".join(texts.get(n, "") for n in range(1, text.count("\n") + 2)) == text
    for line in lines:
        at = line.at
        for piece in line.pieces:
            assert text[at : at + len(piece.text)] == piece.text
            at += len(piece.text)
