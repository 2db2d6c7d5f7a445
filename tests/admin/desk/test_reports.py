"""Readers' reports on the desk: the list to work off, one report, its answer."""

import re
from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils.html import escape

from quotes import workflow
from quotes.admin.desk.reports import ROWS
from quotes.models import ReaderReport
from quotes.workflow.reports import stamp_of
from tests import factories

pytestmark = pytest.mark.django_db

SAID = "Ce n’est pas <b>Anna</b> Brandt qui l’a dit."
ALL = reverse("admin:desk_reports")


def make_report(quote=None, number=0, **columns):
    """Return a report of a reader, about a quote if one is given."""
    columns = {"about": "speaker", "about_id": "0" * 12, "message": SAID, **columns}
    if quote is not None:
        columns |= {"about": "quote", "about_id": quote.public_id, "quote": quote.pk}
    return workflow.receive_report(
        language="fr", form_digest=f"{number:064d}", **columns
    )


def page_of(report):
    return reverse("admin:desk_report", args=[report.pk])


def answer(client, report, do, **fields):
    """Press a button of a report's page."""
    fields = {"seen": stamp_of(report), "answer": "", "note": "", "do": do, **fields}
    return client.post(page_of(report), fields)


@pytest.fixture
def report():
    return make_report(factories.make_verified_quote(), version=1)


# The list


def test_open_reports_stand_oldest_first_and_closed_ones_newest_first(log_in):
    by = factories.make_editor()
    reports = [make_report(number=n, message=f"Faux : {n} fois.") for n in range(5)]
    workflow.take_up_report(reports[1], by=by)
    for report in reports[2:4]:
        workflow.answer_report(report, by=by, state="declined", answer="Non.")
    client = log_in(by)

    def shown(**query):
        return [each.pk for each in client.get(ALL, query).context["reports"]]

    keys = [report.pk for report in reports]
    assert shown() == [keys[0], keys[1], keys[4]]
    assert shown(state="new") == [keys[0], keys[4]]
    assert shown(state="looked_into") == [keys[1]]
    assert shown(state="declined") == [keys[3], keys[2]]
    assert shown(state="spam") == []
    assert client.get(ALL, {"state": "bogus"}).status_code == 404


@pytest.mark.parametrize("state", ["", "spam"])
def test_the_list_is_paged_without_counting(log_in, state, django_assert_num_queries):
    by, total = factories.make_editor(), ROWS + 3
    reports = [make_report(number=n) for n in range(total)]
    for report in reports if state else ():
        workflow.mark_spam(report, by=by)
    client = log_in(by)
    client.get(ALL)

    found, address = [], f"{ALL}?state={state}"
    with django_assert_num_queries(2 * 5) as queries:
        while address:
            context = client.get(address).context
            found += [each.pk for each in context["reports"]]
            more = context["more"]
            address = f"{ALL}?state={state}&after={more}" if more else None

    keys = [report.pk for report in reports]
    assert found == (keys[::-1] if state else keys)
    assert not any("COUNT(" in query["sql"] for query in queries)


def test_the_list_narrows_to_one_statement_and_keeps_it_from_page_to_page(log_in):
    quote, other = factories.make_quote(), factories.make_quote()
    reports = [make_report(quote, number=n) for n in range(ROWS + 1)]
    make_report(other, number=ROWS + 1)
    make_report(number=ROWS + 2)
    client = log_in(factories.make_editor())
    asked = {"state": "new", "quote": quote.public_id}

    first = client.get(ALL, asked)
    [more] = re.findall(r'href="(\?[^"]*after=[^"]*)"', first.content.decode())
    second = client.get(ALL + unescape(more))

    found = [*first.context["reports"], *second.context["reports"]]
    assert [each.pk for each in found] == [report.pk for report in reports]
    for page in (first, second):
        html = page.content.decode()
        assert f"Only about the statement {quote.public_id}" in html
        assert f'href="{ALL}?state=new"' in html  # without the statement
        assert f'href="{ALL}?state=declined&amp;quote={quote.public_id}"' in html
        assert f'href="{ALL}?state=&amp;quote={quote.public_id}"' in html
    assert "Only about" not in client.get(ALL).content.decode()


