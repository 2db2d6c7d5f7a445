"""Publications: what readers are shown, what they are not, and which are current."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import models as fields
from django.utils import timezone

from quotes import publishing, workflow
from quotes.models import Publication, Quote
from quotes.vocabulary import Status
from tests.factories import (
    DENIAL,
    make_article,
    make_correction,
    make_disputed_quote,
    make_editor,
    make_name,
    make_office,
    make_published_correction,
    make_quote,
    make_quote_under_review,
    make_source,
    make_speaker,
    make_standards_editor,
    make_unresolved_quote,
    make_verified_quote,
    make_verifier,
    make_withdrawn_quote,
)

pytestmark = pytest.mark.django_db

NOW = datetime(2024, 11, 13, 8, 0, tzinfo=UTC)


def texts_in(value):
    """Yield every string in plain data, keys included."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from texts_in(item)
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, str):
        yield value


def texts_of(publication):
    """Return every text that a publication holds, in any column."""
    found = []
    for field in Publication._meta.concrete_fields:
        if isinstance(field, (fields.CharField, fields.TextField, fields.JSONField)):
            found += texts_in(getattr(publication, field.name))
    return "\n".join(found)


# What is left out


SECRET = {
    "candidate": "Un candidat secret",
    "candidate’s mention": "la ministre",
    "reason for a candidate": "Raison secrète du candidat",
    "reason for an attribution": "Raison secrète de l’attribution",
    "reason why another is wrong": "Raison secrète de l’écart",
    "deprecated speaker": "Un ancien locuteur",
    "reason of a decision": "Raison secrète de la décision",
    "evidence": "Preuve secrète",
    "reason for a single editor": "Seule en poste secrètement",
    "terms": "Pourquoi sans nom, en secret",
    "note on an office": "Su par un secret",
    "draft notice": "Un brouillon secret",
}


@pytest.fixture
def full_of_secrets():
    """The publications of a quote on which everything internal is set."""
    standards, editor = make_standards_editor("dominique"), make_editor("camille")
    signer = make_standards_editor("sacha")
    quote = make_quote(
        by=editor,
        article=make_article(by=signer),
        speaker=make_speaker(SECRET["deprecated speaker"]),
        source=make_source(
            terms="unnamed",
            terms_reason=SECRET["terms"],
            terms_approved_by=signer,
        ),
    )
    speaker = make_speaker("Kaja Kallas")
    make_office(speaker, note=SECRET["note on an office"], held_from="2020-01-01")
    quote = workflow.reattribute(
        quote,
        by=editor,
        claims=[workflow.Claim(speaker, 1)],
        reason=SECRET["reason for an attribution"],
        deprecation=SECRET["reason why another is wrong"],
    )
    text = quote.article.current_revision.text
    start = text.index(SECRET["candidate’s mention"])
    quote = workflow.add_candidate(
        quote,
        by=standards,
        claim=workflow.Claim(
            make_speaker(SECRET["candidate"]),
            place=(start, start + len(SECRET["candidate’s mention"])),
        ),
        reason=SECRET["reason for a candidate"],
    )
    quote = workflow.verify(
        quote,
        by=standards,
        override=SECRET["reason for a single editor"],
        reason=SECRET["reason of a decision"],
        evidence=SECRET["evidence"],
        internal=True,
    )
    make_correction(quote, by=editor, notice=SECRET["draft notice"])
    correction = workflow.sign_correction(make_correction(quote, by=editor), by=signer)
    workflow.publish_correction(correction, by=signer)
    return list(quote.publications.order_by("number"))


@pytest.mark.parametrize("what", SECRET)
def test_what_is_internal_stands_nowhere_in_a_publication(full_of_secrets, what):
    assert len(full_of_secrets) == 2
    for publication in full_of_secrets:
        assert SECRET[what].casefold() not in texts_of(publication).casefold()


def test_no_username_stands_anywhere_in_a_publication(
    full_of_secrets, django_user_model
):
    usernames = set(django_user_model.objects.values_list("username", flat=True))
    assert usernames == {"camille", "dominique", "sacha"}
    for publication in full_of_secrets:
        texts = texts_of(publication)
        assert {name for name in usernames if name in texts} == set()


def test_the_roles_and_decisions_of_a_publication_are_public(full_of_secrets):
    assert [(row.decision, row.role) for row in full_of_secrets] == [
        ("verify", "standards editor"),
        ("correct", "standards editor"),
    ]


