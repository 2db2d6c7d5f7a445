"""Decisions in the panel: each on its own page, four eyes seen before the click."""

import pytest
from django.contrib.admin.models import LogEntry

from quotes import workflow
from tests import factories
from tests.admin.conftest import address, reloaded

pytestmark = pytest.mark.django_db


def step_errors(page):
    return " ".join(page.context["form"].non_field_errors())


def way(page, word):
    return next(way for way in page.context["ways"] if str(way.label) == word)


def test_a_second_person_verifies(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_verifier())
    verify = address("quote", "decide", quote.pk, "verify")

    page = client.get(verify)
    answer = client.post(verify, {"version": page.context["quote"].version})

    assert answer.url == address("quote", "change", quote.pk)
    assert reloaded(quote).status == "verified"
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_id) == ("verifier", str(quote.pk))
    # Its code, not its label: the log does not depend on who acted.
    assert entry.change_message == "verify"


def test_four_eyes_are_seen_before_the_click_and_refused_after_it(log_in):
    verifier = factories.make_verifier()
    quote = factories.make_quote(by=verifier)
    client = log_in(verifier)
    verify = address("quote", "decide", quote.pk, "verify")

    page = client.get(address("quote", "change", quote.pk))
    assert "Four eyes" in way(page, "Verify").refusal
    assert f'href="{verify}"' not in page.content.decode()

    page = client.post(verify, {"version": quote.version})
    assert "Four eyes" in step_errors(page)
    assert reloaded(quote).status == "unverified"


def test_a_standards_editor_decides_alone_only_with_a_reason(log_in):
    standards = factories.make_standards_editor()
    quote = factories.make_quote(by=standards)
    client = log_in(standards)
    verify = address("quote", "decide", quote.pk, "verify")

    page = client.get(address("quote", "change", quote.pk))
    assert way(page, "Verify").refusal == ""
    page = client.post(verify, {"version": quote.version})
    assert page.context["form"].errors["override"]

    client.post(verify, {"version": quote.version, "override": "Seule de garde."})
    assert reloaded(quote).status == "verified"
    assert reloaded(quote).single_editor == "Seule de garde."


def test_whoever_may_not_decide_gets_no_page(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_editor("other"))

    page = client.get(address("quote", "change", quote.pk))
    assert "role does not allow" in way(page, "Verify").refusal
    verify = address("quote", "decide", quote.pk, "verify")
    assert client.get(verify).status_code == 403
    assert client.post(verify, {"version": 1}).status_code == 403


def test_a_decision_on_an_older_version_is_refused_and_shows_this_one(log_in):
    quote = factories.make_quote()
    workflow.change_quote(
        quote, by=factories.make_editor("other"), fields={"kind": "mixed"}
    )
    client = log_in(factories.make_verifier())
    verify = address("quote", "decide", quote.pk, "verify")

    page = client.post(verify, {"version": 1})

    assert "Changed meanwhile by other" in step_errors(page)
    assert page.context["quote"].kind == "mixed"
    assert page.context["form"]["version"].value() == 2
    assert reloaded(quote).status == "unverified"


def test_a_dispute_needs_reason_and_evidence(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_verifier())
    dispute = address("quote", "decide", quote.pk, "dispute")

    page = client.post(dispute, {"version": 1, "reason": "Le bureau dément."})
    assert list(page.context["form"].errors) == ["evidence"]

    client.post(
        dispute,
        {
            "version": 1,
            "reason": "Le bureau dément.",
            "evidence": "Enregistrement.",
            "internal": "on",
        },
    )
    review = reloaded(quote).reviews.last()
    assert (review.evidence, review.evidence_is_internal) == ("Enregistrement.", True)


def test_a_decision_that_leads_nowhere_goes_back_to_the_quote(log_in):
    quote = factories.make_rejected_quote()
    client = log_in(factories.make_verifier())

    answer = client.get(address("quote", "decide", quote.pk, "verify"), follow=True)

    assert answer.redirect_chain[0][0] == address("quote", "change", quote.pk)
    assert "cannot be “verified”" in answer.content.decode()
    assert client.get(address("quote", "decide", quote.pk, "bogus")).status_code == 404


def claim_data(**first):
    data = {}
    for number in range(3):
        data |= {f"claim-{number}-{key}": "" for key in ("speaker", "mention", "words")}
        data[f"claim-{number}-basis"] = "editor"
    return {**data, **{f"claim-0-{key}": value for key, value in first.items()}}


def test_reattribute_deprecates_the_old_attribution_with_the_reason(log_in):
    quote = factories.make_verified_quote()
    other = factories.make_speaker("Clara Weiss")
    client = log_in(factories.make_editor())

    answer = client.post(
        address("quote", "reattribute", quote.pk),
        {
            "version": quote.version,
            "reason": "L’incise nomme la ministre.",
            "keep_old": "",
            **claim_data(speaker=other.pk, words="la ministre"),
        },
    )

    assert answer.status_code == 302
    old, new = reloaded(quote).attributions.order_by("number")
    assert (old.rank, old.reason) == ("deprecated", "L’incise nomme la ministre.")
    assert (new.rank, new.speaker, new.mention.exact) == (
        "preferred",
        other,
        "la ministre",
    )
    assert reloaded(quote).status == "under_review"


