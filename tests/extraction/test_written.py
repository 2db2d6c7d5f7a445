"""What was found, as JSON and as lines for reading."""

from quotes.extraction import (
    Candidate,
    Extraction,
    Grounds,
    Kind,
    Mention,
    Polarity,
    Resolved,
    Span,
    Statement,
)
from quotes.extraction.scoring import document_from
from quotes.extraction.written import as_json, as_lines

TEXT = "« Oui\n», dit Ana, « non ». Il pleut, selon Luc et le ministre.\x1b[2J"
OUI, DIT, ANA, NON = Span(2, 5), Span(9, 12), Span(13, 16), Span(20, 23)
RAIN, SELON, LUC, MINISTER = Span(27, 35), Span(37, 42), Span(43, 46), Span(50, 61)
ANA_ROUX = Resolved("Ana Roux", "full-name", 90)
OPEN = Resolved(
    None,
    "office",
    candidates=(Candidate("Bo", "mayor"), Candidate("Cy", "")),
    reason="two",
)


def written(*statements, language="fr"):
    return as_json("a", TEXT, Extraction(language, statements))["quotes"]


def lines(*statements):
    return list(as_lines(TEXT, Extraction("fr", statements)))


SPLIT = Statement(
    Kind.DIRECT,
    (OUI, NON),
    cue=DIT,
    mentions=(Mention(ANA, ANA_ROUX),),
    speaker=ANA_ROUX,
    grounds={"content": Grounds("incise", 80)},
)


def test_a_split_quotation_with_everything():
    assert written(SPLIT) == [
        {
            "start": 2,
            "end": 23,
            "parts": [[2, 5], [20, 23]],
            "speaker": {"start": 13, "end": 16, "text": "Ana"},
            "cue": {"start": 9, "end": 12, "text": "dit"},
            "kind": "direct",
            "polarity": "asserted",
            "reference": "Ana Roux",
        }
    ]


def test_what_is_written_can_be_scored():
    document = document_from(as_json(3, TEXT, Extraction("fr", (SPLIT,))), "test")

    assert document.id == "3"
    assert document.quotations[0].parts == (OUI, NON)
    assert document.quotations[0].reference == "Ana Roux"


def test_a_heading_names_nobody_and_is_flagged():
    (found,) = written(Statement(Kind.DIRECT, (OUI,), heading=True))

    assert found["heading"] is True
    assert (found["speaker"], found["cue"], found["reference"]) == (None, None, None)


def test_several_speakers_are_one_stretch_and_named_together():
    luc = Mention(LUC, Resolved("Luc Bo", "full-name", 90))
    ana = Mention(MINISTER, ANA_ROUX)

    (found,) = written(
        Statement(Kind.INDIRECT, (RAIN,), cue=SELON, mentions=(luc, ana))
    )
    (english,) = written(
        Statement(Kind.INDIRECT, (RAIN,), mentions=(luc, ana, luc)), language="en"
    )

    assert found["speaker"]["text"] == "Luc et le ministre"
    assert found["reference"] == "Luc Bo et Ana Roux"
    assert english["reference"] == "Luc Bo, Ana Roux and Luc Bo"


def test_no_full_name_where_one_of_several_is_open():
    mentions = (Mention(LUC, ANA_ROUX), Mention(MINISTER, OPEN))

    (found,) = written(Statement(Kind.INDIRECT, (RAIN,), mentions=mentions))

    assert found["reference"] is None


def test_words_that_go_on_have_the_speaker_of_those_before():
    (found,) = written(Statement(Kind.DIRECT, (OUI,), continues=True, speaker=ANA_ROUX))

    assert (found["speaker"], found["reference"]) == (None, "Ana Roux")


def test_lines_tell_kind_words_cue_speaker_and_rule():
    assert lines(SPLIT) == [
        "1 statement, language fr",
        "",
        "1. direct, asserted",
        "   words    Oui […] non",
        "   cue      dit",
        "   speaker  Ana → Ana Roux (full-name, 90 %)",
        "   rule     incise (80 %)",
    ]


def test_lines_tell_who_is_open_and_between_whom():
    statement = Statement(
        Kind.INDIRECT,
        (RAIN,),
        mentions=(
            Mention(LUC, Resolved("Luc", "x", 5, metonym=True)),
            Mention(MINISTER, OPEN),
        ),
        polarity=Polarity.DENIED,
        nested=True,
    )

    found = lines(statement)

    assert found[2:] == [
        "1. indirect, denied, nested",
        "   words    Il pleut",
        "   speaker  Luc → Luc (x, 5 %, the place stands for the body)",
        "            le ministre → unresolved (two): Bo (mayor); Cy",
    ]


def test_lines_tell_what_goes_on_and_what_nobody_says():
    on = Statement(Kind.DIRECT, (OUI,), continues=True, speaker=ANA_ROUX)
    heading = Statement(Kind.DIRECT, (NON,), heading=True)

    found = lines(on, heading)

    assert found[0] == "2 statements, language fr"
    assert "   speaker  (goes on) → Ana Roux (full-name, 90 %)" in found
    assert found[-3:] == [
        "2. direct, asserted, heading",
        "   words    non",
        "   speaker  none named",
    ]


def test_a_terminal_obeys_nothing_of_a_text():
    whole = Statement(Kind.MIXED, (Span(0, len(TEXT)),))

    (words,) = [line for line in lines(whole) if "words" in line]

    assert words.endswith("le ministre.\\x1b[2J")
    assert "« Oui »" in words