def test_public_state_keeps_what_was_verified():
    quote = make_verified_quote(source=make_source())
    state = quote.reviews.last().state

    shown = publishing.public_state(state)

    left_out = state.keys() - shown.keys()
    assert left_out == {"external_id"}
    assert shown["single_editor"] is False
    assert shown["attributions"][0].keys() == state["attributions"][0].keys() - {
        "reason",
        "accepted_by",
    }
    assert {
        key: shown[key] for key in shown if key not in ("single_editor", "attributions")
    } == {
        key: state[key] for key in shown if key not in ("single_editor", "attributions")
    }


def test_every_key_of_a_state_is_public_or_left_out_knowingly():
    """A key that is added to the state must be decided on here."""
    state = make_verified_quote().reviews.last().state

    assert state.keys() == {
        *publishing._PUBLIC_KEYS,
        *("single_editor", "attributions", "spans"),
        "external_id",
    }


def test_a_withdrawn_publication_holds_id_status_and_notices_only():
    quote = make_withdrawn_quote(source=make_source(), said_on="2024-11-12")
    make_published_correction(quote, notice="Parole inventée.")

    for publication in quote.publications.filter(status="withdrawn"):
        assert publication.state.keys() == {"id", "status", "corrections"}
        assert publication.shown.keys() == {"notices"}
        assert not publication.speaker_rows.exists()
        assert not publication.source_rows.exists()
        for name in (
            *("words", "kind", "polarity", "language", "speaker_names"),
            *("speaker_search", "source_kind", "search_text", "article_search"),
            "source_search",
        ):
            assert getattr(publication, name) == "", name
        assert publication.said_on is None
        assert publication.dated_on is None
    assert quote.publications.get(is_current=True).notice == "Parole inventée."


def test_publications_hold_plain_json():
    for publication in (
        make_verified_quote(source=make_source(), said_on="2024-11-12")
        .publications.all()
        .iterator()
    ):
        assert json.loads(json.dumps(publication.state)) == publication.state
        assert json.loads(json.dumps(publication.shown)) == publication.shown


# What is shown


def shown_parts(quote, name="parts"):
    return quote.publications.get(is_current=True).shown[name]


def test_quoted_words_are_parts_of_their_own():
    quote = make_verified_quote("Il faut “agir vite”", quoted="agir vite", kind="mixed")

    assert shown_parts(quote) == [["content", "Il faut "], ["quoted", "agir vite"]]


def test_a_denial_is_shown_with_cue_and_mention():
    quote = make_verified_quote(**DENIAL)

    assert shown_parts(quote, "is_passage")
    assert "".join(text for _role, text in shown_parts(quote)) == (
        "Le Kremlin a démenti que les deux hommes se soient parlé"
    )


def test_the_mention_of_a_candidate_is_not_shown():
    quote = make_quote(**DENIAL)
    text = quote.article.current_revision.text
    start = text.index("une « pure invention »")
    quote = workflow.add_candidate(
        quote,
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Moscou"), place=(start, start + 3)),
        reason="Le même.",
    )

    quote = workflow.verify(quote, by=make_verifier())

    assert [role for role, _text in shown_parts(quote)].count("mention") == 1


def test_speaker_source_and_article_are_frozen_as_they_were():
    quote = make_verified_quote(source=make_source("conférence"))
    publication = quote.publications.get()
    speaker = quote.attributions.get().speaker
    speaker.name = "Anna K. Brandt"
    speaker.save()
    quote.source.name = "autre chose"
    quote.source.save()

    publication.refresh_from_db()
    assert publication.shown["speakers"][0]["name"] == "Anna Brandt"
    assert publication.speaker_names == "Anna Brandt"
    assert publication.shown["chain"][0]["name"] == "conférence"


def test_the_chain_of_sources_is_written_outward():
    wire = make_source("dépêche", kind="wire")
    quote = make_verified_quote(source=make_source("déclaration", relays=wire))

    publication = quote.publications.get()
    assert [step["name"] for step in publication.shown["chain"]] == [
        "déclaration",
        "dépêche",
    ]
    assert publication.source_kind == "press_conference"
    assert list(
        publication.source_rows.order_by("depth").values_list("depth", "source__name")
    ) == [(0, "déclaration"), (1, "dépêche")]


