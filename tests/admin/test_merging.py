"""Merging speakers in the panel: chosen, looked at, done with a reason, taken back."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from quotes import workflow
from quotes.admin import speakers
from quotes.models import Speaker, SpeakerMerge
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

REASON = "Deux fiches pour une personne."


@pytest.fixture
def verifier(log_in):
    return log_in(factories.make_verifier())


@pytest.fixture
def pair():
    """(one with a public quote, another name, an office and an id, the survivor)."""
    quote = factories.make_verified_quote(
        speaker=factories.make_speaker("A. Brandt", wikidata_id="Q42")
    )
    speaker = quote.attributions.get().speaker
    factories.make_name(speaker, "Mme Brandt")
    factories.make_office(speaker, "ministre", organization="Défense")
    return speaker, factories.make_speaker("Anna Brandt")


def merge_page(speaker):
    return reverse("admin:quotes_speaker_merge", args=[speaker.pk])


def undo_page(merge):
    return reverse("admin:quotes_speaker_undo_merge", args=[merge.speaker_id, merge.pk])


def looked_at(client, speaker, survivor, **fields):
    """Return what the page posts once it was looked at."""
    page = client.get(merge_page(speaker), {"survivor": survivor.pk})
    seen = page.context["form"]["seen"].value()
    return {"survivor": survivor.pk, "seen": seen, "reason": REASON, **fields}


def make_merge(*pair):
    return workflow.merge_speakers(*pair, by=factories.make_verifier(), reason=REASON)


def test_who_stays_is_chosen_first(verifier, pair):
    page = verifier.get(merge_page(pair[0]))

    html = page.content.decode()
    assert "Show what moves" in html
    assert "1 attribution" in html
    assert 'method="post" novalidate' not in html


def test_all_that_moves_is_seen_before(verifier, pair):
    speaker, survivor = pair

    page = verifier.get(merge_page(speaker), {"survivor": survivor.pk})

    moves = page.context["moves"]
    assert [name.name for name in moves.names] == ["A. Brandt", "Mme Brandt"]
    assert [str(office) for office in moves.offices] == ["ministre, Défense"]
    assert moves.wikidata_id == "Q42"
    assert (page.context["claim_count"], page.context["publication_count"]) == (1, 1)
    compared = {
        row.label: (row.speaker, row.survivor) for row in page.context["compared"]
    }
    assert compared["Name"] == ("A. Brandt", "Anna Brandt")
    assert compared["Wikidata id"] == ("Q42", "–")
    assert compared["Offices"] == ("ministre, Défense", "–")
    html = page.content.decode()
    assert "Nous tiendrons parole" in html
    assert "<ins>Mme Brandt</ins>" in html
    assert not SpeakerMerge.objects.exists()


def test_only_the_first_twenty_are_shown_and_all_counted(verifier, pair):
    speaker, survivor = pair
    article = factories.make_article()
    for _each in range(21):
        factories.make_quote(article=article, speaker=speaker)

    page = verifier.get(merge_page(speaker), {"survivor": survivor.pk})

    assert page.context["claim_count"] == 22
    assert len(page.context["claims"]) == 20
    assert f"?speaker__in={speaker.pk}" in page.content.decode()


def test_all_of_them_are_as_many_as_counted_with_those_of_a_merged_speaker(
    verifier, pair
):
    speaker, survivor = pair
    article, third = factories.make_article(), factories.make_speaker("A. Brand")
    for each in (*[speaker] * 11, *[survivor] * 10, third):
        factories.make_quote(article=article, speaker=each)
    make_merge(*pair)

    page = verifier.get(merge_page(survivor), {"survivor": third.pk})
    listed = verifier.get(page.context["claims_url"])

    assert page.context["claims_url"] in page.content.decode()
    assert page.context["claim_count"] == 22
    assert listed.status_code == 200
    assert listed.context["cl"].result_count == 22


def test_merging_leads_to_the_survivor(verifier, pair):
    speaker, survivor = pair

    answer = verifier.post(merge_page(speaker), looked_at(verifier, *pair))

    assert answer.url == address("speaker", "change", survivor.pk)
    merge = SpeakerMerge.objects.get()
    assert (merge.reason, merge.by.username) == (REASON, "verifier")
    logged = LogEntry.objects.get()
    assert logged.object_id == str(speaker.pk)
    assert logged.get_change_message() == (
        f"A. Brandt was merged into Anna Brandt. {REASON}"
    )
    html = verifier.get(answer.url).content.decode()
    assert "is now read as Anna Brandt" in html
    assert undo_page(merge) in html
    assert "Mme Brandt" in html


def test_what_will_be_refused_is_seen_before_the_click(verifier, pair):
    kremlin = factories.make_speaker("Kremlin", kind="government")

    page = verifier.get(merge_page(pair[0]), {"survivor": kremlin.pk})

    html = page.content.decode()
    assert "is entered as “person”" in html
    assert 'type="submit" class="default"' not in html


def test_a_refusal_of_the_workflow_comes_out_on_the_page(verifier, pair):
    speaker, survivor = pair
    other = factories.make_speaker("Kremlin", kind="government")

    page = verifier.post(merge_page(speaker), looked_at(verifier, speaker, other))

    assert "correct the kind first" in page.content.decode()
    assert page.context["form"].errors
    page = verifier.post(
        merge_page(speaker), looked_at(verifier, speaker, survivor, reason="")
    )
    assert "reason" in page.context["form"].errors
    assert not SpeakerMerge.objects.exists()


def test_what_was_changed_since_it_was_looked_at_is_looked_at_again(verifier, pair):
    speaker, survivor = pair
    data = looked_at(verifier, *pair)
    factories.make_name(speaker, "Anna B.")

    page = verifier.post(merge_page(speaker), data)

    assert "changed meanwhile" in page.content.decode()
    assert not SpeakerMerge.objects.exists()
    again = {**data, "seen": page.context["form"]["seen"].value()}
    assert verifier.post(merge_page(speaker), again).status_code == 302
    assert survivor.names.filter(name="Anna B.").exists()


def test_nobody_chosen_and_a_merged_one_are_not_merged_into(verifier, pair):
    speaker, survivor = pair
    merged = factories.make_speaker("Anna", merged_into=survivor)

    for key in ("", "x", merged.pk, 99999):
        answer = verifier.post(
            merge_page(speaker), {"survivor": key, "seen": "x", "reason": REASON}
        )
        assert answer.url == merge_page(speaker)
        page = verifier.get(merge_page(speaker), {"survivor": key})
        assert "moves" not in page.context
    assert not SpeakerMerge.objects.exists()


def test_without_a_script_the_survivor_is_found_by_a_button(verifier, pair):
    speaker, survivor = pair

    page = verifier.get(
        merge_page(speaker), {"survivor": "", "find": "anna", "do": "find"}
    )

    assert f'<option value="{survivor.pk}">Anna Brandt</option>' in (
        page.content.decode()
    )
    assert not page.context["choice"].errors


def test_a_merged_speaker_says_into_whom_and_is_not_merged_again(verifier, pair):
    speaker, survivor = pair
    merge = make_merge(*pair)

    html = verifier.get(address("speaker", "change", speaker.pk)).content.decode()
    answer = verifier.get(merge_page(speaker))

    assert "Merged into" in html
    assert "It was merged already" in html
    assert undo_page(merge) in html
    assert answer.url == address("speaker", "change", speaker.pk)
    assert survivor.name in html


@pytest.mark.parametrize("role", ["contributor", "editor"])
def test_who_may_not_merge_sees_why_and_does_not_get_there(log_in, pair, role):
    merge = make_merge(*pair)
    client = log_in(factories.make_user("camille", role))

    html = client.get(address("speaker", "change", pair[1].pk)).content.decode()

    assert "Merging takes the role “verifier”." in html
    assert "Undoing a merge takes the role “verifier”." in html
    assert merge_page(pair[1]) not in html
    assert undo_page(merge) not in html
    assert client.get(merge_page(pair[1])).status_code == 403
    assert client.post(undo_page(merge), {"reason": REASON}).status_code == 403
    assert SpeakerMerge.objects.get().undone_at is None


# Taking it back


def test_undoing_shows_what_goes_and_what_stays(verifier, pair):
    speaker, survivor = pair
    merge = make_merge(*pair)
    survivor.names.filter(name="Mme Brandt").update(kind="full")

    page = verifier.get(undo_page(merge))

    assert page.context["going"] == ["A. Brandt", "ministre, Défense", "Q42"]
    assert page.context["left"] == ["Mme Brandt"]
    assert speaker.name in page.content.decode()


def test_undoing_leads_back_to_the_speaker_and_names_what_stayed(verifier, pair):
    speaker, survivor = pair
    merge = make_merge(*pair)
    survivor.names.filter(name="Mme Brandt").update(kind="full")
    assert "reason" in verifier.post(undo_page(merge), {}).context["form"].errors

    answer = verifier.post(undo_page(merge), {"reason": "Homonymes."}, follow=True)

    assert answer.redirect_chain[-1][0] == address("speaker", "change", speaker.pk)
    html = answer.content.decode()
    assert "The two stand apart again." in html
    assert "This stayed with Anna Brandt" in html
    assert "Homonymes." in html
    assert Speaker.objects.get(pk=speaker.pk).merged_into is None


def test_a_merge_that_cannot_be_undone_says_why(verifier, pair):
    merge = make_merge(*pair)
    make_merge(pair[1], factories.make_speaker("Anna B."))

    html = verifier.get(undo_page(merge)).content.decode()
    page = verifier.post(undo_page(merge), {"reason": "Homonymes."})

    assert "Undo that merge first" in html
    assert 'type="submit" class="default"' not in html
    assert page.context["form"].errors
    assert SpeakerMerge.objects.get(pk=merge.pk).undone_at is None


def test_a_merge_is_undone_at_its_own_speaker_s_address(verifier, pair):
    merge = make_merge(*pair)
    wrong = reverse("admin:quotes_speaker_undo_merge", args=[pair[1].pk, merge.pk])

    assert verifier.get(wrong).status_code == 404


# Wikidata


def form_data(**columns):
    inlines = {}
    for prefix in ("names", "offices"):
        inlines |= {f"{prefix}-TOTAL_FORMS": 0, f"{prefix}-INITIAL_FORMS": 0}
    return {"kind": "person", "name": "Anna Brandt", **inlines, **columns}


@pytest.mark.parametrize(
    "given",
    [
        *("Q42", " q42 ", "https://www.wikidata.org/wiki/Q42", "wikidata.org/wiki/Q42"),
        "https://m.wikidata.org/wiki/Q42?uselang=fr#P31",
        "http://www.wikidata.org/entity/Q42",
        "https://www.wikidata.org/wiki/Special:EntityPage/Q42",
    ],
)
def test_an_id_or_the_address_of_its_page_becomes_the_id(log_in, given):
    client = log_in(factories.make_editor())

    client.post(address("speaker", "add"), form_data(wikidata_id=given))

    assert Speaker.objects.get().wikidata_id == "Q42"


@pytest.mark.parametrize(
    "given",
    [
        *("42", "Q", "Q0", "Q042", "P42", "Q42x", "Q٤٢", "Q" + "4" * 16),
        "https://fr.wikipedia.org/wiki/Q42",
        "https://wikidata.org.example.com/wiki/Q42",
    ],
)
def test_anything_else_is_answered_with_a_plain_sentence(log_in, given):
    client = log_in(factories.make_editor())

    page = client.post(address("speaker", "add"), form_data(wikidata_id=given))

    [error] = page.context["adminform"].form.errors["wikidata_id"]
    assert error.startswith("A Wikidata id is Q and a number, as in Q42.")
    assert not Speaker.objects.exists()


def test_another_speaker_with_that_id_is_named_with_the_way_to_merge(log_in, pair):
    speaker, survivor = pair
    client = log_in(factories.make_editor())
    data = form_data(wikidata_id="Q42")

    changed = client.post(address("speaker", "change", survivor.pk), data)
    added = client.post(address("speaker", "add"), data)

    html = changed.content.decode()
    link = f'<a href="{address("speaker", "change", speaker.pk)}">A. Brandt</a>'
    assert f"{link} has this Wikidata id already. If the two are one" in html
    way = f'<a href="{merge_page(survivor)}?survivor={speaker.pk}">merge them</a>.'
    assert way in html
    assert f"{link} has this Wikidata id already: use that one." in (
        added.content.decode()
    )


def test_both_are_told_in_one_message_to_translate(log_in, pair, monkeypatch):
    monkeypatch.setattr(speakers, "_", lambda message: f"[{message}]")
    client, data = log_in(factories.make_editor()), form_data(wikidata_id="Q42")
    for url in (address("speaker", "change", pair[1].pk), address("speaker", "add")):
        page = client.post(url, data)
        [error] = page.context["adminform"].form.errors["wikidata_id"]
        assert re.fullmatch(r"\[[^][]+\]", error), error


def test_a_name_with_marks_is_no_markup(log_in):
    factories.make_speaker("<b>Anna</b>", wikidata_id="Q42")
    client = log_in(factories.make_editor())

    page = client.post(address("speaker", "add"), form_data(wikidata_id="Q42"))

    assert "&lt;b&gt;Anna&lt;/b&gt;" in page.content.decode()


def test_a_merged_speaker_keeps_the_id_it_shares(log_in, pair):
    speaker, survivor = pair
    make_merge(*pair)
    client = log_in(factories.make_editor())
    data = form_data(name="A. Brandt", sort_name="Brandt, A.", wikidata_id="Q42")

    names, offices = speaker.names.get(), speaker.offices.get()
    data |= {"names-INITIAL_FORMS": 1, "names-TOTAL_FORMS": 1, "names-0-id": names.pk}
    data |= {"names-0-speaker": speaker.pk, "names-0-name": "Mme Brandt"}
    data |= {"names-0-kind": "short", "names-0-language": "fr"}
    data |= {"offices-INITIAL_FORMS": 1, "offices-TOTAL_FORMS": 1}
    data |= {"offices-0-id": offices.pk, "offices-0-speaker": speaker.pk}
    data |= {"offices-0-title": "ministre", "offices-0-language": "und"}
    answer = client.post(address("speaker", "change", speaker.pk), data)

    assert answer.status_code == 302
    assert Speaker.objects.get(pk=speaker.pk).sort_name == "Brandt, A."
    assert survivor.names.count() == 2
