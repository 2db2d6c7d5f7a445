"""The sets of words of the readers are those of the rows."""

import pytest

from quotes import vocabulary
from quotes.importers import choices
from quotes.importers.notes import Notes


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("LANGUAGES", "Language"),
        ("KNOWN", "Known"),
        ("PRECISIONS", "Precision"),
        ("RELEASES", "Release"),
        ("SPEAKER_KINDS", "SpeakerKind"),
        ("NAME_KINDS", "NameKind"),
        ("SOURCE_KINDS", "SourceKind"),
        ("TERMS", "Terms"),
        ("KINDS", "Kind"),
        ("POLARITIES", "Polarity"),
        ("STATUSES", "Status"),
        ("DECISIONS", "Decision"),
        ("SPAN_ROLES", "SpanRole"),
        ("ANCHORS", "Anchor"),
        ("RANKS", "Rank"),
        ("BASES", "Basis"),
        ("OUTCOMES", "Outcome"),
        ("LINK_KINDS", "LinkKind"),
        ("CORRECTION_CLASSES", "CorrectionClass"),
        ("ERROR_KINDS", "ErrorKind"),
        ("SEVERITIES", "Severity"),
        ("ROLES", "Role"),
        ("TASK_KINDS", "TaskKind"),
    ],
)
def test_a_set_is_that_of_the_vocabulary(ours, theirs):
    assert getattr(choices, ours) == tuple(getattr(vocabulary, theirs).values)


def test_a_language_by_its_tag():
    assert choices.language_of("fr-CA") == "fr"
    assert choices.language_of("EN_us") == "en"
    assert choices.language_of("sv") is None


def test_a_value_out_of_its_set_is_named_with_the_set():
    notes = Notes("row 2")

    assert choices.chosen(notes, "kind", "spoken", choices.KINDS) is None
    assert choices.chosen(notes, "kind", "mixed", choices.KINDS) == "mixed"
    assert str(notes.faults[0]) == (
        "row 2, kind: “spoken” is none of the values that can stand here. "
        "Write one of: direct, indirect, mixed."
    )
