"""A002, A004, S002 and P001: how the attribution is built into the text."""

import pytest

from tests.checks.making import body, found_by, person

ROTH = person("Boris Roth")

#: (text, cue, mention, name that is cut off); the content is “Il faut agir”.
CUT_OFF = [
    (
        "Le ministre est là.\nIl faut agir, a-t-il déclaré à la radio. Anna Brandt, "
        "du Centre de la mer (CDM) de Kiel.",
        "a-t-il déclaré",
        "Le ministre",
        "Anna Brandt",
    ),
    (
        "Il faut agir, a-t-elle dit. Anna Brandt, mère de trois enfants.",
        "a-t-elle dit",
        None,
        "Anna Brandt",
    ),
    (
        "Il faut agir, a-t-elle dit à Kiel. Anna Brandt (CDM).",
        "a-t-elle dit",
        None,
        "Anna Brandt",
    ),
    (
        "Il faut agir, dit-elle. Anna von Brandt, 42 ans, infirmière à Kiel.",
        "dit-elle",
        None,
        "Anna von Brandt",
    ),
    (
        "Il faut agir, she told the paper. Anna Brandt, an analyst at the Center.\nEnd.",
        "she told",
        None,
        "Anna Brandt",
    ),
    (
        "Il faut agir, he said. Boris Roth, a fisherman from Kiel.",
        "he said",
        None,
        "Boris Roth",
    ),
]

#: (text, cue, mention)
NOT_CUT_OFF = [
    # The next sentence has a verb behind a second comma.
    (
        "Il faut agir, a-t-il dit. Anna Brandt, de passage à Kiel, a approuvé.",
        "a-t-il dit",
        None,
    ),
    ("Il faut agir, a-t-il dit. Anna Brandt a approuvé.", "a-t-il dit", None),
    # The clause has its subject.
    (
        "Il faut agir, a dit le maire. Anna Brandt, du Centre de la mer.",
        "a dit",
        "le maire",
    ),
    # The record has the name.
    (
        "Il faut agir, a-t-elle dit. Anna Brandt, du Centre de la mer.",
        "a-t-elle dit",
        "Anna Brandt, du Centre de la mer",
    ),
    # An abbreviation is no full stop.
    ("Il faut agir, a-t-il dit à M. Roth, du Centre.", "a-t-il dit", None),
    ("Il faut agir, he told Dr. Anna Brandt, of Kiel.", "he told", None),
    ("Il faut agir, he said. Boris Roth, his wife and a friend left.", "he said", None),
    ("Il faut agir, he said. Kiel, Bremen and Rostock agreed.", "he said", None),
    ("Il faut agir, he said.\nAnna Brandt, an analyst.", "he said", None),
]


@pytest.mark.parametrize(("text", "cue", "mention", "name"), CUT_OFF)
def test_a_name_behind_a_full_stop_is_named(text, cue, mention, name):
    [found] = found_by("A002", text, "Il faut agir", cue=cue, mention=mention)

    assert found.severity == "high"
    assert found.details == {"cue": cue, "name": name}


@pytest.mark.parametrize(("text", "cue", "mention"), NOT_CUT_OFF)
def test_a_sentence_of_its_own_is_fine(text, cue, mention):
    assert found_by("A002", text, "Il faut agir", cue=cue, mention=mention) == []


def test_a_pronoun_that_resolves_to_the_name_is_fine():
    text = "Il faut agir, a dit celui-ci. Boris Roth, du Centre."
    made = {"cue": "a dit", "mention": "celui-ci"}

    assert found_by("A002", text, "Il faut agir", speaker=ROTH, **made) == []
    assert found_by("A002", text, "Il faut agir", **made) != []


def test_a_single_name_counts_where_it_is_known():
    text = "Il faut agir, dit-on. Zonta, du Centre."
    zonta = person("Zonta")

    assert found_by("A002", text, "Il faut agir", cue="dit-on", others=(zonta,))
    assert not found_by("A002", text, "Il faut agir", cue="dit-on")


#: (text, cue, mention)
ORPHANS = [
    ("Il reste du blé. , selon le ministère.", "selon", "le ministère"),
    ("Il reste du blé . , a dit Anna Brandt.", "a dit", "Anna Brandt"),
    ("Il reste du blé. Selon le ministère.", "Selon", "le ministère"),
    ("Il reste du blé. D’après Anna Brandt.\nFin.", "D’après", "Anna Brandt"),
    ("Il reste du blé. According to the ministry.", "According to", "the ministry"),
    ("Il reste du blé. , said Anna Brandt.", "said", "Anna Brandt"),
]

