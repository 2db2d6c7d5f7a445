"""The places that carried an error, worked off on the correction's page."""

import pytest

from quotes.admin.correction_tasks import place_of
from quotes.models import CorrectionTask
from tests import factories
from tests.admin.conftest import address

pytestmark = pytest.mark.django_db

NOTE = "Changé dans le fil, à 10 h."


@pytest.fixture
def correction():
    """Return a published correction; a heading rewords its quote."""
    quote = factories.make_verified_quote()
    heading = factories.make_quote(
        "Parole tenue",
        article=factories.make_article("Parole tenue\n", headline="Un intertitre"),
        is_heading=True,
    )
    factories.make_link(heading, quote, kind="rewords")
    return factories.make_published_correction(quote)


def shown(client, correction):
    """Return the list as the correction's page has it, and the page's text."""
    page = client.get(address("correction", "change", correction.pk))
    return page.context["tasks"], page.content.decode()


def tick(client, correction, number=1, **data):
    url = address("correction", "task", correction.pk, number)
    return client.post(url, {"note": NOTE, **data}, follow=True)


def test_every_place_is_on_the_page_with_its_link(log_in, correction):
    tasks, text = shown(log_in(factories.make_editor()), correction)

    assert [row.task.kind for row in tasks.rows] == [
        *("article", "version", "heading", "article", "export"),
    ]
    assert tasks.sentence == "0 of 5 done"
    quote = correction.quote
    assert address("article", "change", quote.article_id) in text
    assert address("publication", "change", quote.publications.get(number=1).pk) in text
    heading = tasks.rows[2]
    assert "rewords" in heading.sentence
    assert address("quote", "change", heading.task.quote_id) in text
    assert "Who took feeds" in text


def test_a_search_that_was_cut_is_told_in_one_sentence_in_each_language():
    days = {"from": "2024-11-13", "to": "2024-11-15"}

    def said(**details):
        return place_of(CorrectionTask(kind="export", details={**days, **details}))

    whole = "between Nov. 13, 2024 and Nov. 15, 2024 has the error: tell them."
    assert said().endswith(whole)
    assert said(cut=50).endswith(
        f"{whole} More than 50 places hold these words: search for them too."
    )


def test_a_draft_has_no_list(log_in):
    correction = factories.make_signed_correction()

    tasks, text = shown(log_in(factories.make_editor()), correction)

    assert tasks is None
    assert "Where the error has been" not in text


def test_a_place_is_ticked_off_with_a_note(log_in, correction):
    client = log_in(factories.make_editor())

    page = tick(client, correction, 2)

    assert page.redirect_chain[0][0].endswith("#place-2")
    task = correction.tasks.get(number=2)
    assert (task.done_by.username, task.note) == ("editor", NOTE)
    tasks, text = shown(client, correction)
    assert tasks.sentence == "1 of 5 done"
    assert NOTE in text


def test_without_a_note_nothing_is_ticked_off(log_in, correction):
    page = tick(log_in(factories.make_editor()), correction, note=" ")

    assert "Say what became of it" in page.content.decode()
    assert CorrectionTask.objects.open().count() == 5


def test_a_place_is_opened_again_and_who_had_done_it_stays(log_in, correction):
    tick(log_in(factories.make_editor()), correction)
    client = log_in(factories.make_verifier())

    tick(client, correction, reopen="1", note="Encore en ligne.")

    tasks, text = shown(client, correction)
    assert tasks.sentence == "0 of 5 done"
    assert [act.note for act in tasks.rows[0].history] == [NOTE]
    assert tasks.rows[0].history[0].history_user.username == "editor"
    assert NOTE in text
    assert "Encore en ligne." in text


def test_two_people_do_not_tick_off_the_same_place(log_in, correction):
    tick(log_in(factories.make_editor()), correction)

    page = tick(log_in(factories.make_verifier()), correction, note="Moi aussi.")

    assert "has done this already" in page.content.decode()
    assert correction.tasks.get(number=1).note == NOTE


def test_a_contributor_reads_the_list_and_ticks_nothing_off(log_in, correction):
    client = log_in(factories.make_user("contributor", "contributor"))

    _tasks, text = shown(client, correction)

    assert "Where the error has been" in text
    assert 'name="note"' not in text
    assert tick(client, correction).status_code == 403


def test_a_step_is_a_post_on_a_place_that_is_there(log_in, correction):
    client = log_in(factories.make_editor())

    assert (
        client.get(address("correction", "task", correction.pk, 1)).status_code == 405
    )
    assert tick(client, correction, 99).status_code == 404


def test_publishing_leads_to_the_list(log_in):
    correction = factories.make_signed_correction()
    client = log_in(factories.make_standards_editor())
    url = address("correction", "publish", correction.pk)
    form = client.get(url).context["form"]

    answer = client.post(url, {key: form[key].value() for key in ("version", "digest")})

    assert answer.url == address("correction", "change", correction.pk)
    assert correction.tasks.count() == 3


# The list of all


def test_open_and_done_places_are_filtered(log_in, correction):
    client = log_in(factories.make_editor())
    tick(client, correction, 2)

    def numbers(state):
        page = client.get(address("correctiontask", "changelist"), {"state": state})
        return sorted(task.number for task in page.context["cl"].queryset)

    assert numbers("open") == [1, 3, 4, 5]
    assert numbers("done") == [2]
    assert len(numbers("")) == 5


def test_the_list_opens_its_rows_and_changes_nothing(log_in, correction):
    client = log_in(factories.make_superuser())
    task = correction.tasks.get(number=3)

    page = client.get(address("correctiontask", "changelist"), {"q": "parole"})
    row = client.get(address("correctiontask", "change", task.pk))

    assert page.status_code == row.status_code == 200
    assert "#place-3" in page.content.decode()
    assert client.get(address("correctiontask", "add")).status_code == 403
    change = address("correctiontask", "change", task.pk)
    assert client.post(change, {}).status_code == 403
    delete = address("correctiontask", "delete", task.pk)
    assert client.post(delete, {"post": "yes"}).status_code == 403


def test_queries_of_the_list_do_not_grow(
    log_in, correction, django_assert_max_num_queries
):
    client = log_in(factories.make_superuser())
    counted = []
    for _times in range(2):
        with django_assert_max_num_queries(40) as queries:
            client.get(address("correctiontask", "changelist"))
        with django_assert_max_num_queries(60) as more:
            client.get(address("correction", "change", correction.pk))
        counted.append((len(queries), len(more)))
        for _row in range(4):
            CorrectionTask.objects.create(
                correction=correction,
                number=correction.tasks.count() + 10,
                kind="quote",
                quote=factories.make_verified_quote(),
                details={"same_words": True},
            )

    assert counted[1][0] <= counted[0][0]
    assert counted[1][1] <= counted[0][1]
