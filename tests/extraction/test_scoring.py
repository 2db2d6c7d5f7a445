"""The measures of the scorer, on cases that can be counted by hand."""

import json

import pytest

from quotes.extraction.scoring import BadDocument, View, read_documents, score
from quotes.extraction.scoring.documents import Quotation
from quotes.extraction.scoring.pairing import characters, paired, trimmed
from quotes.extraction.spans import Span

TEXT = "« Oui », dit Ana Roux. « Non merci », répond-elle. Il pleut, selon Luc."
OUI, NON, RAIN = (2, 5), (25, 34), (51, 59)


def place(start, end):
    return {"start": start, "end": end, "text": TEXT[start:end]}


ANA, SHE, LUC = place(13, 21), place(45, 49), place(67, 70)
SAYS, ANSWERS, BY = place(9, 12), place(38, 44), place(61, 66)


def quote(span, speaker=None, cue=None, kind="direct", **more):
    return {
        "start": span[0],
        "end": span[1],
        "speaker": speaker,
        "cue": cue,
        "kind": kind,
        **more,
    }


GOLD = [
    quote(OUI, ANA, SAYS, reference="Ana Roux"),
    quote(NON, SHE, ANSWERS, reference="Ana Roux"),
    quote(RAIN, LUC, BY, "indirect", reference="Luc"),
]


def documents(quotes, text=TEXT, name="a"):
    line = json.dumps({"id": name, "text": text, "quotes": quotes})
    return read_documents([line], "test.jsonl")


def figures(found, gold=GOLD, view=None, text=TEXT):
    return score(documents(gold, text), documents(found, text), view)


def rate(each):
    return each.right, each.found, each.gold


def share(each):
    return each.right, each.of


def test_what_agrees_wholly_has_every_figure():
    found = figures(GOLD)

    rates = (found.exact, found.lenient, found.loose, found.end_to_end)
    assert [rate(each) for each in rates] == [(3, 3, 3)] * 4
    shares = (found.speaker_overlap, found.speaker_exact, found.cue_overlap)
    assert [share(each) for each in (*shares, found.resolved)] == [(3, 3)] * 4
    assert {kind: share(each) for kind, each in found.by_kind.items()} == {
        "direct": (2, 2),
        "indirect": (1, 1),
    }
    # “Oui”, “Non”, “merci”, “Il”, “pleut”: 3 + 3 + 5 + 2 + 5, white space left out.
    assert rate(found.by_character) == (18, 18, 18)
    assert (found.documents, found.characters) == (1, len(TEXT))
    assert found.misses == []


def test_precision_recall_and_f1():
    found = figures([GOLD[0], quote((70, 71)), quote((21, 22)), quote((22, 24))])

    assert rate(found.lenient) == (1, 4, 3)
    assert found.lenient.precision == 1 / 4
    assert found.lenient.recall == 1 / 3
    assert found.lenient.f1 == pytest.approx(2 / 7)


def test_nothing_found_is_zero_everywhere():
    found = score(documents(GOLD), {})

    assert rate(found.lenient) == (0, 0, 3)
    assert found.lenient.precision == found.lenient.f1 == 0
    assert found.speaker_overlap.value == 0
    assert [miss.is_extra for miss in found.misses] == [False] * 3


def test_marks_and_the_closing_comma_make_no_difference():
    found = figures([quote((0, 8)), quote((23, 37)), quote((50, 60))])

    assert rate(found.exact) == (3, 3, 3)


#: What is found where the gold is “Il pleut”, 7 characters without the space; exact,
#: lenient and loose pairs.
OVERLAPS = [
    pytest.param("Il pleut, selon", (0, 1, 1), id="7-of-13"),
    pytest.param("Il pleut, selon L", (0, 1, 1), id="7-of-14-is-half"),
    pytest.param("Il pleut, selon Lu", (0, 0, 1), id="7-of-15-is-less"),
    pytest.param("Il", (0, 0, 0), id="2-of-7-is-not-even-loose"),
    pytest.param("Il p", (0, 0, 1), id="3-of-7-is-loose"),
]


@pytest.mark.parametrize(("words", "expected"), OVERLAPS)
def test_how_much_must_be_shared(words, expected):
    start = RAIN[0]
    found = figures([quote((start, start + len(words)))], GOLD[2:])

    right = (found.exact.right, found.lenient.right, found.loose.right)
    assert right == expected


def test_the_best_overlap_is_paired_first_and_each_once():
    gold = [frozenset(range(0, 10)), frozenset(range(10, 20))]
    found = [frozenset(range(0, 20)), frozenset(range(2, 10)), frozenset(range(30, 40))]

    # 8/10 for gold 0 with found 1; then 10/20 for gold 1 with found 0.
    assert paired(gold, found) == [(0.8, 0, 1), (0.5, 1, 0)]


