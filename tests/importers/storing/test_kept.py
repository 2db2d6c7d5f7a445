"""What is here already: updated as long as nobody worked on it, else kept."""

import pytest
from django.core.management import call_command

from quotes.models import Article, Quote, Review, Speaker
from quotes.workflow import change_quote, reattribute, verify
from quotes.workflow.pieces import Claim
from tests.factories import make_editor, make_verifier
from tests.importers.storing.taking import TEXT, faults_in, piece, promise, take

pytestmark = pytest.mark.django_db


@pytest.fixture
def taken():
    take(piece(promise()))
    return Quote.objects.get()


def test_another_speaker_updates_what_nobody_touched(taken):
    other = promise(speakers=[{"name": "Anna Brandt"}])

    outcome, entries = take(piece(other))

    assert outcome.counts["quote"] == {"updated": 1}
    assert "attributions" in entries[-1]["changes"]
    taken.refresh_from_db()
    assert taken.attributions.get().speaker.name == "Anna Brandt"
    assert [row.decision for row in taken.reviews.order_by("number")] == [
        "import",
        "import",
    ]
    call_command("check_data")
    call_command("verify_ledger")


def test_other_words_move_the_spans(taken):
    outcome, _entries = take(piece(promise(words="Le pont sera réparé")))

    assert outcome.counts["quote"] == {"updated": 1}
    taken.refresh_from_db()
    assert taken.words == "Le pont sera réparé"
    assert taken.spans.get(role="content").exact == "Le pont sera réparé"
    call_command("check_data")


def test_what_an_editor_changed_is_kept_and_told(taken):
    speaker = Speaker.objects.create(name="Anna Brandt", kind="person")
    reattribute(taken, by=make_editor(), claims=[Claim(speaker, 1)], reason="Lu.")

    outcome, entries = take(piece(promise()))

    assert outcome.is_written
    assert outcome.counts["quote"] == {"kept": 1}
    assert entries[0]["changes"].keys() == {"attributions"}
    assert taken.attributions.get(rank="preferred").speaker == speaker


def test_what_was_verified_is_kept_and_public_as_it_was(taken):
    verify(taken, by=make_verifier())

    outcome, _entries = take(piece(promise(words="Le pont sera réparé")))

    assert outcome.counts["quote"] == {"kept": 1}
    taken.refresh_from_db()
    assert taken.status == "verified"
    assert taken.words == "Le pont sera réparé avant l’hiver"


def test_the_same_again_of_what_was_verified_is_unchanged(taken):
    verify(taken, by=make_verifier())

    outcome, entries = take(piece(promise()))

    assert outcome.counts["quote"] == {"unchanged": 1}
    assert entries == []


def test_an_article_that_nobody_touched_is_updated(taken):
    outcome, entries = take(piece(promise(), headline="Le pont, enfin"))

    assert outcome.counts["article"] == {"updated": 1}
    assert entries[0]["changes"] == {"headline": ["Le pont", "Le pont, enfin"]}
    assert Article.objects.get().headline == "Le pont, enfin"


def test_an_article_that_somebody_edited_is_kept(taken):
    article = Article.objects.get()
    article.headline = "Le pont (corrigé)"
    article.save()

    outcome, _entries = take(piece(promise(), headline="Le pont, enfin"))

    assert outcome.counts["article"] == {"kept": 1}
    assert Article.objects.get().headline == "Le pont (corrigé)"


def test_a_later_text_is_taken_in_beside_the_old_one(taken):
    outcome, _entries = take(piece(promise(), text="Mise à jour.\n\n" + TEXT))

    assert outcome.counts["article"] == {"updated": 1}
    article = Article.objects.get()
    assert [row.number for row in article.revisions.order_by("number")] == [1, 2]
    assert outcome.counts["quote"] in ({"kept": 1}, {"unchanged": 1})
    call_command("check_data")


def test_an_older_text_is_left_out(taken):
    take(piece(promise(), text="Mise à jour.\n\n" + TEXT))

    outcome, entries = take(piece(promise()))

    assert outcome.is_written
    assert "An older text" in faults_in(entries)[0][2]
    assert Article.objects.get().revisions.count() == 2


def test_a_quote_is_known_by_its_words_and_place_without_an_id():
    one = promise()
    del one["external_id"]
    take(piece(one))

    outcome, _entries = take(piece(one))

    assert outcome.counts["quote"] == {"unchanged": 1}


def test_a_quote_of_another_article_does_not_lose_its_id(taken):
    other = piece(promise(id=taken.public_id), external_id="pont-2")

    outcome, entries = take(other)

    assert outcome.counts["quote"] == {"refused": 1}
    assert "another article" in faults_in(entries)[0][2]


def test_names_and_offices_of_a_speaker_add_up():
    speaker = {"type": "speaker", "id": "s1", "kind": "person", "name": "Anna Brandt"}
    take(speaker)
    named = {**speaker, "names": [{"name": "Mme Brandt", "kind": "short"}]}

    outcome, _entries = take(named)
    again, _entries = take(named)

    assert outcome.counts == {"speaker": {"updated": 1}}
    assert again.counts == {"speaker": {"unchanged": 1}}
    assert Speaker.objects.get().names.get().name == "Mme Brandt"


def test_a_speaker_that_somebody_edited_is_kept():
    speaker = {"type": "speaker", "id": "s1", "kind": "person", "name": "Anna Brandt"}
    take(speaker)
    row = Speaker.objects.get()
    row.description = "maire"
    row.save()

    outcome, _entries = take({**speaker, "name": "A. Brandt"})

    assert outcome.counts == {"speaker": {"kept": 1}}
    assert Speaker.objects.get().name == "Anna Brandt"


def test_a_change_at_the_desk_keeps_the_reviews_one_chain(taken):
    change_quote(taken, by=make_editor(), fields={"occasion": "au conseil"})

    take(piece(promise()))

    assert Review.objects.filter(quote=taken).count() == 2
    call_command("verify_ledger")


def test_a_new_text_beside_new_articles_in_one_batch(taken):
    outcome, entries = take(
        piece(promise(), external_id="pont-2"),
        piece(promise(), text="Mise à jour.\n\n" + TEXT),
        piece(promise(), external_id="pont-3"),
    )

    assert outcome.is_written, entries
    assert Article.objects.count() == 3
    assert Quote.objects.count() == 3
    call_command("check_data")
