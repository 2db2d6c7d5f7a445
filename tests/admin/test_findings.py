"""Findings in the panel: a list to look at, in the language of the interface."""

import pytest
from django.utils import translation

from quotes import workflow
from quotes.admin.desk.findings import explain, rule_labels
from quotes.checks import RULES
from quotes.models import Finding
from tests.admin.conftest import address
from tests.factories import make_article, make_editor, make_quote, make_user

pytestmark = pytest.mark.django_db

CUT_OFF = "« Il faut agir », a-t-elle dit. Clara Diehl, de la Ligue du fleuve."


@pytest.fixture
def finding():
    quote = make_quote(
        "Il faut agir", article=make_article(CUT_OFF), speaker=None, cue="a-t-elle dit"
    )
    return quote.findings.get()


def test_the_list_names_rule_and_words(log_in, finding):
    page = log_in(make_editor()).get(address("finding", "changelist"))

    assert page.status_code == 200
    assert "Attribution cut by a full stop" in page.content.decode()
    assert "Il faut agir" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("?rule=A002", 1),
        ("?rule=M001", 0),
        ("?severity__exact=high", 1),
        ("?severity__exact=low", 0),
        ("?standing=open", 1),
        ("?standing=dismissed", 0),
    ],
)
def test_the_list_is_filtered(log_in, finding, query, rows):
    page = log_in(make_editor()).get(address("finding", "changelist") + query)

    assert page.context["cl"].result_count == rows


def test_dismissed_ones_are_found_by_standing(log_in, finding):
    workflow.dismiss_finding(finding, by=make_editor(), reason="Relu.")
    client = log_in(make_editor())

    for query, rows in (("?standing=open", 0), ("?standing=dismissed", 1)):
        page = client.get(address("finding", "changelist") + query)
        assert page.context["cl"].result_count == rows


def test_one_finding_is_explained_and_cannot_be_changed(log_in, finding):
    client = log_in(make_editor())
    url = address("finding", "change", finding.pk)

    page = client.get(url)
    assert "a full stop cuts off “Clara Diehl”" in page.content.decode()

    assert client.post(url, {"rule": "Q001"}).status_code == 403
    assert client.get(address("finding", "add")).status_code == 403
    assert client.post(address("finding", "delete", finding.pk)).status_code == 403
    assert Finding.objects.get().rule == "A002"


def test_who_has_no_role_sees_none(log_in, finding):
    client = log_in(make_user("nobody"))

    assert client.get(address("finding", "changelist")).status_code == 403


def test_a_finding_is_explained_in_words():
    row = Finding(rule="M003", details={"speaker": "Anna Ott"})

    assert explain(row) == (
        "Speaker not in the text",
        "No name and no title of Anna Ott stands anywhere in this text. Is it the right "
        "person, or is a name missing in the speaker’s record?",
    )


def test_details_that_are_missing_leave_a_gap():
    assert "…" in explain(Finding(rule="M003", details={}))[1]


def test_a_rule_that_is_no_more_is_called_by_its_id():
    assert explain(Finding(rule="Z999", details={})) == ("Z999", "")


def test_every_rule_has_a_label_in_both_languages():
    assert list(rule_labels()) == sorted(RULES)
    with translation.override("fr"):
        assert all(rule_labels().values())


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_sentence_is_english_with_named_words(rule):
    for sentence in (rule.sentence, *rule.cases.values()):
        assert sentence.endswith((".", "?"))
        assert "%(" in sentence
        assert "'" not in sentence
