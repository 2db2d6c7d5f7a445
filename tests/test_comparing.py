"""What readers see differ between two versions of a quote."""

import re

import pytest

from quotes import workflow
from quotes.comparing import differences
from quotes.diffs import Change
from quotes.templatetags.quotes_search import difference
from tests import factories as make

pytestmark = pytest.mark.django_db


def text(difference, kind):
    return [c.text.strip() for c in difference.changes if c.kind == kind]


@pytest.fixture
def versions():
    """Two versions of a quote: another speaker, an occasion, one word less."""
    quote = make.make_verified_quote()
    source = quote.article.current_revision.text
    changed = workflow.change_quote(
        quote,
        by=make.make_editor(),
        fields={"occasion": "à Bruxelles"},
        spans=make.spans_of(
            source,
            content="tiendrons parole",
            quoted="tiendrons parole",
            cue="a déclaré",
            mention="Anna Brandt",
        ),
        reason="Le premier mot n’en est pas.",
    )
    workflow.verify(changed, by=make.make_verifier())
    return list(quote.publications.order_by("number"))


def test_only_what_differs_is_told_word_by_word(versions):
    before, after = versions

    found = {each.label: each for each in differences(before, after)}

    assert set(found) == {"Words", "Occasion"}
    assert text(found["Words"], "removed") == ["Nous"]
    assert text(found["Occasion"], "added") == ["à Bruxelles"]
    assert found["Words"].language == "fr"


def test_nothing_differs_from_itself(versions):
    assert differences(versions[0], versions[0]) == []


def test_the_page_of_a_version_says_what_the_next_one_changed(client, versions):
    page = client.get(versions[0].get_version_url()).content.decode()

    assert "What version 2 changed" in page
    assert '<del><span class="hidden">[removed: </span>Nous' in page
    assert versions[1].get_version_url() in page


def test_a_word_in_place_of_another_stands_apart_from_it():
    changes = [Change("removed", "non identifié"), Change("added", "Mark Cancian")]

    shown = re.sub(r"<[^>]+>", "", difference(changes, "out", "in"))

    assert shown == "[out: non identifié] [in: Mark Cancian]"


def test_marks_stay_with_their_words():
    changes = [Change("kept", "verified"), Change("added", ", corrected")]

    shown = re.sub(r"<[^>]+>", "", difference(changes, "out", "in"))

    assert shown == "verified[in: , corrected]"


def test_the_newest_version_has_no_next_one(client, versions):
    page = client.get(versions[1].get_version_url()).content.decode()

    assert "What version" not in page
    assert versions[0].get_version_url() in page