def test_reattribute_to_nobody_and_keep_the_old_one_as_a_candidate(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_editor())

    client.post(
        address("quote", "reattribute", quote.pk),
        {
            "version": quote.version,
            "reason": "Le texte ne le dit pas.",
            "keep_old": "1",
            **claim_data(unknown="on", mention="1"),
        },
    )

    old, new = reloaded(quote).attributions.order_by("number")
    assert (old.rank, new.rank, new.speaker) == ("normal", "preferred", None)


def test_reattribute_to_two_speakers_jointly(log_in):
    quote = factories.make_quote()
    speakers = [factories.make_speaker(name) for name in ("Kiev", "Washington")]
    data = claim_data(speaker=speakers[0].pk, words="Kiev")
    data |= {"claim-1-speaker": speakers[1].pk, "claim-1-words": "Washington"}

    log_in(factories.make_editor()).post(
        address("quote", "reattribute", quote.pk),
        {"version": quote.version, "reason": "Les deux.", "keep_old": "", **data},
    )

    rows = reloaded(quote).attributions.filter(rank="preferred").order_by("position")
    assert [(row.speaker, row.jointly) for row in rows] == [
        (speakers[0], True),
        (speakers[1], True),
    ]


@pytest.mark.parametrize(
    ("first", "said"),
    [
        ({}, "say that it is not known"),
        ({"speaker": "one", "unknown": "on"}, "not both"),
        ({"speaker": "one", "mention": "1", "words": "Kiev"}, "not both"),
        ({"speaker": "one", "words": "Kyiv"}, "letter by letter"),
        ({"speaker": "one", "words": "a"}, "times"),
    ],
)
def test_an_unclear_claim_is_refused_and_nothing_is_written(log_in, first, said):
    quote = factories.make_quote()
    if "speaker" in first:
        first = {**first, "speaker": quote.attributions.get().speaker.pk}

    page = log_in(factories.make_editor()).post(
        address("quote", "reattribute", quote.pk),
        {"version": 1, "reason": "Voilà.", "keep_old": "", **claim_data(**first)},
    )

    assert said in page.content.decode()
    assert reloaded(quote).version == 1


def test_a_candidate_is_noted_and_the_quote_stays_verified(log_in):
    quote = factories.make_verified_quote()
    other = factories.make_speaker("Clara Weiss")

    log_in(factories.make_editor()).post(
        address("quote", "candidate", quote.pk),
        {
            "version": quote.version,
            "reason": "Elle était présente.",
            **claim_data(speaker=other.pk),
        },
    )

    assert reloaded(quote).status == "verified"
    assert reloaded(quote).attributions.get(rank="normal").speaker == other


def chosen(quotes, action, **more):
    versions = {f"version-{quote.pk}": quote.version for quote in quotes}
    return {
        "action": action,
        "_selected_action": [quote.pk for quote in quotes],
        **(versions if more else {"index": 0}),
        **more,
    }


def test_several_quotes_are_verified_after_one_page(log_in):
    verifier = factories.make_verifier()
    quotes = [factories.make_quote(), factories.make_quote()]
    mine = factories.make_quote(by=verifier)
    client = log_in(verifier)
    listed = address("quote", "changelist")

    page = client.post(listed, chosen([*quotes, mine], "verify_selected"))
    assert "Will be left as it is" in page.content.decode()

    answer = client.post(
        listed,
        chosen([*quotes, mine], "verify_selected", decide="Verify"),
        follow=True,
    )
    assert [reloaded(quote).status for quote in quotes] == ["verified", "verified"]
    assert reloaded(mine).status == "unverified"
    messages = [str(message) for message in answer.context["messages"]]
    assert any("Four eyes" in message for message in messages)
    assert any("2 quotes" in message for message in messages)


def test_a_bulk_rejection_asks_for_the_reason_once(log_in):
    quotes = [factories.make_quote(), factories.make_quote()]
    client = log_in(factories.make_editor())
    listed = address("quote", "changelist")

    page = client.post(listed, chosen(quotes, "reject_selected", decide="x"))
    assert page.context["form"].errors["reason"]

    client.post(
        listed, chosen(quotes, "reject_selected", decide="x", reason="Une légende.")
    )
    assert {reloaded(quote).status for quote in quotes} == {"rejected"}


def test_a_quote_changed_since_the_page_is_left_out_of_a_bulk_decision(log_in):
    quote = factories.make_quote()
    data = chosen([quote], "verify_selected", decide="Verify")
    workflow.change_quote(
        quote, by=factories.make_editor("other"), fields={"kind": "mixed"}
    )

    log_in(factories.make_verifier()).post(address("quote", "changelist"), data)

    assert reloaded(quote).status == "unverified"


def test_nothing_selected_does_nothing(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_verifier())

    for data in (
        {"action": "verify_selected", "index": 0},
        {"action": "verify_selected", "decide": "Verify"},
    ):
        client.post(address("quote", "changelist"), data)

    assert reloaded(quote).version == 1


def test_an_action_is_offered_only_to_whoever_may_take_it(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_editor("other"))

    page = client.get(address("quote", "changelist"))
    offered = [
        name for name, _label in page.context["action_form"].fields["action"].choices
    ]
    client.post(
        address("quote", "changelist"),
        chosen([quote], "verify_selected", decide="Verify"),
    )

    assert "reject_selected" in offered
    assert "verify_selected" not in offered
    assert reloaded(quote).status == "unverified"