def test_the_desk_leads_to_the_reports_about_its_statement_alone(log_in):
    quote = factories.make_quote()
    report = make_report(quote)
    make_report(factories.make_quote(), number=1)
    client = log_in(factories.make_editor())
    item = client.get(reverse("admin:desk_item", args=[quote.public_id]))

    [way] = re.findall(rf'href="({ALL}\?[^"]*)"', item.content.decode())

    shown = client.get(unescape(way)).context["reports"]
    assert [each.pk for each in shown] == [report.pk]


def test_a_statement_that_cannot_be_is_a_404_and_an_unknown_one_has_no_report(log_in):
    make_report(factories.make_quote())
    client = log_in(factories.make_editor())

    for bad in ("x", "1", "o" * 12, "0" * 13):
        assert client.get(ALL, {"quote": bad}).status_code == 404
    assert client.get(ALL, {"quote": "0" * 12}).context["reports"] == []


def test_a_page_after_nonsense_is_the_first(log_in):
    report = make_report()
    client = log_in(factories.make_editor())
    # In other digits, which int() reads as well.
    arabic = str(report.pk).translate({48 + n: 0x660 + n for n in range(10)})

    for after in ("x", "-1", "9" * 30, "²", arabic):
        shown = client.get(ALL, {"after": after}).context["reports"]
        assert [each.pk for each in shown] == [report.pk]


# One report


def test_the_report_stands_beside_the_statement_as_seen_and_as_it_is(log_in, report):
    quote = report.quote
    workflow.change_quote(
        quote,
        by=factories.make_editor(),
        fields={"occasion": "à Bruxelles"},
        reason="L’occasion manquait.",
    )
    client = log_in(factories.make_editor())

    html = client.get(page_of(report)).content.decode()

    assert escape(SAID) in html
    assert "<b>Anna</b>" not in html
    assert "As readers see it" in html
    assert html.count("Nous tiendrons parole") >= 2
    assert "à Bruxelles" in html  # what was changed since
    assert reverse("admin:desk_item", args=[quote.public_id]) in html
    assert f"{reverse('admin:quotes_correction_add')}?quote={quote.pk}" in html


def test_a_report_about_a_withdrawn_statement_opens(log_in):
    quote = factories.make_withdrawn_quote()
    report = make_report(quote, version=2)

    assert log_in(factories.make_editor()).get(page_of(report)).status_code == 200


@pytest.mark.parametrize("about", ["article", "speaker", "source"])
def test_a_report_without_a_statement_leads_to_its_record(log_in, about):
    quote = factories.make_verified_quote(source=factories.make_source())
    row = {
        "article": quote.article,
        "speaker": quote.attributions.get().speaker,
        "source": quote.source,
    }[about]
    client = log_in(factories.make_editor())
    report = make_report(about=about, about_id=row.public_id)

    html = client.get(page_of(report)).content.decode()

    assert f'href="{reverse(f"admin:quotes_{about}_change", args=[row.pk])}"' in html
    assert "As readers see it" not in html


def test_a_report_about_what_is_gone_opens(log_in):
    assert (
        log_in(factories.make_editor()).get(page_of(make_report())).status_code == 200
    )


@pytest.mark.parametrize(
    ("do", "fields", "state"),
    [
        ("take_up", {}, "open"),
        ("corrected", {"answer": "C’est corrigé."}, "corrected"),
        ("declined", {"answer": "L’enregistrement dit bien cela."}, "declined"),
        ("spam", {"answer": "jeté"}, "spam"),
    ],
)
def test_every_button_does_what_it_says_and_is_written_down(
    log_in, report, do, fields, state
):
    by = factories.make_editor("camille")
    client = log_in(by)

    done = answer(client, report, do, note="Vu avec le bureau.", **fields)

    assert done.status_code == 302
    assert done["Location"] == page_of(report)
    report.refresh_from_db()
    assert (report.state, report.handled_by) == (state, by)
    assert report.answer == ("" if do in ("take_up", "spam") else fields["answer"])
    page = client.get(page_of(report))
    assert [(who, label) for who, _at, label in page.context["handled"]] == [
        (by, report.get_state_display())
    ]


