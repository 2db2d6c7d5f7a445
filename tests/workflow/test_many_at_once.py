"""Twenty people decide on the same statements at the same moment: one wins each."""

import threading

import pytest
from django.db import OperationalError, connection, connections

from quotes import workflow
from quotes.integrity import ledger_problems, problems
from quotes.models import DeskItem, Quote, ReaderReport, Review
from quotes.workflow.reports import FROM_ONE
from tests.factories import TEXT, make_article, make_quote, make_verifier

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE, STATEMENTS = 20, 5


def at_once(people, act):
    """Run act(user) in a thread for each, all let go together; return what each got."""
    start = threading.Barrier(len(people))
    got = {}

    def run(user):
        try:
            start.wait(timeout=60)
            got[user.username] = act(user)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(user,)) for user in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return got


def attempt(quote, function, user, **said):
    """Return "won", or the code of the refusal."""
    try:
        function(quote, by=user, **said)
    except workflow.WorkflowError as refusal:
        return refusal.code
    except OperationalError:
        # SQLite: whoever waits longer for the one writer than its time-out is told so.
        return "locked"
    return "won"


def test_of_twenty_decisions_on_one_statement_one_is_taken():
    article = make_article()
    words = TEXT.split("\n")[0].split(" »")[0].removeprefix("« ")
    quotes = [make_quote(words, article=article) for _number in range(STATEMENTS)]
    people = [make_verifier(f"verifier{n}") for n in range(PEOPLE)]

    def decide_all(user):
        number = int(user.username.removeprefix("verifier"))
        own = quotes[number % STATEMENTS :] + quotes[: number % STATEMENTS]
        said = {"reason": "Relu.", "evidence": "Enregistrement."}
        function = workflow.verify if number % 2 else workflow.dispute
        return {quote.pk: attempt(quote, function, user, **said) for quote in own}

    got = at_once(people, decide_all)

    assert len(got) == PEOPLE
    for quote in quotes:
        outcomes = [answers[quote.pk] for answers in got.values()]
        assert outcomes.count("won") == 1
        others = set(outcomes) - {"won"}
        allowed = {"changed_meanwhile"}
        assert others <= (
            allowed if connection.vendor == "postgresql" else allowed | {"locked"}
        )
        assert quote.reviews.count() == 2
        assert quote.publications.filter(is_current=True).count() == 1
    assert Review.objects.count() == 2 * STATEMENTS
    assert not DeskItem.objects.exists()
    assert list(ledger_problems()) == []
    assert [str(problem) for problem in problems()] == []


def test_of_twenty_claims_of_one_statement_one_holds():
    quote = make_quote()
    people = [make_verifier(f"verifier{n}") for n in range(PEOPLE)]

    got = at_once(people, lambda user: attempt(quote, workflow.claim, user))

    outcomes = list(got.values())
    assert outcomes.count("won") == 1
    assert set(outcomes) - {"won"} <= {"claimed", "locked"}
    [winner] = [name for name, outcome in got.items() if outcome == "won"]
    assert DeskItem.objects.get().claimed_by.username == winner


def test_changes_and_decisions_at_once_leave_a_whole_chain():
    quote = make_quote()
    people = [make_verifier(f"verifier{n}") for n in range(8)]

    def change_or_verify(user):
        for _round in range(3):
            seen = Quote.objects.get(pk=quote.pk)
            number = int(user.username.removeprefix("verifier"))
            if number % 2:
                attempt(seen, workflow.verify, user)
            else:
                fields = {"occasion": f"{user.username} {_round}"}
                attempt(
                    seen, workflow.change_quote, user, fields=fields, reason="Précisé."
                )
        return "done"

    at_once(people, change_or_verify)

    assert list(ledger_problems()) == []
    assert [str(problem) for problem in problems()] == []


def test_of_the_first_reports_at_once_no_more_are_taken_than_later():
    """There is no report yet for the second to wait for."""
    people = [make_verifier(f"reader{n}") for n in range(8)]
    assert not ReaderReport.objects.exists()

    def send(user):
        try:
            workflow.receive_report(
                about="article",
                about_id="0" * 12,
                language="fr",
                message=f"Ce n’est pas elle, dit {user}.",
                form_digest=f"{user.pk:064d}",
                address="192.0.2.7",
            )
        except workflow.WorkflowError as refusal:
            return refusal.code
        return "taken"

    got = at_once(people, send)

    outcomes = list(got.values())
    assert outcomes.count("taken") == FROM_ONE == ReaderReport.objects.count()
    assert outcomes.count("too_many") == len(people) - FROM_ONE


def test_one_form_sent_by_many_at_once_is_one_report():
    people = [make_verifier(f"reader{n}") for n in range(6)]

    def send(user):
        return workflow.receive_report(
            about="article",
            about_id="0" * 12,
            language="fr",
            message="Ce n’est pas elle.",
            form_digest="0" * 64,
            address="192.0.2.7",
        ).pk

    got = at_once(people, send)

    assert len(got) == len(people)
    assert set(got.values()) == {ReaderReport.objects.get().pk}
