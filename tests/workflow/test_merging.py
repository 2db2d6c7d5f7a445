"""Merging speakers: what moves, what stays, what readers see, and taking it back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import translation

from quotes import workflow
from quotes.integrity import problems
from quotes.models import Office, Publication, Speaker, SpeakerMerge, SpeakerName
from quotes.vocabulary import Role
from quotes.workflow.copies import moves_of
from tests.factories import (
    make_article,
    make_editor,
    make_name,
    make_office,
    make_quote,
    make_speaker,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

REASON = "Deux fiches pour une personne."


def merge(speaker, survivor, **said):
    said = {"by": make_verifier(), "reason": REASON, **said}
    return workflow.merge_speakers(speaker, survivor, **said)


def undo(done, **said):
    said = {"by": make_verifier(), "reason": "Deux personnes.", **said}
    return workflow.undo_merge(done, **said)


def rows():
    return [
        list(model.objects.order_by("pk").values())
        for model in (Speaker, SpeakerName, Office, SpeakerMerge, Speaker.history.model)
    ]


def refused(call, *args, **said):
    """Return the refusal; nothing may be left of the attempt."""
    before = rows()
    with pytest.raises(workflow.WorkflowError) as refusal:
        call(*args, **said)
    assert rows() == before
    return refusal.value


def again(row):
    return type(row).objects.get(pk=row.pk)


def test_the_merged_one_is_read_as_the_survivor_and_attributions_stay():
    quote = make_quote()
    speaker = quote.attributions.get().speaker
    survivor = make_speaker("Anna Brandt-Weber")

    done = merge(speaker, survivor)

    assert quote.attributions.get().speaker == speaker
    assert quote.attributions.get().speaker.resolved() == survivor
    assert again(quote).version == quote.version
    assert (done.speaker, done.survivor, done.by) == (
        speaker,
        survivor,
        make_verifier(),
    )
    assert list(Speaker.objects.standing()) == [survivor]


def test_names_offices_and_the_wikidata_id_are_copied_where_missing():
    speaker = make_speaker("A. Brandt", wikidata_id="Q42")
    survivor = make_speaker("Anna Brandt")
    make_name(speaker, "Anna Brandt")
    make_name(speaker, "Mme Brandt", is_display=True)
    make_name(speaker, "Брандт", kind="translation", language="ru")
    make_name(survivor, "Mme Brandt")
    make_office(speaker, "ministre", organization="Défense", note="vu au J. O.")
    make_office(speaker, "députée", held_from=date(2021, 3, 1))
    make_office(survivor, "députée", held_from=date(2021, 3, 1), held_to=None)

    done = merge(speaker, survivor)

    assert sorted(
        survivor.names.values_list("name", "kind", "language", "is_display")
    ) == [
        ("A. Brandt", "full", "und", False),
        ("Mme Brandt", "short", "fr", False),
        ("Брандт", "translation", "ru", False),
    ]
    assert sorted(survivor.offices.values_list("title", "organization", "note")) == [
        ("députée", "", ""),
        ("ministre", "Défense", "vu au J. O."),
    ]
    assert again(survivor).wikidata_id == again(speaker).wikidata_id == "Q42"
    assert (speaker.names.count(), speaker.offices.count()) == (3, 2)
    assert len(done.copied["names"]) == 2
    assert len(done.copied["offices"]) == 1
    assert done.copied["wikidata_id"] == "Q42"


def test_the_survivor_keeps_its_own_wikidata_id_and_name():
    speaker, survivor = make_speaker("A. Brandt"), make_speaker(wikidata_id="Q42")

    done = merge(speaker, survivor)

    assert (again(survivor).name, again(survivor).wikidata_id) == ("Anna Brandt", "Q42")
    assert done.copied["wikidata_id"] == ""


def test_what_would_move_is_known_before_and_not_written():
    speaker, survivor = make_speaker("A. Brandt", wikidata_id="Q42"), make_speaker()
    make_office(speaker)
    before = rows()

    moves = moves_of(speaker, survivor)

    assert [name.name for name in moves.names] == ["A. Brandt"]
    assert [str(office) for office in moves.offices] == ["ministre"]
    assert moves.wikidata_id == "Q42"
    assert rows() == before


def test_both_histories_say_who_and_why():
    speaker, survivor = make_speaker("A. Brandt"), make_speaker()

    with translation.override("fr"):
        merge(speaker, survivor)

    for row, said in (
        (speaker, f"→ Anna Brandt: {REASON}"),
        (survivor, f"← A. Brandt: {REASON}"),
    ):
        last = row.history.first()
        assert last.history_user == make_verifier()
        assert last.history_change_reason == said


def test_readers_are_led_from_the_old_address_to_the_new_and_back(client):
    quote = make_verified_quote()
    speaker = quote.attributions.get().speaker
    survivor = make_speaker("Anna Brandt-Weber")
    old = reverse("quotes:speaker-short", args=[speaker.public_id])
    new = reverse("quotes:speaker-short", args=[survivor.public_id])
    own = speaker.get_absolute_url()
    assert client.get(new).status_code == 404

    done = merge(speaker, survivor)

    for address in (old, own):
        answer = client.get(address)
        assert (answer.status_code, answer["Location"]) == (
            301,
            survivor.get_absolute_url(),
        )
    page = client.get(survivor.get_absolute_url()).content.decode()
    assert quote.words in page
    assert "Anna Brandt" in [name.name for name in survivor.names.all()]

    undo(done)

    assert client.get(old)["Location"] == own
    assert client.get(own).status_code == 200
    assert client.get(survivor.get_absolute_url()).status_code == 404


def test_a_merge_three_steps_deep_still_finds_every_statement():
    quote = make_verified_quote(speaker=make_speaker("A"))
    chain = [quote.attributions.get().speaker]
    for name in "BCD":
        chain.append(make_speaker(name))
        merge(chain[-2], chain[-1])

    last = chain[-1]
    assert list(Speaker.objects.public()) == [last]
    rows = Speaker.objects.all()
    assert [each for each in rows if Speaker.objects.is_public(each)] == [last]
    assert Publication.objects.listed().by_speaker(last).count() == 1
    refusal = refused(merge, last, make_speaker("E"))
    assert refusal.code == "incomplete"
    assert "3 steps" in str(refusal)
    # Into it, others may still be merged.
    merge(make_speaker("F"), last)
    assert list(problems()) == []


@pytest.mark.parametrize("reason", ["", "  "])
def test_a_reason_is_demanded(reason):
    speaker, survivor = make_speaker("A. Brandt"), make_speaker()
    assert refused(merge, speaker, survivor, reason=reason).code == "reason_needed"
    done = merge(speaker, survivor)
    assert refused(undo, done, reason=reason).code == "reason_needed"


@pytest.mark.parametrize("role", [None, Role.CONTRIBUTOR, Role.EDITOR])
def test_merging_takes_a_verifier(role):
    user = make_user("camille", *filter(None, [role]))
    speaker, survivor = make_speaker("A. Brandt"), make_speaker()
    assert refused(merge, speaker, survivor, by=user).code == "not_allowed"
    done = merge(speaker, survivor)
    assert refused(undo, done, by=user).code == "not_allowed"


def test_one_speaker_is_not_merged_into_itself():
    speaker = make_speaker()

    assert refused(merge, speaker, again(speaker)).code == "cycle"


def test_a_merged_one_is_neither_merged_again_nor_a_survivor():
    speaker, survivor, third = (make_speaker(name) for name in ("A", "B", "C"))
    merge(speaker, survivor)

    assert refused(merge, speaker, third).code == "cycle"
    assert "B already" in str(refused(merge, third, speaker))
    assert refused(merge, survivor, speaker).code == "cycle"


def test_a_person_is_no_organization():
    kremlin = make_speaker("Kremlin", kind="government")

    refusal = refused(merge, make_speaker(), kremlin)

    assert refusal.code == "incomplete"
    assert "“person”" in str(refusal)
    assert "“government”" in str(refusal)


def test_two_wikidata_ids_are_two_people():
    one, other = make_speaker(wikidata_id="Q42"), make_speaker(wikidata_id="Q43")

    refusal = refused(merge, one, other)

    assert refusal.code == "incomplete"
    assert "Q42 and Q43" in str(refusal)


def test_a_speaker_that_is_gone_is_said_to_be():
    gone = make_speaker("A. Brandt")
    Speaker.objects.filter(pk=gone.pk).delete()

    assert refused(merge, gone, make_speaker()).code == "changed_meanwhile"


# Taking it back


def test_undoing_takes_the_copies_back_and_nothing_else():
    speaker, survivor = make_speaker("A. Brandt", wikidata_id="Q42"), make_speaker()
    make_office(speaker, held_from=date(2021, 3, 1))
    make_name(survivor, "Mme Brandt")
    make_office(survivor, "députée")
    before = rows()[:3]
    done = merge(speaker, survivor)

    done, left = undo(done)

    assert rows()[:3] == before
    assert left == []
    assert (done.undone_by, done.undo_reason) == (make_verifier(), "Deux personnes.")
    assert done.undone_at is not None
    for row, other in ((speaker, "Anna Brandt"), (survivor, "A. Brandt")):
        assert (
            row.history.first().history_change_reason == f"↩ {other}: Deux personnes."
        )


def test_copies_that_were_edited_stay_and_are_named():
    speaker, survivor = make_speaker("A. Brandt", wikidata_id="Q42"), make_speaker()
    make_name(speaker, "Mme Brandt")
    make_office(speaker)
    done = merge(speaker, survivor)
    name = survivor.names.get(name="Mme Brandt")
    name.kind = "full"
    name.save()
    office = survivor.offices.get()
    office.held_to = date(2024, 1, 31)
    office.save()
    survivor = again(survivor)
    survivor.wikidata_id = "Q43"
    survivor.save()

    _done, left = undo(done)

    assert left == ["Mme Brandt", "ministre", "Q42"]
    assert [row.name for row in survivor.names.all()] == ["Mme Brandt"]
    assert survivor.offices.get().held_to == date(2024, 1, 31)
    assert (again(speaker).wikidata_id, again(survivor).wikidata_id) == ("Q42", "Q43")


def test_a_copy_taken_away_by_hand_is_no_matter():
    speaker, survivor = make_speaker("A. Brandt"), make_speaker()
    done = merge(speaker, survivor)
    survivor.names.all().delete()

    assert undo(done)[1] == []


def test_a_name_that_another_merged_speaker_has_too_stays():
    survivor = make_speaker()
    first, second = make_speaker("A. Brandt"), make_speaker("Anna B.")
    make_name(first, "Mme Brandt")
    make_name(second, "Mme Brandt")
    done = merge(first, survivor)
    merge(second, survivor)

    _done, left = undo(done)

    assert left == ["Mme Brandt"]
    assert {row.name for row in survivor.names.all()} == {"Mme Brandt", "Anna B."}


def test_a_merge_is_undone_once():
    done = merge(make_speaker("A. Brandt"), make_speaker())
    undo(done)

    assert refused(undo, done).code == "frozen"


def test_the_later_merge_is_undone_first():
    speaker, survivor, third = (make_speaker(name) for name in ("A", "B", "C"))
    first = merge(speaker, survivor)
    second = merge(survivor, third)

    refusal = refused(undo, first)
    assert refusal.code == "frozen"
    assert "Undo that merge first" in str(refusal)

    undo(second)
    undo(first)
    assert Speaker.objects.standing().count() == 3
    assert not SpeakerName.objects.exists()


def test_a_wikidata_id_that_a_third_one_took_is_named():
    speaker, survivor = make_speaker("A", wikidata_id="Q42"), make_speaker("B")
    done = merge(speaker, survivor)
    survivor = again(survivor)
    survivor.wikidata_id = ""
    survivor.save()
    make_speaker("C", wikidata_id="Q42")

    refusal = refused(undo, done)

    assert refusal.code == "incomplete"
    assert "C has the Wikidata id Q42" in str(refusal)


def test_after_an_undo_the_two_can_be_merged_again():
    speaker, survivor = make_speaker("A. Brandt"), make_speaker()
    undo(merge(speaker, survivor))

    merge(speaker, survivor)

    assert again(speaker).merged_into == survivor
    assert speaker.merges.count() == 2


def test_a_quote_named_after_the_merged_one_is_still_decided_by_two():
    quote = make_quote(article=make_article())
    merge(quote.attributions.get().speaker, make_speaker("Anna Brandt-Weber"))

    # Whoever merged the two chose the name; somebody else decides on it.
    quote = workflow.verify(quote, by=make_verifier("another"))

    publication = quote.publications.get()
    assert publication.speaker_names == "Anna Brandt-Weber"
    assert quote.changed_by == make_editor()
