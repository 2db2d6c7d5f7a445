"""Each wrong record gets its line in the report, and nothing else is lost."""

import pytest

from quotes.importers.items import Fault, Item
from quotes.models import Article, Quote
from tests.importers.storing.taking import faults_in, piece, promise, take

pytestmark = pytest.mark.django_db


def told(*records):
    """Return the faults of records that are taken in beside a good one."""
    good = piece(promise(), external_id="good")
    outcome, entries = take(*records, good, keep_going=True)
    assert outcome.is_written
    assert Article.objects.filter(external_id="good").get().quotes.count() == 1
    return faults_in(entries)


@pytest.mark.parametrize(
    "day",
    [
        *("2024-13-01", "2024-02-30", "12/11/2024", "12.11.2024", "20241112"),
        *("mardi", "2024-11-12T10:00:00Z", "", "2024-11", 20241112, True, ["2024"]),
    ],
)
def test_a_day_in_a_wrong_shape(day):
    found = told(piece(promise(said_on=day)))

    if day == "":
        assert found == [] or found[0][1] == "quotes[0].said_on"
        return
    assert [each[1] for each in found] == ["quotes[0].said_on"]
    assert "is no day" in found[0][2]


@pytest.mark.parametrize("moment", ["2024-11-12", "2024-11-12T10:00:00", "10:00", 5])
def test_a_moment_in_a_wrong_shape(moment):
    found = told(piece(published_at=moment))

    assert found[0][:2] == ("refused", "published_at")


@pytest.mark.parametrize(
    ("columns", "field"),
    [
        ({"kind": "direkt"}, "kind"),
        ({"polarity": 1}, "polarity"),
        ({"language": "klingon"}, "language"),
        ({"is_heading": "yes"}, "is_heading"),
        ({"occasion": "x" * 251}, "occasion"),
        ({"occasion": "a\0b"}, "occasion"),
        ({"speakers": "Brandt"}, "speakers"),
        ({"speakers": [{"nom": "Brandt"}]}, "speakers[0].nom"),
        ({"colour": "red"}, "colour"),
        ({"words": 7}, "words"),
        ({"words": []}, "words"),
        ({"start": -1}, "start"),
        ({"status": "verified"}, "status"),
        ({"source": {"kind": "rumor", "name": "x"}}, "source"),
        ({"source": "nowhere"}, "source"),
        ({"spans": [{"role": "content", "start": 5, "end": 5000}]}, "spans[0].start"),
        (
            {"spans": [{"role": "content", "start": 0, "end": 7, "exact": "La pont"}]},
            "spans[0].exact",
        ),
    ],
)
def test_a_field_that_is_wrong(columns, field):
    found = told(piece(promise(**columns)))

    assert [each[0] for each in found] == ["refused"]
    assert found[0][1].startswith("quotes[0].")
    assert found[0][1].endswith(field)


def test_everything_that_is_wrong_is_told_at_once():
    found = told(piece(promise(kind="x", language="y", said_on="z")))

    assert len(found) == 3


def test_one_id_twice_within_a_file():
    found = told(piece(promise(id="same"), promise(id="same", external_id="q2")))

    assert found == [("refused", "quotes[1].id", "This id stands twice in this file.")]
    assert Quote.objects.filter(public_id="same").count() == 1


def test_one_article_twice_within_a_file():
    found = told(piece(promise()), piece(promise(external_id="q2")))

    assert [each[:2] for each in found] == [("refused", "id")]


def test_one_external_id_twice_within_an_article():
    found = told(piece(promise(), promise(words="sera prêt", cue=None, mention=None)))

    assert len(found) == 1
    assert found[0][0] == "refused"
    assert Quote.objects.filter(external_id="q1").count() == 2


def test_a_quote_of_an_article_that_is_not_there():
    found = told(promise(type="quote", article="nowhere"))

    assert found[0][:2] == ("refused", "article")


def test_a_link_to_nothing():
    found = told({"type": "link", "from": "a", "kind": "denies", "to": "b"})

    assert [each[1] for each in found] == ["from", "to"]


def test_an_embargo_without_an_end():
    found = told(piece(promise(), release="embargoed"))

    assert "embargo" in found[0][2].lower()


def test_a_type_that_there_is_not():
    found = told({"type": "poem"})

    assert found[0][1] == "type"


def test_an_article_without_a_text_and_a_quote_without_words():
    record = piece(promise(words=""))
    del record["text"]

    assert told(record)[0][0] == "refused"


def test_what_a_reader_refused():
    wrong = Item("line 9", None, [Fault("line 9", "", "This is no JSON.")], b"{")

    assert told(wrong) == [("refused", "", "This is no JSON.")]