def test_equal_overlaps_go_by_order():
    gold = [frozenset(range(0, 4)), frozenset(range(4, 8))]
    found = [frozenset(range(0, 8)), frozenset(range(0, 8))]

    assert paired(gold, found) == [(0.5, 0, 0), (0.5, 1, 1)]


def test_a_split_quotation_is_compared_on_its_parts():
    whole = Span(2, 34)
    split = Quotation((Span(*OUI), Span(*NON)))

    assert split.whole == whole
    assert len(characters(TEXT, split)) == 11
    gold = [quote((2, 34), parts=[[2, 5], [25, 34]])]
    # Its envelope is found exactly, though more than half of it lies between the parts.
    found = figures([quote((2, 34))], gold)
    assert found.exact.right == 1
    assert found.lenient.right == 0


def test_a_stretch_of_signs_alone_is_trimmed_to_nothing():
    assert trimmed("« … »", Span(0, 5)) in (Span(5, 5), Span(0, 0))


def test_speakers_must_share_a_character_and_exact_ones_their_ends():
    found = figures([{**GOLD[0], "speaker": place(17, 21)}], GOLD[:1])

    assert share(found.speaker_overlap) == (1, 1)
    assert share(found.speaker_exact) == (0, 1)
    assert rate(found.end_to_end) == (1, 1, 1)


def test_another_mention_that_would_be_right_counts():
    gold = [{**GOLD[1], "speaker_alt": [ANA]}]

    found = figures([{**GOLD[1], "speaker": ANA}], gold)

    assert share(found.speaker_overlap) == share(found.speaker_exact) == (1, 1)


@pytest.mark.parametrize(
    ("gold", "found", "right"),
    [(None, None, 1), (None, ANA, 0), (ANA, None, 0), (ANA, LUC, 0), (ANA, ANA, 1)],
)
def test_end_to_end_wants_nobody_where_nobody_is_named(gold, found, right):
    result = figures([quote(OUI, found)], [quote(OUI, gold)])

    assert rate(result.end_to_end) == (right, 1, 1)


def test_speakers_and_cues_count_for_lenient_pairs_only():
    found = figures([quote((51, 53), LUC, BY)], GOLD[2:])

    assert share(found.speaker_overlap) == share(found.cue_overlap) == (0, 0)


@pytest.mark.parametrize(
    ("by_hand", "found", "right"),
    [
        ("Ana Roux", "Ana Roux", 1),
        ("Ana Roux", "ana  ROUX", 1),
        ("l’Élysée", "Elysée", 1),
        ("le Kremlin", "Kremlin", 1),
        ("the Pentagon", "Pentagon", 1),
        ("Ana Roux", "Roux", 0),
        ("Ana Roux", None, 0),
        ("Thea Roux", "a Roux", 0),
    ],
)
def test_the_full_name_must_agree(by_hand, found, right):
    gold = quote(OUI, reference=by_hand)

    result = figures([quote(OUI, reference=found)], [gold])

    assert share(result.resolved) == (right, 1)


def test_a_statement_without_a_reference_has_none_to_agree():
    assert share(figures([quote(OUI, reference="X")], [quote(OUI)]).resolved) == (0, 0)


def test_headings_that_were_found_are_left_out():
    found = figures([*GOLD, quote((23, 24), heading=True)])

    assert rate(found.lenient) == (3, 3, 3)


def test_a_view_of_kinds_takes_no_notice_of_what_hits_the_others():
    found = figures([*GOLD, quote((9, 12))], view=View(kinds=frozenset(["indirect"])))

    # Two of the found hit direct statements; one hits none at all.
    assert rate(found.lenient) == (1, 2, 1)


def test_a_view_of_quoted_ones():
    found = figures([GOLD[0], GOLD[2]], view=View(quoted_only=True))

    assert rate(found.lenient) == (1, 1, 2)


def test_a_view_of_attributed_ones():
    gold = [GOLD[0], quote(NON)]

    found = figures([], gold, View(attributed_only=True))

    assert rate(found.lenient) == (0, 0, 1)


def test_a_document_beside_the_gold_does_not_count():
    beside = documents(GOLD, name="b")

    found = score(documents(GOLD), {**documents(GOLD), **beside})

    assert rate(found.exact) == (3, 3, 3)


def test_misses_and_extras_are_told_with_their_words():
    found = figures([GOLD[0], GOLD[1], quote((13, 21))])

    assert [(miss.is_extra, miss.words) for miss in found.misses] == [
        (False, "Il pleut"),
        (True, "Ana Roux"),
    ]


def test_another_text_of_the_same_id_is_refused():
    with pytest.raises(BadDocument, match="'a' has another text"):
        score(documents(GOLD), documents([], TEXT + " "))