def test_search_text_holds_words_passage_and_every_name_folded():
    speaker = make_speaker("Kaja Kallas")
    make_name(speaker, "Mme Kallas")
    quote = make_verified_quote(speaker=speaker, occasion="à l’Assemblée")

    text = quote.publications.get().search_text
    for words in ("nous tiendrons", "kaja kallas", "mme kallas", "a l'assemblee"):
        assert words in text
    assert "a declare" in text  # the cue


@pytest.mark.parametrize(
    ("said_on", "published_on", "expected"),
    [
        ("2024-11-12", "2024-11-13", date(2024, 11, 12)),
        (None, "2024-11-13", date(2024, 11, 13)),
        (None, None, None),
    ],
)
def test_lists_are_sorted_by_the_day_said_or_else_published(
    said_on, published_on, expected
):
    quote = make_verified_quote(
        article=make_article(published_on=published_on), said_on=said_on
    )

    assert quote.publications.get().dated_on == expected


# Office on the day


def office_shown(*, said_on=None, published_on=None, precision="day", **office):
    article = make_article(published_on=published_on)
    speaker = make_speaker()
    if office.pop("printed_here", False):
        office["printed_in"] = article
    make_office(speaker, "ministre", **office)
    said = {"said_on": said_on, "said_on_precision": precision} if said_on else {}
    quote = make_verified_quote(article=article, speaker=speaker, **said)
    found = shown_parts(quote, "speakers")[0]["office"]
    return found and found["title"], shown_parts(quote, "day")["is"]


@pytest.mark.parametrize(
    ("given", "title", "day_is"),
    [
        ({"said_on": "2024-11-12", "held_from": "2024-11-12"}, "ministre", "said_on"),
        ({"said_on": "2024-11-12", "held_to": "2024-11-12"}, "ministre", "said_on"),
        ({"said_on": "2024-11-12", "held_from": "2024-11-13"}, None, "said_on"),
        ({"said_on": "2024-11-12", "held_to": "2024-11-11"}, None, "said_on"),
        (
            {"published_on": "2024-11-12", "held_from": "2024-11-01"},
            "ministre",
            "published_on",
        ),
        (
            {
                "said_on": "2024-10-31",
                "published_on": "2024-11-12",
                "held_from": "2024-11-01",
            },
            None,
            "said_on",
        ),
        # “in 2024” does not say which day of it
        (
            {"said_on": "2024-01-01", "precision": "year", "held_from": "2023-01-01"},
            None,
            "",
        ),
        ({"held_from": "2024-11-01"}, None, ""),
        # without dates it counts where it was printed, and nowhere else
        ({"printed_here": True}, "ministre", ""),
        ({}, None, ""),
        (
            {"printed_here": True, "held_to": "2020-01-01", "said_on": "2024-11-12"},
            None,
            "said_on",
        ),
    ],
)
def test_the_office_shown_is_the_one_held_on_the_day(given, title, day_is):
    assert office_shown(**given) == (title, day_is)


# Merged speakers


def test_a_merged_speaker_is_shown_as_the_survivor():
    survivor = make_speaker("Anna K. Brandt")
    merged = make_speaker("A. Brandt", merged_into=survivor)

    publication = make_verified_quote(speaker=merged).publications.get()

    assert publication.speaker_names == "Anna K. Brandt"
    assert publication.shown["speakers"][0]["id"] == survivor.public_id
    assert publication.state["attributions"][0]["speaker"] == merged.public_id
    assert publication.speaker_rows.get().speaker == merged


def test_quotes_of_a_speaker_are_those_of_all_who_were_merged_into_it():
    survivor = make_speaker("Anna K. Brandt")
    merged = make_speaker("A. Brandt", merged_into=survivor)
    merged_before = make_speaker("A. B.", merged_into=merged)
    other = make_speaker("Mark Rutte")
    by = {
        speaker.name: make_verified_quote(speaker=speaker).public_id
        for speaker in (survivor, merged, merged_before, other)
    }

    found = Publication.objects.listed().by_speaker(survivor)

    assert {row.public_id for row in found} == set(by.values()) - {by["Mark Rutte"]}


def test_a_circle_of_merges_ends_the_walk():
    one = make_speaker("Une")
    other = make_speaker("Autre", merged_into=one)
    type(one)._base_manager.filter(pk=one.pk).update(merged_into=other)
    make_verified_quote(speaker=other)

    one.refresh_from_db()
    assert Publication.objects.by_speaker(one).count() == 1
    assert one.resolved() == other