def test_the_log_of_the_admin_holds_no_words_of_the_reader(log_in, report):
    client = log_in(factories.make_editor())
    answer(client, report, "corrected", answer="C’est corrigé.", note="Vu.")

    entry = LogEntry.objects.get()
    logged = f"{entry.object_repr} {entry.change_message}"
    for words in ("Anna", "Brandt", "corrigé", "Vu"):
        assert words not in logged
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_history_is_told_in_the_language_of_the_page(log_in, report):
    client = log_in(factories.make_editor())
    answer(client, report, "take_up")

    html = client.get("/fr" + page_of(report)).content.decode()

    assert '<html lang="fr"' in html
    assert "Taken" not in html


@pytest.mark.parametrize("do", ["corrected", "declined", "bogus", ""])
def test_an_answer_that_cannot_be_is_refused_with_what_was_typed(log_in, report, do):
    client = log_in(factories.make_editor())
    words = "À suivre, dit-elle." if do in ("bogus", "") else " "

    refused = answer(client, report, do, answer=words, note="Ma note.")

    assert refused.status_code == 200
    assert refused.context["form"].errors
    assert "Ma note." in refused.content.decode()
    report.refresh_from_db()
    assert report.state == "new"
    assert not LogEntry.objects.exists()


def test_the_second_of_two_editors_is_told_and_can_go_on(log_in, report):
    client = log_in(factories.make_editor("dominique"))
    workflow.take_up_report(report, by=factories.make_editor("camille"))

    refused = answer(client, report, "declined", answer="Non.")

    assert "camille" in str(refused.context["form"].errors)
    form = refused.context["form"]
    assert (form["answer"].value(), form["note"].value()) == ("Non.", "")
    assert ">\nNon.</textarea>" in refused.content.decode()
    # What the page shows now, pressed again as it is.
    shown = {name: form[name].value() for name in ("seen", "answer", "note")}
    done = answer(client, report, "declined", **shown)
    assert done.status_code == 302
    stored = ReaderReport.objects.get()
    assert (stored.state, stored.answer, stored.note) == ("declined", "Non.", "")


def test_a_contributor_reads_and_does_not_answer(log_in, report):
    client = log_in(factories.make_user("contributor", "contributor"))

    html = client.get(page_of(report)).content.decode()
    refused = answer(client, report, "spam")

    assert 'name="do"' not in html
    assert "needs the role of an editor" in html
    assert refused.status_code == 200
    assert ReaderReport.objects.get().state == "new"


def test_who_has_no_role_sees_no_report(log_in, report):
    client = log_in(factories.make_user("nobody"))

    assert client.get(ALL).status_code == 403
    assert client.get(page_of(report)).status_code == 403
    assert answer(client, report, "spam").status_code == 403


def test_readers_are_sent_to_the_log_in(client, report):
    for address in (ALL, page_of(report)):
        assert "/admin/login/" in client.get(address)["Location"]


def test_the_private_key_is_on_no_page_of_the_desk(log_in, report):
    client = log_in(factories.make_superuser())

    for address in (ALL, page_of(report)):
        assert report.key not in client.get(address).content.decode()


def test_the_pages_carry_no_inline_style_or_script(log_in, report):
    client = log_in(factories.make_editor())
    for address in (ALL, page_of(report)):
        html = client.get(address).content.decode()
        assert " style=" not in html
        assert "<script>" not in html
        assert f'href="/fr{address}"' in html


def test_queries_of_a_report_do_not_grow_with_its_history(
    log_in, report, django_assert_max_num_queries
):
    client, counted = log_in(factories.make_editor()), []
    for _times in range(2):
        with django_assert_max_num_queries(40) as queries:
            client.get(page_of(report))
        counted.append(len(queries))
        for _again in range(3):
            report.refresh_from_db()
            answer(client, report, "take_up")

    assert counted[1] <= counted[0] + 1