BAD = [
    ("{", "line 1: not JSON (Expecting property name enclosed in double quotes, colu"),
    ("[]", "line 1: a JSON list where an object is wanted"),
    ("[" * 100_000, "line 1: JSON that cannot be read"),
    (b"\xff", "line 1: byte 1 is not UTF-8"),
    ('{"text": "", "quotes": []}', "line 1: id is missing; give a string"),
    ('{"id": true, "text": "", "quotes": []}', "line 1: id is boolean"),
    ('{"id": "a", "quotes": []}', "line 1: text is missing"),
    ('{"id": "a", "text": 3, "quotes": []}', "line 1: text is number"),
    ('{"id": "a", "text": ""}', "line 1: quotes is missing; give a list"),
    ('{"id": "a", "text": "", "quotes": null}', "line 1: quotes is null"),
    (
        '{"id": "a", "text": "", "lang": "de", "quotes": []}',
        "line 1: language is 'de'; write fr or en",
    ),
]


@pytest.mark.parametrize(("line", "message"), BAD, ids=[each[1] for each in BAD])
def test_a_bad_line_is_told_with_its_number_and_field(line, message):
    with pytest.raises(BadDocument) as caught:
        read_documents([line], "gold.jsonl")

    assert str(caught.value).startswith(f"gold.jsonl, {message}")


BAD_QUOTES = [
    ("x", "quotes[0] is string; give an object"),
    ({"end": 2}, "quotes[0]: start is None; give a whole number"),
    ({"start": True, "end": 2}, "quotes[0]: start is True"),
    ({"start": 0, "end": 72}, "quotes[0] is 0–72, empty or outside of the text of 71"),
    ({"start": -1, "end": 2}, "quotes[0] is -1–2, empty or outside"),
    ({"start": 2, "end": 2}, "quotes[0] is 2–2, empty or outside"),
    ({"start": 0, "end": 9, "parts": {"a": 1}}, "quotes[0].parts is object"),
    ({"start": 0, "end": 9, "parts": [[0]]}, "quotes[0].parts[0] is [0]; give"),
    (
        {"start": 0, "end": 9, "parts": [[5, 9], [0, 4]]},
        "quotes[0].parts[1] begins at 0, before the part in front of it ends (9)",
    ),
    (
        {"start": 0, "end": 9, "parts": [[0, 5], [4, 9]]},
        "quotes[0].parts[1] begins at 4, before the part in front of it ends (5)",
    ),
    (
        {"start": 0, "end": 9, "parts": [[0, 4], [5, 8]]},
        "quotes[0]: start and end are 0 and 9, but the parts run from 0 to 8",
    ),
    ({"start": 0, "end": 9, "cue": "dit"}, "quotes[0].cue is string; give an object"),
    (
        {"start": 0, "end": 9, "speaker": {"start": 70, "end": 90}},
        "quotes[0].speaker is 70–90, empty or outside",
    ),
    (
        {"start": 0, "end": 9, "speaker": {"start": 13, "end": 21, "text": "Luc"}},
        "quotes[0].speaker.text is 'Luc', but the text has 'Ana Roux' there",
    ),
    (
        {"start": 0, "end": 9, "speaker_alt": [{"start": 0, "end": 99}]},
        "quotes[0].speaker_alt[0] is 0–99",
    ),
    ({"start": 0, "end": 9, "kind": 1}, "quotes[0].kind is number; give a string"),
]


@pytest.mark.parametrize(
    ("found", "message"), BAD_QUOTES, ids=[each[1] for each in BAD_QUOTES]
)
def test_a_bad_statement_is_told_with_its_field(found, message):
    line = json.dumps({"id": "a", "text": TEXT, "quotes": [found]})

    with pytest.raises(BadDocument) as caught:
        read_documents(["", line], "gold.jsonl")

    assert str(caught.value).startswith(f"gold.jsonl, line 2: {message}")


def test_an_id_that_is_there_twice_is_told_with_both_lines():
    line = json.dumps({"id": "a", "text": "", "quotes": []})

    with pytest.raises(BadDocument, match=r"line 3: the id 'a' is that of line 1"):
        read_documents([line, "", line], "gold.jsonl")


def test_fields_that_may_be_left_out_and_numbers_as_ids():
    line = '\ufeff{"id": 7, "text": "Oui", "language": "fr-CA", "quotes": [{"start": 0, "end": 3}]}'

    (document,) = read_documents([line.encode()], "gold.jsonl").values()

    assert (document.id, document.language) == ("7", "fr")
    assert document.quotations == (Quotation((Span(0, 3),)),)


def test_positions_are_code_points():
    text = "😀 Oui"

    found = documents([quote((2, 5))], text)

    assert found["a"].quotations[0].whole.of(text) == "Oui"
