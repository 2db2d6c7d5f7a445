"""Findings follow the statement; dismissing and counting again are decisions."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes import workflow
from quotes.integrity import problems
from quotes.models import DeskItem, Finding, Quote, Speaker
from quotes.workflow import findings
from quotes.workflow.checking import piece_of
from quotes.workflow.findings import refresh_findings
from tests.factories import (
    make_article,
    make_editor,
    make_name,
    make_office,
    make_quote,
    make_source,
    make_speaker,
    make_user,
    make_verified_quote,
    make_verifier,
)

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)

TEXT = """\
Hier, la pluie tombait. « Nous ne céderons rien sur le pont », a-t-elle dit au port. \
Clara Diehl, de la Ligue du fleuve.
« Il faut voter », a déclaré le ministre.
« Demain », a promis Boris Roth.
"""
CUT_OFF = {
    "words": "Nous ne céderons rien sur le pont",
    "cue": "a-t-elle dit",
    "kind": "direct",
}


def rules(quote, **columns):
    return sorted(quote.findings.filter(**columns).values_list("rule", flat=True))


def wrong_quote(article=None, **options):
    """Return a quote with the founding error: the mention of the next paragraph."""
    return make_quote(
        article=article or make_article(TEXT),
        **{"mention": "le ministre", "speaker": None, **CUT_OFF, **options},
    )


def test_entering_a_statement_writes_what_is_wrong_with_it():
    quote = wrong_quote(at=NOON)

    found = {row.rule: row for row in quote.findings.all()}

    assert sorted(found) == ["A001", "A002", "M001"]
    assert found["A002"].severity == "high"
    assert found["A002"].details == {"cue": "a-t-elle dit", "name": "Clara Diehl"}
    assert found["A002"].found_at == NOON
    assert quote.desk_item.severity == 3


def test_a_sound_statement_has_none():
    quote = make_quote()

    assert rules(quote) == []
    assert quote.desk_item.severity == 0


def test_putting_it_right_takes_them_away():
    quote = wrong_quote()
    diehl = make_speaker("Clara Diehl")
    start = TEXT.index("Clara Diehl")
    claim = workflow.Claim(diehl, place=(start, start + 11))

    quote = workflow.reattribute(
        quote, by=make_editor("other"), claims=[claim], reason="Elle est nommée."
    )

    assert rules(quote) == []
    assert quote.desk_item.severity == 0


def test_what_still_holds_stays_the_same_row():
    quote = wrong_quote(at=NOON)
    before = list(quote.findings.order_by("pk").values_list("pk", "found_at"))

    quote = workflow.change_quote(
        quote, by=make_editor(), fields={"occasion": "au port"}
    )

    assert list(quote.findings.order_by("pk").values_list("pk", "found_at")) == before


def test_words_that_changed_are_kept_up_to_date():
    speaker = make_speaker("Anna Ott")
    quote = wrong_quote(speaker=speaker)
    assert rules(quote) == ["A001", "A002", "M001", "M003"]
    Speaker.objects.filter(pk=speaker.pk).update(name="Anna Otto")

    refresh_findings(quote, at=NOON)

    assert quote.findings.get(rule="M003").details == {"speaker": "Anna Otto"}


# Other statements of the article


def test_a_heading_of_another_number_is_found_when_the_statement_comes():
    article = make_article(
        "Le pont coûtera 40 millions\nLe pont coûtera 4 millions, dit-on."
    )
    heading = make_quote(
        "Le pont coûtera 40 millions",
        article=article,
        is_heading=True,
        claims=(),
        kind="indirect",
    )

    make_quote(
        "Le pont coûtera 4 millions", article=article, speaker=None, kind="indirect"
    )

    assert rules(heading) == ["H001"]
    assert DeskItem.objects.get(quote=heading).severity == 2


def test_a_rejected_statement_says_nothing_about_the_others():
    article = make_article("« Oui », dit Anna Ott. « Non », dit Boris Roth.")
    other = make_quote("Non", article=article, speaker=make_speaker("Boris Roth"))
    workflow.reject(other, by=make_editor(), reason="Titre.")

    quote = make_quote("Oui", article=article, speaker=make_speaker("Anna Ott"))

    assert rules(quote) == rules(other) == []


def test_two_quoted_speakers_in_a_paragraph_find_each_other():
    article = make_article("« Oui », dit Anna Ott. « Non », dit Boris Roth.")
    first = make_quote("Oui", article=article, speaker=make_speaker("Anna Ott"))

    second = make_quote("Non", article=article, speaker=make_speaker("Boris Roth"))

    assert rules(first) == rules(second) == ["S001"]


def test_what_somebody_else_held_is_checked_once_nothing_is_held(
    monkeypatch, django_capture_on_commit_callbacks
):
    article = make_article("« Oui », dit Anna Ott. « Non », dit Boris Roth.")
    ott = make_speaker("Anna Ott")
    first = make_quote("Oui", article=article, speaker=ott, at=NOON)
    first = workflow.verify(first, by=make_verifier(), at=NOON)
    monkeypatch.setattr(findings, "_not_held", lambda keys: [])
    monkeypatch.setattr(findings, "now_in_whole_seconds", lambda at: at or NOON)

    with django_capture_on_commit_callbacks() as later:
        make_quote("Non", article=article, speaker=make_speaker("Boris Roth"))
    assert rules(first) == []
    for act in later:
        act()

    assert rules(first) == ["S001"]
    # Who verified it in this very second did not see it.
    assert first.findings.get().found_at == NOON + timedelta(seconds=1)


def test_where_nobody_holds_anything_nothing_is_left_for_later(
    django_capture_on_commit_callbacks,
):
    article = make_article("« Oui », dit Anna Ott. « Non », dit Boris Roth.")
    first = make_quote("Oui", article=article, speaker=make_speaker("Anna Ott"))

    with django_capture_on_commit_callbacks() as later:
        make_quote("Non", article=article, speaker=make_speaker("Boris Roth"))

    assert rules(first) == ["S001"]
    assert later == []


# What the rows tell the checks


def test_the_office_of_the_day_decides():
    text = "« Oui », a dit la ministre Anna Ott."
    speaker = make_speaker("Anna Ott")
    make_office(speaker, "ministre", held_from="2020-01-01", held_to="2021-01-01")
    made = {"cue": "a dit", "mention": "la ministre Anna Ott", "speaker": speaker}

    then = make_quote("Oui", article=make_article(text), said_on="2020-06-01", **made)
    now = make_quote("Oui", article=make_article(text), said_on="2024-06-01", **made)
    by_print = make_article(text, published_on="2024-11-12")
    undated = make_quote("Oui", article=by_print, **made)
    nobody_knows = make_quote("Oui", article=make_article(text), **made)
    by_year = {"said_on": "2024-01-01", "said_on_precision": "year"}
    some_day = make_quote("Oui", article=make_article(text), **by_year, **made)

    assert rules(then) == rules(nobody_knows) == rules(some_day) == []
    assert rules(now) == rules(undated) == ["M004"]


def test_other_names_and_merges_count():
    text = "« Oui », a dit Mme Ott. Moscou se tait."
    speaker = make_speaker("A. O.")
    quote = make_quote("Oui", article=make_article(text), speaker=speaker)
    assert rules(quote) == ["M003"]
    survivor = make_speaker("Anna X")
    make_name(survivor, "Mme Ott")
    Speaker.objects.filter(pk=speaker.pk).update(merged_into=survivor)

    refresh_findings(quote, at=NOON)

    assert rules(quote) == []


def test_the_end_of_the_chain_of_sources_counts():
    text = "Le blé manque, selon des sources."
    root = make_source("Une source au ministère")
    wire = make_source("Dépêche", relays=root)
    made = {"mention": "des sources", "cue": "selon", "kind": "indirect"}
    speaker = make_speaker("des sources", kind="group")

    quote = make_quote(
        "Le blé manque",
        article=make_article(text),
        source=wire,
        speaker=speaker,
        **made,
    )

    assert rules(quote) == ["P001"]


def test_what_a_program_proposed_is_checked_before_it_is_accepted():
    quote = wrong_quote(proposed=True)

    assert rules(quote) == ["A001", "A002", "M001"]
    assert quote.desk_item.severity == 3


def test_an_article_is_read_in_six_queries_however_many_statements(
    django_assert_num_queries,
):
    call_command("loaddata", "demo", verbosity=0)
    article = Quote.objects.first().article_id

    with django_assert_num_queries(6):
        piece = piece_of(article)
        made = [piece.statement_of(key) for key in piece.quotes]

    assert len(made) == 16
    assert all(statement.text for statement in made)


def test_refreshing_what_has_not_changed_reads_seven_times_and_writes_nothing(
    django_assert_num_queries,
):
    quote = wrong_quote(speaker=make_speaker("Clara Diehl"))

    with django_assert_num_queries(7):
        refresh_findings(quote, at=NOON)


# The founding piece


def test_the_founding_error_is_on_the_desk_before_and_gone_after():
    call_command("loaddata", "demo_before", verbosity=0)
    before = Quote.objects.get(external_id="cancian-afp")
    Finding.objects.all().delete()
    workflow.refresh_article(before.article_id, at=NOON)
    assert {"M001", "A002"} <= set(rules(before, severity="high"))
    assert before.desk_item.severity == 3  # settled, and graver than was known then

    cancian = Speaker.objects.get(name="Mark Cancian")
    right = workflow.reattribute(
        before,
        by=make_editor(),
        claims=[workflow.Claim(cancian, place=(3262, 3359), basis="printed")],
        reason="Nommé après un point égaré.",
    )

    assert rules(right) == ["Q001", "Q002"]


@pytest.mark.parametrize("fixture", ["demo", "demo_before"])
def test_no_other_statement_of_the_founding_piece_is_called_grave(fixture):
    call_command("loaddata", fixture, verbosity=0)
    Finding.objects.all().delete()

    found = workflow.refresh_article(Quote.objects.first().article_id)

    grave = {row.quote.external_id for row in found if row.severity == "high"}
    assert grave == ({"cancian-afp"} if fixture == "demo_before" else set())
    assert {(row.quote.external_id, row.rule) for row in found} >= {
        ("heading-expediez", "H001"),
        ("pentagon-remaining", "A004"),
        ("kallas-hearing", "A003"),
        ("minister-mobilise", "A001"),
    }
    assert len(found) <= 12


# A settled statement


def test_a_grave_finding_brings_a_settled_statement_back_to_the_desk():
    quote = make_verified_quote()
    assert not DeskItem.objects.filter(quote=quote).exists()
    roth = make_speaker("Boris Roth")
    quote.attributions.update(speaker=roth)  # behind the workflow's back
    make_office(make_speaker("Anna Brandt"), printed_in=quote.article)
    later = quote.reviews.get(number=2).at + timedelta(days=1)

    found = workflow.refresh_article(quote.article_id, at=later)

    assert [row.rule for row in found] == ["M002", "M003"]
    assert DeskItem.objects.get(quote=quote).severity == 3


# Dismissing


def dismissed(rule="A002", **said):
    quote = wrong_quote()
    row = quote.findings.get(rule=rule)
    said = {"by": make_editor(), "reason": " Relu : c’est bien le ministre. ", **said}
    return quote, workflow.dismiss_finding(row, at=NOON, **said)


def test_dismissing_says_who_when_and_why():
    quote, row = dismissed()

    row.refresh_from_db()
    assert row.dismissed_by == make_editor()
    assert row.dismissed_at == NOON
    assert row.dismissal == "Relu : c’est bien le ministre."
    assert rules(quote, dismissed_at=None) == ["A001", "M001"]


def test_what_is_dismissed_weighs_nothing_on_the_desk():
    quote, _row = dismissed("A002")
    assert DeskItem.objects.get(quote=quote).severity == 3
    workflow.dismiss_finding(
        quote.findings.get(rule="M001"), by=make_editor(), reason="Relu."
    )

    assert DeskItem.objects.get(quote=quote).severity == 2


def test_what_is_dismissed_is_not_said_again():
    quote, row = dismissed()

    refresh_findings(quote, at=NOON + timedelta(hours=1))
    workflow.refresh_article(quote.article_id)

    assert Finding.objects.get(quote=quote, rule="A002").dismissal == row.dismissal


def test_another_place_is_said_though_the_first_is_dismissed():
    quote, _row = dismissed("M001")
    start = TEXT.index("Boris Roth")

    quote = workflow.reattribute(
        quote,
        by=make_editor(),
        claims=[workflow.Claim(make_speaker("Boris Roth"), place=(start, start + 10))],
        reason="Il parle à la fin.",
    )

    assert rules(quote, dismissed_at=None) == ["A002", "M001"]


def test_reinstating_lets_it_count_again():
    quote, row = dismissed("M001")
    workflow.dismiss_finding(
        quote.findings.get(rule="A002"), by=make_editor(), reason="Relu."
    )
    assert DeskItem.objects.get(quote=quote).severity == 2

    row = workflow.reinstate_finding(row, by=make_editor("other"))

    assert (row.dismissed_by, row.dismissed_at, row.dismissal) == (None, None, "")
    assert DeskItem.objects.get(quote=quote).severity == 3


@pytest.mark.parametrize("reason", ["", "  ", None])
def test_dismissing_needs_a_reason(reason):
    with pytest.raises(workflow.WorkflowError) as refused:
        dismissed(reason=reason)

    assert refused.value.code == "reason_needed"
    assert Finding.objects.exclude(dismissed_at=None).count() == 0


def test_dismissing_and_reinstating_need_the_permission():
    reader = make_user("reader", "contributor")
    with pytest.raises(workflow.WorkflowError) as refused:
        dismissed(by=reader)
    assert refused.value.code == "not_allowed"

    row = Finding.objects.get(rule="A002")
    row = workflow.dismiss_finding(row, by=make_editor(), reason="Relu.")
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.reinstate_finding(row, by=reader)
    assert refused.value.code == "not_allowed"


def test_the_second_of_two_is_told():
    _quote, row = dismissed()

    with pytest.raises(workflow.WorkflowError, match="editor") as refused:
        workflow.dismiss_finding(row, by=make_verifier(), reason="Moi aussi.")
    assert refused.value.code == "changed_meanwhile"

    row = workflow.reinstate_finding(row, by=make_verifier())
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.reinstate_finding(row, by=make_verifier())
    assert refused.value.code == "changed_meanwhile"


@pytest.mark.parametrize("act", ["dismiss_finding", "reinstate_finding"])
def test_a_finding_that_is_gone_is_told(act):
    row = wrong_quote().findings.get(rule="A002")
    Finding.objects.filter(pk=row.pk).delete()
    said = {"reason": "Relu."} if act == "dismiss_finding" else {}

    with pytest.raises(workflow.WorkflowError) as refused:
        getattr(workflow, act)(row, by=make_editor(), **said)

    assert refused.value.code == "changed_meanwhile"


# Over everything


def test_all_articles_are_gone_through_and_one_can_be_named():
    first, second = wrong_quote(), wrong_quote()
    Finding.objects.all().delete()

    found = list(workflow.refresh_all([second.article_id]))
    assert {row.quote_id for row in found} == {second.pk}

    found = list(workflow.refresh_all())
    assert {row.quote_id for row in found} == {first.pk, second.pk}


def test_no_articles_are_no_articles():
    wrong_quote()

    assert list(workflow.refresh_all([])) == []


def test_going_through_again_takes_as_many_queries_for_more_statements():
    article = make_article(TEXT)
    wrong_quote(article, speaker=make_speaker("Clara Diehl"))
    with CaptureQueriesContext(connection) as few:
        workflow.refresh_article(article.pk)
    make_quote("Demain", article=article, speaker=make_speaker("Boris Roth"))
    make_quote("Il faut voter", article=article, speaker=None, mention="le ministre")

    with CaptureQueriesContext(connection) as more:
        workflow.refresh_article(article.pk)

    assert len(more) == len(few)
    assert [str(each) for each in problems()] == []