def test_quotes_of_a_source_are_those_that_have_it_anywhere_in_their_chain():
    wire, other = make_source("dépêche"), make_source("autre dépêche")
    statement = make_source("déclaration", relays=wire)
    near = make_verified_quote(source=wire)
    far = make_verified_quote(source=statement)
    make_verified_quote(source=other)
    make_verified_quote()

    found = {row.public_id for row in Publication.objects.from_source(wire)}

    assert found == {near.public_id, far.public_id}
    assert Publication.objects.from_source(statement).get().quote == far


# Current, listed, public


def test_numbers_run_on_and_the_newest_alone_is_current():
    quote = make_verified_quote()
    quote = workflow.dispute(
        quote, by=make_verifier(), reason="Le bureau dément.", evidence="Lettre."
    )
    quote = workflow.verify(quote, by=make_verifier())
    make_published_correction(quote)

    rows = list(quote.publications.order_by("number"))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert [row.is_current for row in rows] == [False, False, False, True]
    assert [row.decision for row in rows] == ["verify", "dispute", "verify", "correct"]


def test_an_old_publication_stays_as_it_was():
    quote = make_verified_quote()
    before = Publication.objects.filter(number=1).values().get()

    workflow.dispute(quote, by=make_verifier(), reason="Non.", evidence="Lettre.")

    after = Publication.objects.filter(number=1).values().get()
    assert after == {**before, "is_current": False}


def test_under_review_is_said_of_the_newest_only_and_goes_with_the_next_decision():
    quote = make_quote_under_review()
    assert quote.publications.get().under_review

    quote = workflow.verify(quote, by=make_verifier())

    assert list(
        quote.publications.order_by("number").values_list("is_current", "under_review")
    ) == [(False, False), (True, False)]


def test_a_withdrawn_quote_that_is_reopened_goes_on_being_told_as_withdrawn():
    quote = workflow.reopen(
        make_withdrawn_quote(), by=make_standards_editor(), reason="À revoir."
    )

    publication = quote.publications.get(is_current=True)
    assert quote.status == Status.UNDER_REVIEW
    assert publication.label == Status.WITHDRAWN
    assert not Publication.objects.listed().exists()


def test_a_withdrawn_quote_is_current_and_not_listed():
    make_withdrawn_quote()

    assert Publication.objects.current().count() == 1
    assert not Publication.objects.listed().exists()


@pytest.mark.parametrize(
    "make", [make_verified_quote, make_disputed_quote, make_unresolved_quote]
)
def test_what_was_settled_is_listed(make):
    make()

    assert Publication.objects.listed().count() == 1


def test_what_was_never_decided_has_no_publication():
    make_quote()
    make_quote(proposed=True)

    assert not Publication.objects.exists()


@pytest.mark.parametrize("release", ["draft", "withheld", "embargoed"])
def test_nothing_of_an_article_that_is_not_out_is_public(release):
    embargo = NOW + timedelta(days=365 * 50) if release == "embargoed" else None
    article = make_article(release=release, embargo_until=embargo)
    make_verified_quote(article=article)

    assert Publication.objects.count() == 1
    for rows in ("public", "current", "listed"):
        assert not getattr(Publication.objects, rows)().exists(), rows


def test_withholding_an_article_takes_all_its_quotes_back():
    quote = make_verified_quote()
    article = quote.article
    article.release = "withheld"
    article.save()

    assert not Publication.objects.current().exists()


def test_an_embargo_ends_by_time():
    article = make_article(release="embargoed", embargo_until=NOW)
    make_verified_quote(article=article)
    just_before = NOW - timedelta(seconds=1)

    for rows in (
        Publication.objects.public,
        Publication.objects.current,
        Publication.objects.listed,
    ):
        assert not rows(at=just_before).exists()
        assert rows(at=NOW).count() == 1
        assert rows().count() == 1
    assert not article.is_public(at=just_before)
    assert article.is_public(at=NOW)


def test_lists_begin_with_the_newest_and_end_with_the_undated():
    days = ["2024-11-12", None, "2024-11-14", "2024-11-13", None]
    quotes = [make_verified_quote(said_on=day) for day in days]

    found = [row.quote_id for row in Publication.objects.newest_first()]

    assert found == [quotes[index].pk for index in (2, 3, 0, 4, 1)]


def test_a_publication_is_dated_when_its_review_was_written():
    quote = make_verified_quote()

    publication = quote.publications.get()
    assert publication.published_at == publication.review.at
    assert publication.published_at <= timezone.now()
    assert Quote.objects.get().decided_by == make_verifier()
