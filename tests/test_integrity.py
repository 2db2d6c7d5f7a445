"""check_data and verify_ledger name what was changed behind the workflow's back."""

import io
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from quotes.integrity import ledger_problems, problems
from quotes.models import (
    Article,
    Attribution,
    DeskItem,
    Finding,
    Publication,
    PublicationSource,
    PublicationSpeaker,
    Quote,
    Review,
    Revision,
    Source,
    Span,
    Speaker,
)
from tests.factories import make_verifier

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demo():
    call_command("loaddata", "demo", verbosity=0)


def run(command):
    """Return (exit status, what the command printed)."""
    out = io.StringIO()
    try:
        call_command(command, stdout=out)
    except CommandError as error:
        return 1, out.getvalue() + str(error)
    return 0, out.getvalue()


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def quote(name="cancian-afp"):
    return Quote.objects.get(external_id=name)


def found():
    return {(problem.which.split()[0], problem.field) for problem in problems()}


def test_the_demo_is_proven():
    assert run("check_data") == (0, "16 quotes, 0 problems\n")
    assert run("verify_ledger") == (0, "16 quotes, 35 reviews, every chain holds\n")


def test_one_character_of_the_text_names_the_quotes_that_do_not_anchor():
    sql(
        "UPDATE quotes_revision SET text = REPLACE(text, 'Ils essaieront', 'Nous "
        "essaierons')"
    )

    status, printed = run("check_data")

    assert status == 1
    assert f"quote {quote().public_id}: spans: content 1" in printed
    assert "sha256" in printed


def test_an_edited_review_is_named_by_both_commands():
    number = quote().reviews.get(decision="verify").number
    sql("UPDATE quotes_review SET reason = 'otherwise' WHERE decision = 'verify'")

    status, printed = run("verify_ledger")

    line = f"quote {quote().public_id}: reviews: review {number} was changed"
    assert status == 1
    assert line in printed
    assert line in run("check_data")[1]


def test_a_cut_off_tail_is_named():
    publication = quote("kallas-hearing").publications.get()
    PublicationSpeaker.objects.filter(publication=publication).delete()
    PublicationSource.objects.filter(publication=publication).delete()
    publication.delete()
    quote("kallas-hearing").reviews.get(number=2).delete()

    [problem] = ledger_problems()

    assert problem.which == quote("kallas-hearing").public_id
    assert "review 2 is missing" in problem.why


def test_a_review_taken_from_the_middle_is_named():
    Review.objects.filter(quote=quote("minister-mobilise"), number=3).delete()

    [problem] = ledger_problems()

    assert "review 3 is missing" in problem.why


#: What is changed behind the back: (rows, columns, field that is named).
CHANGES = [
    (Quote, {"words": "d’autres mots"}, "words"),
    (Quote, {"occasion": "ailleurs"}, "occasion"),
    (Quote, {"said_on_printed": "jeudi"}, "said_on"),
    (Quote, {"status": "unverified"}, "status"),
    (Span, {"prefix": "autre"}, "spans"),
    (Attribution, {"reason": "autre"}, "attributions"),
    (Publication, {"words": "d’autres mots"}, "words"),
    (Publication, {"is_corrected": False}, "is_corrected"),
    (Publication, {"role": "editor"}, "review"),
    (Publication, {"shown": {}}, "digest"),
    (Publication, {"search_text": "autre"}, "digest"),
    (Publication, {"speaker_names": "Jake Sullivan"}, "digest"),
    (Publication, {"notice": "autre"}, "digest"),
    (Quote, {"version": 99}, "version"),
    (Review, {"state": {}}, "state"),
]


@pytest.mark.parametrize(("model", "columns", "field"), CHANGES)
def test_a_changed_column_is_named(model, columns, field):
    rows = model.objects.filter(
        **{"external_id": "cancian-afp"}
        if model is Quote
        else {"quote__external_id": "cancian-afp"}
    )
    rows.update(**columns)

    assert (quote().public_id, field) in found()


def test_a_verified_quote_without_a_speaker_is_named():
    Attribution.objects.filter(quote=quote(), rank="preferred").update(speaker=None)

    assert (quote().public_id, "attributions") in found()


def test_a_publication_that_names_another_speaker_is_named():
    other = Speaker.objects.get(name="Jake Sullivan")
    PublicationSpeaker.objects.filter(publication__quote=quote()).update(speaker=other)

    assert (quote().public_id, "speakers") in found()


