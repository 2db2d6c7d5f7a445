"""One statement on the desk: what is seen, what each button does, what is refused."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from quotes import workflow
from quotes.admin.desk import item_page
from quotes.models import DeskItem, Finding, Quote, SpeakerName
from quotes.vocabulary import Role, Status
from quotes.workflow.chain import changers
from tests.factories import (
    DENIAL,
    TEXT,
    make_article,
    make_editor,
    make_office,
    make_quote,
    make_quote_in,
    make_source,
    make_speaker,
    make_standards_editor,
    make_user,
    make_verified_quote,
    make_verifier,
    spans_of,
)

pytestmark = pytest.mark.django_db

REASON = "Relu dans la dépêche."


@pytest.fixture
def desk(client):
    """Return a function that gives the client, logged in as somebody."""

    def as_user(user):
        client.force_login(user)
        return client

    return as_user


def url_of(quote):
    return reverse("admin:desk_item", args=[quote.public_id])


def fields_of(quote, **changed):
    """Return what the form of a statement posts as it is shown, with some changed."""
    row = quote.attributions.filter(rank="preferred").first()
    data = {
        "version": Quote.objects.get(pk=quote.pk).version,
        "speaker": row.speaker_id or "" if row else "",
        "mention": row.mention.number if row and row.mention else "",
        "kind": quote.kind,
        "source": quote.source_id or "",
        **dict.fromkeys(("words", "start", "reason", "evidence"), ""),
    }
    if row and row.speaker_id is None:
        data["unknown"] = "on"
    spans = list(quote.spans.order_by("pk"))
    data |= {"spans-TOTAL_FORMS": len(spans), "spans-INITIAL_FORMS": 0}
    for number, span in enumerate(spans):
        data |= {
            f"spans-{number}-role": span.role,
            f"spans-{number}-number": span.number,
            f"spans-{number}-exact": span.exact,
            f"spans-{number}-start": "",
        }
    return {**data, **changed}


def press(client, quote, action, **changed):
    return client.post(url_of(quote), fields_of(quote, do=action, **changed))


def now(quote):
    return Quote.objects.get(pk=quote.pk)


def body(page):
    return re.sub(r"\s+", " ", page.content.decode())


class TestWhatIsSeen:
    def test_the_words_stand_in_the_text_with_cue_and_mention(self, desk):
        quote = make_quote()

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert '<mark class="content quoted">Nous tiendrons parole</mark>' in html
        assert '<mark class="cue">a déclaré</mark>' in html
        assert '<mark class="mention">Anna Brandt</mark>' in html
        assert '<li id="l2"' in html

    def test_other_statements_are_dimmed_and_lead_to_theirs(self, desk):
        article = make_article()
        quote = make_quote(article=article)
        other = make_quote(**DENIAL, article=article, speaker=make_speaker("Kremlin"))

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert f'<a class="no" href="{url_of(other)}">1</a>' in html
        assert f'<span class="other">{DENIAL["words"]}</span>' in html

    def test_earlier_mentions_of_each_candidate_are_jump_links(self, desk):
        text = "Mark Cancian est venu.\nCancian a parlé.\n« Oui », a-t-il dit. Cancian."
        speaker = make_speaker("Mark Cancian", sort_name="Cancian, Mark")
        quote = make_quote(
            "Oui", article=make_article(text), speaker=speaker, mention="il", cue="dit"
        )

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert '<a href="#m0">1</a> <a href="#m23">2</a></span>' in html
        assert 'id="m0">Mark Cancian<' in html
        assert 'id="m23">Cancian<' in html
        assert 'id="m50"' not in html

    def test_two_people_of_one_name_are_told_apart_by_office(self, desk):
        article = make_article(published_on="2024-11-12")
        one = make_speaker("Jean Martin")
        other = make_speaker("Jean Martin")
        make_office(one, "ministre", organization="Défense", held_from="2024-01-01")
        make_office(other, "maire", organization="Lyon", held_to="2020-01-01")
        quote = make_quote(article=article, speaker=one)
        workflow.add_candidate(
            quote, by=make_editor(), claim=workflow.Claim(other), reason="Homonyme."
        )

        html = body(desk(make_verifier()).get(url_of(quote)))

        for label in (
            "Jean Martin — ministre, Défense (on Nov. 12, 2024)",
            "Jean Martin — maire, Lyon (until 2020)",
        ):
            assert f"<strong>{label}</strong>" in html
            assert f">{label}</option>" in html

    def test_two_people_without_offices_are_told_apart_by_their_ids(self, desk):
        one, other = make_speaker("Jean Martin"), make_speaker("Jean Martin")
        quote = make_quote(speaker=one)
        workflow.add_candidate(
            quote, by=make_editor(), claim=workflow.Claim(other), reason="Homonyme."
        )

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert f"<strong>Jean Martin · {one.public_id}</strong>" in html
        assert f"<strong>Jean Martin · {other.public_id}</strong>" in html

    def test_what_readers_see_otherwise_is_shown_word_by_word(self, desk):
        quote = make_verified_quote()
        workflow.reattribute(
            quote,
            by=make_editor(),
            claims=[workflow.Claim(make_speaker("Kaja Kallas"), 1)],
            reason=REASON,
        )

        page = desk(make_verifier()).get(url_of(quote))

        assert [(d.label, d.before, d.after) for d in page.context["differences"]] == [
            (
                "Who said it",
                "Anna Brandt, printed as “Anna Brandt”",
                "Kaja Kallas, printed as “Anna Brandt”",
            )
        ]
        assert "<del>" in body(page)
        assert "<ins>" in body(page)

    def test_the_history_says_what_each_review_changed(self, desk):
        quote = make_quote()
        workflow.change_quote(
            quote, by=make_editor(), fields={"occasion": "à Bruxelles"}, reason=REASON
        )

        page = desk(make_verifier()).get(url_of(quote))

        [newest, first] = page.context["steps"]
        assert [(d.label, d.after) for d in newest.differences] == [
            ("Occasion", "à Bruxelles")
        ]
        assert first.differences == []
        assert (newest.is_revertible, first.is_revertible) == (False, True)

    def test_a_blocked_verification_is_seen_before_the_click(self, desk):
        quote = make_quote(by=make_verifier())

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert "You changed this quote: somebody else has to decide." in html
        assert 'value="verify"' not in html
        assert 'aria-describedby="why-verify"' in html
        assert 'id="why-verify">Four eyes: you changed this quote' in html

    def test_whom_the_role_bars_is_told_which_role_it_takes(self, desk):
        html = body(desk(make_editor("other")).get(url_of(make_quote())))

        assert 'value="verify"' not in html
        assert "it takes the role “verifier”" in html

    def test_a_contributor_looks_and_changes_nothing(self, desk):
        quote = make_quote()
        client = desk(make_user("contributor", Role.CONTRIBUTOR))

        html = body(client.get(url_of(quote)))
        press(client, quote, "change", kind="indirect", reason=REASON)

        assert 'id="id_speaker"' not in html
        assert now(quote).kind == "direct"

    @pytest.mark.parametrize("status", ["rejected", "verified", "withdrawn"])
    def test_what_waits_for_nobody_is_shown_too(self, desk, status):
        quote = make_quote_in(status)

        html = body(desk(make_standards_editor()).get(url_of(quote)))

        assert "It is not waiting for anybody." in html
        assert 'value="reopen"' in html

    def test_a_quote_without_a_place_is_shown_and_not_verified(self, desk):
        quote = make_quote()
        for span in quote.spans.all():
            span.state, span.start, span.end = "lost", None, None
            span.save()

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert "its place in the text is “lost”" in html

    def test_who_may_not_see_quotes_sees_no_desk(self, desk):
        nobody = User.objects.create(username="nobody", is_staff=True)

        assert desk(nobody).get(url_of(make_quote())).status_code == 403

    def test_an_unknown_id_is_not_found(self, desk):
        url = reverse("admin:desk_item", args=["0" * 12])

        assert desk(make_verifier()).get(url).status_code == 404

    def test_in_french_too(self, desk):
        quote = make_quote(by=make_verifier())
        with override("fr"):
            html = body(desk(make_verifier()).get(url_of(quote)))

        assert '<html lang="fr"' in html
        assert "Vous avez modifié cette citation" in html


class TestDecisions:
    def test_verify_goes_on_to_the_next_of_the_queue(self, desk):
        article = make_article()
        quote = make_quote(article=article)
        following = make_quote(**DENIAL, article=article, speaker=None)

        answer = press(desk(make_verifier()), quote, "verify")

        assert now(quote).status == "verified"
        assert answer.url == url_of(following)

    def test_the_last_one_leads_back_to_the_queue(self, desk):
        answer = press(desk(make_verifier()), make_quote(), "verify")

        assert answer.url == reverse("admin:desk")

    def test_the_queue_s_filters_are_kept(self, desk):
        article = make_article()
        quote = make_quote(article=article)
        make_quote(**DENIAL, article=article, speaker=None, by=make_verifier())
        last = make_quote("agir vite", article=article, speaker=None)
        client = desk(make_verifier())

        data = fields_of(quote, do="verify")
        answer = client.post(f"{url_of(quote)}?whose=free", data)

        assert answer.url == f"{url_of(last)}?whose=free"

    def test_dispute_needs_reason_and_evidence(self, desk):
        quote, client = make_quote(), desk(make_verifier())

        page = press(client, quote, "dispute", reason=REASON)
        assert "Give the evidence." in body(page)
        assert now(quote).status == "unverified"

        press(client, quote, "dispute", reason=REASON, evidence="Bande, 2’10”.")
        assert now(quote).status == "disputed"
        assert quote.reviews.last().evidence == "Bande, 2’10”."

    def test_unresolved_needs_a_reason_and_nobody_named(self, desk):
        quote, client = make_quote(speaker=None), desk(make_verifier())

        page = press(client, quote, "unresolved")
        assert "Give a reason." in body(page)

        press(client, quote, "unresolved", reason=REASON)
        assert now(quote).status == "unresolved"

    def test_not_a_quote(self, desk):
        quote = make_quote()

        press(desk(make_editor("other")), quote, "not_a_quote", reason=REASON)

        assert now(quote).status == "rejected"

    def test_a_proposal_is_accepted(self, desk):
        quote = make_quote_in("proposed")

        press(desk(make_editor("other")), quote, "accept")

        assert now(quote).status == "unverified"

    def test_nobody_verifies_past_a_change_in_the_form(self, desk):
        quote = make_quote()

        page = press(desk(make_verifier()), quote, "verify", kind="mixed")

        assert "You changed fields: save them first" in body(page)
        assert now(quote).status == "unverified"

    def test_ones_own_change_is_not_verified_by_post_either(self, desk):
        quote = make_quote(by=make_verifier())

        page = press(desk(make_verifier()), quote, "verify")

        assert "Four eyes" in page.context["form"].non_field_errors()[0]
        assert now(quote).status == "unverified"

    def test_a_standards_editor_breaks_the_glass_with_a_reason(self, desk):
        boss = make_standards_editor()
        quote, client = make_quote(by=boss), desk(boss)

        assert "Alone, with a reason" in body(client.get(url_of(quote)))
        press(client, quote, "verify")
        assert now(quote).status == "unverified"

        press(client, quote, "verify", override="Seule de permanence.")
        assert now(quote).single_editor == "Seule de permanence."
        assert "Seule de permanence." in body(client.get(url_of(quote)))

    @pytest.mark.parametrize("action", ["verify", "change", "reattribute", "dispute"])
    def test_what_moved_on_meanwhile_is_shown_anew_and_not_decided(self, desk, action):
        quote, client = make_quote(), desk(make_verifier())
        data = fields_of(quote, do=action, reason=REASON)
        other, source = make_speaker("Kaja Kallas"), make_source()
        changed = workflow.change_quote(
            quote, by=make_editor("other"), fields={"source": source, "kind": "mixed"}
        )
        workflow.reattribute(
            changed,
            by=make_editor("other"),
            claims=[workflow.Claim(other, 1)],
            reason=REASON,
        )

        page = client.post(url_of(quote), data)

        assert "Changed meanwhile by other" in body(page)
        form = page.context["form"]
        assert form["version"].value() == now(quote).version
        assert form["speaker"].value() == other.pk
        assert form["source"].value() == source.pk
        assert form["kind"].value() == "mixed"
        assert form["reason"].value() == REASON
        assert now(quote).review_count == 3

    @pytest.mark.parametrize("name", ["speaker", "source", "version", "do"])
    def test_a_number_of_thousands_of_digits_is_refused(self, desk, name):
        quote, client = make_quote(), desk(make_verifier())
        number = "9" * 5000
        value = f"revert-{number}" if name == "do" else number

        data = {**fields_of(quote, do="verify"), name: value}
        page = client.post(url_of(quote), data)

        assert page.status_code == 200
        assert now(quote).review_count == 1

    @pytest.mark.parametrize("action", ["", "none", "fly", "revert-99", "dismiss-1"])
    def test_what_no_button_says_saves_nothing(self, desk, action):
        quote, client = make_quote(), desk(make_verifier())

        page = press(client, quote, action, reason=REASON)

        assert page.status_code == 200
        assert "Nothing was saved." in body(page)
        assert now(quote).review_count == 1

    @pytest.mark.parametrize("action", ["verify", "dispute", "unresolved", "accept"])
    def test_a_transition_that_is_not_in_the_table_is_refused(self, desk, action):
        quote = make_quote_in("rejected")

        page = press(desk(make_standards_editor()), quote, action, reason=REASON)

        assert "cannot be" in page.context["form"].non_field_errors()[0]
        assert now(quote).status == "rejected"

    def test_over_a_grave_finding_nobody_verifies_before_it_is_dismissed(self, desk):
        quote, client = make_quote(), desk(make_verifier())
        finding = Finding.objects.create(quote=quote, rule="M001", severity="high")

        assert 'value="verify"' not in body(client.get(url_of(quote)))
        page = press(client, quote, "verify")
        assert "something grave (M001)" in body(page)
        assert now(quote).status == "unverified"

        press(client, quote, f"dismiss-{finding.pk}", reason="Relu : c’est bien elle.")
        press(client, quote, "verify")
        assert now(quote).status == "verified"

    def test_a_grave_finding_after_a_reattribution_keeps_one_on_the_page(self, desk):
        article = make_article("« Oui », dit Anna Brandt.\n\nMark Rutte se tait.")
        quote = make_quote(
            "Oui", article=article, cue="dit", mention="Anna Brandt", quoted="Oui"
        )
        other = make_speaker("Mark Rutte")

        answer = press(
            desk(make_editor("other")),
            quote,
            "reattribute",
            speaker=other.pk,
            words="Mark Rutte",
            reason=REASON,
        )

        assert answer.url == url_of(quote)
        assert quote.findings.filter(severity="high").exists()

    def test_of_a_draft_article_nothing_is_called_public(self, desk):
        quote = make_verified_quote(article=make_article(release="draft"))

        html = body(desk(make_verifier()).get(url_of(quote)))

        assert "Readers do not see this article." in html
        assert "what readers see" not in html
        assert quote.publications.get().get_absolute_url() not in html


class TestChanges:
    def test_reattribute_to_another_speaker(self, desk):
        quote = make_quote()
        other = make_speaker("Kaja Kallas")

        press(
            desk(make_editor("other")),
            quote,
            "reattribute",
            speaker=other.pk,
            reason=REASON,
        )

        rows = quote.attributions.order_by("number")
        assert [(row.rank, row.speaker.name) for row in rows] == [
            ("deprecated", "Anna Brandt"),
            ("preferred", "Kaja Kallas"),
        ]
        assert rows[1].mention.exact == "Anna Brandt"

    def test_reattribute_by_words_of_the_text(self, desk):
        quote = make_quote()
        other = make_speaker("Kremlin")

        press(
            desk(make_editor("other")),
            quote,
            "reattribute",
            speaker=other.pk,
            words="Le Kremlin",
            reason=REASON,
        )

        row = quote.attributions.get(rank="preferred")
        assert (row.speaker, row.mention.exact) == (other, "Le Kremlin")

    def test_reattribute_to_nobody(self, desk):
        quote = make_quote()

        press(
            desk(make_editor("other")),
            quote,
            "reattribute",
            speaker="",
            unknown="on",
            reason=REASON,
        )

        assert quote.attributions.get(rank="preferred").speaker is None

    def test_reattribute_needs_somebody_and_a_reason(self, desk):
        quote, client = make_quote(), desk(make_editor("other"))
        other = make_speaker("Kaja Kallas")

        page = press(client, quote, "reattribute", speaker="", reason=REASON)
        assert "Choose a speaker, or say that nobody knows." in body(page)
        page = press(client, quote, "reattribute", speaker=other.pk)
        assert "Give a reason." in body(page)
        assert f'<option value="{other.pk}" selected>Kaja Kallas</option>' in body(page)
        assert now(quote).review_count == 1

    def test_a_change_and_another_speaker_are_saved_as_one(self, desk):
        quote = make_quote()
        other = make_speaker("Kaja Kallas")
        client = desk(make_editor("other"))

        page = press(client, quote, "change", kind="mixed", speaker=other.pk)
        assert "press “Reattribute” for that" in body(page)

        press(
            client,
            quote,
            "reattribute",
            kind="mixed",
            speaker=other.pk,
            reason=REASON,
        )
        assert now(quote).kind == "mixed"
        assert quote.attributions.get(rank="preferred").speaker == other

    def test_kind_and_source_are_changed_and_one_stays_on_the_page(self, desk):
        quote = make_quote()
        source = make_source()

        answer = press(
            desk(make_editor("other")), quote, "change", kind="mixed", source=source.pk
        )

        assert answer.url == url_of(quote)
        assert (now(quote).kind, now(quote).source) == ("mixed", source)

    def test_other_words_are_found_in_the_text(self, desk):
        quote = make_quote()
        number = [s.role for s in quote.spans.order_by("pk")].index("content")
        wider = "« Nous tiendrons parole »"

        press(
            desk(make_editor("other")),
            quote,
            "change",
            **{f"spans-{number}-exact": wider},
        )

        assert now(quote).words == wider

    def test_words_that_do_not_stand_there_are_refused_beside_the_field(self, desk):
        quote = make_quote()

        page = press(
            desk(make_editor("other")), quote, "change", **{"spans-0-exact": "Jamais"}
        )

        assert "do not stand in the text" in body(page)
        assert "A part of the statement is not in order" in body(page)
        assert now(quote).words == "Nous tiendrons parole"

    def test_nothing_changed_is_nothing_saved(self, desk):
        quote = make_quote()

        page = press(desk(make_editor("other")), quote, "change")

        assert "Nothing was changed" in body(page)
        assert now(quote).review_count == 1

    def test_back_to_an_earlier_review_goes_through_the_workflow(self, desk):
        quote = make_verified_quote()
        other = make_speaker("Kaja Kallas")
        workflow.reattribute(
            quote,
            by=make_editor(),
            claims=[workflow.Claim(other, 1)],
            reason=REASON,
        )
        client = desk(make_editor("other"))

        page = press(client, quote, "revert-2")
        assert "Give a reason." in body(page)

        press(client, quote, "revert-2", reason="C’était bien elle.")
        assert quote.attributions.get(rank="preferred").speaker.name == "Anna Brandt"
        assert now(quote).status == "under_review"
        assert now(quote).changed_by == make_editor("other")
        assert quote.reviews.count() == 4


class TestClaims:
    def test_whoever_is_on_it_keeps_others_from_deciding(self, desk):
        quote = make_quote()
        workflow.claim(quote, by=make_editor("other"))
        client = desk(make_verifier())

        page = press(client, quote, "verify")
        assert "other is on it until" in body(page)
        with pytest.raises(workflow.WorkflowError, match="other is on it"):
            workflow.verify(now(quote), by=make_verifier())
        assert now(quote).status == "unverified"

        press(client, quote, "take_over")
        press(client, quote, "verify")
        assert now(quote).status == "verified"

    def test_claim_and_leave(self, desk):
        quote, client = make_quote(), desk(make_verifier())

        press(client, quote, "claim", kind="")
        assert DeskItem.objects.get(quote=quote).claimed_by == make_verifier()
        assert "You are on it until" in body(client.get(url_of(quote)))

        press(client, quote, "release")
        assert DeskItem.objects.get(quote=quote).claimed_by is None


def sixty_statements():
    """Return a statement in the middle of an article of sixty, each with its parts."""
    lines = [
        f"« Nous tiendrons parole numéro {n} », a déclaré l’orateur {n} mardi à la presse."
        for n in range(60)
    ]
    article = make_article("\n".join(lines))
    speakers = [make_speaker(f"Orateur {n}") for n in range(3)]
    for speaker in speakers:
        SpeakerName.objects.create(
            speaker=speaker, name="l’orateur", kind="short", language="fr"
        )
        make_office(speaker, "ministre", printed_in=article)
    text = article.current_revision.text
    quotes = []
    for n in range(60):
        words = f"Nous tiendrons parole numéro {n} »"
        spans = spans_of(text, content=words, quoted=words, mention=f"l’orateur {n} ")
        start = text.index(words)
        cue = text.index("a déclaré", start)
        spans.append(workflow.SpanAt("cue", 1, cue, cue + len("a déclaré")))
        quotes.append(
            workflow.enter_quote(
                article.current_revision,
                by=make_editor(),
                spans=spans,
                fields={"kind": "direct", "source": make_source(f"conférence {n}")},
                claims=[workflow.Claim(speakers[n % 3], 1, basis="printed")],
            )
        )
    return quotes[30]


def test_a_long_article_costs_at_most_12_queries_and_40_kilobytes(desk):
    quote = sixty_statements()
    quote = workflow.verify(quote, by=make_verifier())
    for number in range(8):
        quote = workflow.change_quote(
            quote,
            by=make_editor(),
            fields={"occasion": f"à Bruxelles {number}"},
            reason=REASON,
        )
    workflow.add_candidate(
        quote,
        by=make_editor(),
        claim=workflow.Claim(make_speaker("Un autre")),
        reason=REASON,
    )
    client = desk(make_verifier("somebody"))
    client.get(url_of(quote))

    with CaptureQueriesContext(
        connection,
    ) as queries:
        page = client.get(url_of(quote))

    assert page.status_code == 200
    assert len(queries) <= 12, "\n".join(q["sql"][:200] for q in queries)
    assert len(page.content) <= 40_000
    assert body(page).count('class="no"') == 59


@pytest.mark.parametrize("status", Status.values)
def test_the_page_knows_who_changed_it_as_the_workflow_does(status):
    quote = make_quote_in(status)
    users = [make_editor(), make_verifier(), make_standards_editor()]
    for user in users:
        loaded = item_page.load(quote.public_id, user)
        assert loaded.is_changed_by_me == (user.pk in changers(quote))


def test_the_page_knows_who_merged_the_speaker(desk):
    merger = make_verifier("merger")
    speaker, survivor = make_speaker("A. Brandt"), make_speaker("Anna Brandt")
    quote = make_quote(speaker=speaker)
    workflow.merge_speakers(speaker, survivor, by=merger, reason=REASON)

    assert 'value="verify"' not in body(desk(merger).get(url_of(quote)))
    assert 'value="verify"' in body(desk(make_verifier()).get(url_of(quote)))


def test_a_batch_is_told_in_the_history_of_its_quotes(desk):
    quote, other = make_quote(), make_speaker("Kaja Kallas")
    batch = workflow.reattribute_batch(
        [quote], by=make_editor("other"), speaker=other, reason=REASON
    )
    link = reverse("admin:desk_batch", args=[batch.public_id])
    client = desk(make_verifier())

    assert f'href="{link}"' in body(client.get(url_of(quote)))
    change = reverse("admin:quotes_quote_change", args=[quote.pk])
    assert f'href="{link}"' in body(client.get(change))


def test_the_text_holds_the_sample_line_by_line(desk):
    html = body(desk(make_verifier()).get(url_of(make_quote())))

    assert html.count("<li id=") == len([line for line in TEXT.split("\n") if line])
