"""Terms of a source, in its form: approved by who sets them, never in another's name."""

import pytest

from quotes.models import Source
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db


def source_page(source):
    return address("source", "change", source.pk)


def source_data(source=None, **changed):
    names = ("kind", "name", "language", "publisher", "url", "archived_url")
    data = {name: getattr(source, name, "") for name in names}
    data |= {"dated_on": "", "relays": "", "terms": "on_record", "terms_reason": ""}
    if source is None:
        data |= {"kind": "interview", "name": "entretien", "language": "fr"}
    else:
        data |= {"terms": source.terms, "terms_reason": source.terms_reason}
    return {**data, **changed}


OFF_RECORD = {"terms": "unnamed", "terms_reason": "Elle craint pour sa place."}


def test_a_verifier_approves_the_terms_by_setting_them(log_in):
    by = factories.make_verifier()
    other = factories.make_standards_editor()

    log_in(by).post(
        address("source", "add"),
        source_data(**OFF_RECORD, terms_approved_by=other.pk),
    )

    source = Source.objects.get()
    assert (source.terms, source.terms_approved_by) == ("unnamed", by)
    assert source.history.get().history_user == by


def test_an_edit_elsewhere_keeps_who_approved_the_terms(log_in):
    source = factories.make_source(**OFF_RECORD)
    approved_by = source.terms_approved_by

    log_in(factories.make_verifier()).post(
        source_page(source), source_data(source, publisher="AFP")
    )

    source = Source.objects.get()
    assert (source.publisher, source.terms_approved_by) == ("AFP", approved_by)


def test_changed_terms_are_approved_by_who_changed_them(log_in):
    source, by = factories.make_source(**OFF_RECORD), factories.make_verifier()

    log_in(by).post(source_page(source), source_data(source, terms="background"))

    source = Source.objects.get()
    assert (source.terms, source.terms_approved_by) == ("background", by)


def test_terms_without_a_reason_are_refused_in_words(log_in):
    refused = log_in(factories.make_verifier()).post(
        address("source", "add"), source_data(terms="unnamed")
    )

    assert "Say why these terms" in str(refused.context["errors"])
    assert not Source.objects.exists()


def test_an_editor_sees_why_terms_are_not_theirs_and_changes_none(log_in):
    source = factories.make_source(**OFF_RECORD)
    approved_by = source.terms_approved_by
    client = log_in(factories.make_editor())

    html = client.get(source_page(source)).content.decode()
    client.post(
        source_page(source),
        source_data(source, terms="on_record", terms_reason="", publisher="AFP"),
    )
    client.post(address("source", "add"), source_data(**OFF_RECORD))

    assert "takes the role of a verifier" in html
    assert 'name="terms"' not in html
    source.refresh_from_db()
    assert (source.publisher, source.terms) == ("AFP", "unnamed")
    assert source.terms_approved_by == approved_by
    assert Source.objects.get(name="entretien").terms == "on_record"


def test_nobody_chooses_who_approved(log_in):
    html = log_in(factories.make_superuser()).get(address("source", "add"))

    assert 'name="terms_approved_by"' not in html.content.decode()