def test_a_missing_current_publication_is_named():
    Publication.objects.filter(quote=quote()).update(is_current=False)

    assert (quote().public_id, "publications") in found()


def test_a_wrong_label_is_named():
    Publication.objects.filter(quote=quote(), is_current=True).update(under_review=True)

    assert (quote().public_id, "publications") in found()


def test_a_decision_by_who_changed_it_is_named_even_with_true_digests():
    from quotes.ledger import review_digest

    row = quote("nyt-troops")
    last = row.reviews.get(number=2)
    last.by = row.changed_by
    last.digest = review_digest(last)
    last.save()
    row.head_digest = last.digest
    row.save()

    assert (row.public_id, "decided_by") in found()


def test_circles_of_sources_and_merges_are_named():
    wire = Source.objects.filter(relays__isnull=False).first()
    Source.objects.filter(pk=wire.relays_id).update(relays=wire)
    one, two = Speaker.objects.order_by("pk")[:2]
    Speaker.objects.filter(pk=one.pk).update(merged_into=two)
    Speaker.objects.filter(pk=two.pk).update(merged_into=one)

    assert {(wire.public_id, "relays"), (one.public_id, "merged_into")} <= found()


def test_an_article_without_a_text_is_named():
    article = Article.objects.create(language="fr")

    assert (article.public_id, "revisions") in found()


def test_a_text_that_was_stored_around_intake_is_named():
    Revision.objects.update(text="Une autre dépêche.")

    assert "sha256" in {field for _which, field in found()}


def test_the_newest_publication_cannot_vanish():
    rows = quote().publications.order_by("number")
    last = rows.last()
    PublicationSpeaker.objects.filter(publication=last).delete()
    PublicationSource.objects.filter(publication=last).delete()
    last.delete()
    Publication.objects.filter(pk=rows.last().pk).update(is_current=True)

    assert (quote().public_id, "publications") in found()


def test_other_names_of_who_changed_and_decided_are_named():
    other = make_verifier("somebody else")
    Quote.objects.filter(pk=quote().pk).update(decided_by=other)
    Quote.objects.filter(pk=quote("nyt-troops").pk).update(changed_by=other)

    assert (quote().public_id, "decided_by") in found()
    assert (quote("nyt-troops").public_id, "changed_by") in found()


def test_a_step_of_the_chain_cannot_be_replaced():
    other = Source.objects.get(kind="unnamed")
    PublicationSource.objects.filter(publication__quote=quote(), depth=1).update(
        source=other
    )

    assert (quote().public_id, "sources") in found()


def test_a_correction_of_another_quote_is_named():
    correction = quote().corrections.get()
    other = quote("nyt-troops").attributions.get(number=1)
    quote().corrections.update(wrong_attribution=other)

    assert (correction.public_id, "wrong_attribution") in found()


# The desk


def test_a_waiting_quote_that_is_not_on_the_desk_is_named():
    DeskItem.objects.filter(quote=quote("rubio-impasse")).delete()

    assert (quote("rubio-impasse").public_id, "desk") in found()


def test_a_row_of_the_desk_that_nobody_needs_is_named():
    settled = quote("nyt-troops")
    DeskItem.objects.create(quote=settled, article=settled.article)

    assert (settled.public_id, "desk") in found()


@pytest.mark.parametrize("column", ["severity", "open_corrections", "open_reports"])
def test_a_wrong_column_of_the_desk_is_named(column):
    DeskItem.objects.filter(quote=quote("rubio-impasse")).update(**{column: 3})

    assert (quote("rubio-impasse").public_id, f"desk {column}") in found()


def test_a_row_of_the_desk_under_another_article_is_named():
    other = Article.objects.create(language="fr")
    DeskItem.objects.filter(quote=quote("rubio-impasse")).update(article=other)

    assert (quote("rubio-impasse").public_id, "desk article") in found()


def test_a_grave_finding_of_a_settled_quote_counts_from_its_decision_on():
    settled = quote("nyt-troops")
    decided = settled.reviews.get(decision="verify").at
    Finding.objects.create(
        quote=settled, rule="M001", severity="high", found_at=decided
    )
    assert (settled.public_id, "desk") not in found()

    Finding.objects.update(found_at=decided + timedelta(seconds=1))
    assert (settled.public_id, "desk") in found()

    call_command("refresh_desk", stdout=io.StringIO())
    assert (settled.public_id, "desk") not in found()