NO_ORPHANS = [
    ("Il reste du blé, selon le ministère.", "selon", "le ministère"),
    ("Selon le ministère, Il reste du blé.", "Selon", "le ministère"),
    (
        "Il reste du blé. Selon le ministère, c’est assez.",
        "Selon",
        "le ministère",
    ),
    ("Il reste du blé, etc., selon le ministère.", "selon", "le ministère"),
    ("« Il reste du blé. », a dit Anna Brandt.", "a dit", "Anna Brandt"),
    ("“Il reste du blé.” Anna Brandt said so.", "said", "Anna Brandt"),
    (
        "Il reste du blé. According to the ministry it will last.",
        "According to",
        "the ministry",
    ),
]


@pytest.mark.parametrize(("text", "cue", "mention"), ORPHANS)
def test_an_attribution_that_a_full_stop_cuts_loose_is_named(text, cue, mention):
    [found] = found_by("A004", text, "Il reste du blé", cue=cue, mention=mention)

    assert found.severity == "low"
    assert cue in found.details["words"]


@pytest.mark.parametrize(("text", "cue", "mention"), NO_ORPHANS)
def test_an_attribution_in_its_sentence_is_fine(text, cue, mention):
    assert found_by("A004", text, "Il reste du blé", cue=cue, mention=mention) == []


LONG = " ".join(["Nous", *["irons"] * 60, "demain"])
SHORT = " ".join(["Nous", *["irons"] * 55, "demain"])


@pytest.mark.parametrize(
    ("text", "cue", "mention"),
    [
        (f"« {LONG} », a dit Anna Brandt.", "a dit", "Anna Brandt"),
        (f"“{LONG},” said Anna Brandt.", "said", "Anna Brandt"),
        (f"« {LONG} ».\nAnna Brandt l’a redit.", "l’a redit", "Anna Brandt"),
    ],
)
def test_a_long_quotation_with_its_speaker_at_the_end_is_named(text, cue, mention):
    [found] = found_by("S002", text, LONG, cue=cue, mention=mention, kind="direct")

    assert (found.severity, found.details["count"]) == ("low", "62")


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        (f"« {SHORT} », a dit Anna Brandt.", SHORT, "direct"),
        (f"Anna Brandt a dit : « {LONG} ».", LONG, "direct"),
        (f"{LONG}, a dit Anna Brandt.", LONG, "indirect"),
    ],
)
def test_a_short_an_announced_or_a_reported_one_is_fine(text, content, kind):
    made = {"cue": "a dit", "mention": "Anna Brandt", "kind": kind}

    assert found_by("S002", text, content, **made) == []


#: (text, mention, root)
PLURALS = [
    ("Il reste du blé, selon des sources.", "des sources", "Une source au ministère"),
    (
        "Il reste du blé, selon plusieurs responsables.",
        "plusieurs responsables",
        "un haut responsable, par téléphone",
    ),
    ("Il reste du blé, sources said.", "sources", "A source at the ministry"),
    (
        "Il reste du blé, two US officials said.",
        "two US officials",
        "one senior official",
    ),
]

ONE_OR_MANY = [
    ("Il reste du blé, selon une source.", "une source", "Une source au ministère"),
    ("Il reste du blé, selon des sources.", "des sources", "Deux sources"),
    ("Il reste du blé, selon des sources.", "des sources", ""),
    ("Il reste du blé, a source said.", "a source", "A source"),
    ("Il reste du blé, sources said.", "sources", "Wire dispatch"),
    ("Il reste du blé, selon Anna Brandt.", "Anna Brandt", "Une source"),
]


@pytest.mark.parametrize(("text", "mention", "root"), PLURALS)
def test_several_sources_where_one_is_on_record_are_named(text, mention, root):
    [found] = found_by("P001", text, "Il reste du blé", mention=mention, root=root)

    assert found.severity == "low"
    assert found.details == {"mention": mention, "source": root}


@pytest.mark.parametrize(("text", "mention", "root"), ONE_OR_MANY)
def test_as_many_sources_as_are_on_record_are_fine(text, mention, root):
    speaker = body("sources", "une source")
    made = {"mention": mention, "root": root, "speaker": speaker}

    assert found_by("P001", text, "Il reste du blé", **made) == []
