"""Quotes in the panel: typed, changed through the workflow, refused in the form."""

import pytest

from quotes import workflow
from quotes.models import Quote, QuoteLink, Review, Span
from tests import factories
from tests.admin.conftest import address, quote_data, reloaded, span_rows

pytestmark = pytest.mark.django_db

NEW = {
    "kind": "direct",
    "polarity": "asserted",
    "language": "",
    "occasion": "",
    "speaker": "",
    "second_speaker": "",
    "said_on": "",
    "said_on_precision": "",
    "said_on_printed": "",
    "said_on_known": "",
    "source": "",
    "external_id": "",
}


def errors_of(page):
    return " ".join(page.context["adminform"].form.non_field_errors())


def row_errors(page):
    rows = page.context["adminform"].form.spans
    return " ".join(str(error) for row in rows for error in row.errors.values())


def test_an_editor_enters_a_quote_by_its_words(log_in):
    article, speaker = factories.make_article(), factories.make_speaker()
    client = log_in(factories.make_editor())
    rows = span_rows(
        ("content", factories.WORDS),
        ("quoted", factories.WORDS),
        ("cue", "a déclaré"),
        ("mention", "Anna Brandt"),
        ("", ""),
    )

    answer = client.post(
        address("quote", "add"),
        {**NEW, **rows, "article": article.pk, "speaker": speaker.pk},
    )

    quote = Quote.objects.get()
    assert answer.url == address("quote", "change", quote.pk)
    assert (quote.words, quote.status, quote.language) == (
        factories.WORDS,
        "unverified",
        "fr",
    )
    attribution = quote.attributions.get()
    assert (attribution.speaker, attribution.mention.exact) == (speaker, "Anna Brandt")
    assert (attribution.rank, attribution.basis) == ("preferred", "printed")
    assert Review.objects.get().by.username == "editor"


def test_two_speakers_are_entered_jointly_with_their_mentions(log_in):
    article = factories.make_article()
    kiev, washington = factories.make_speaker("Kiev"), factories.make_speaker("USA")
    rows = span_rows(
        ("content", "Les pourparlers reprendront lundi"),
        ("cue", "selon"),
        ("mention", "Kiev"),
        ("mention", "Washington"),
    )

    log_in(factories.make_editor()).post(
        address("quote", "add"),
        {
            **NEW,
            **rows,
            "kind": "indirect",
            "article": article.pk,
            "speaker": kiev.pk,
            "second_speaker": washington.pk,
        },
    )

    claims = Quote.objects.get().attributions.order_by("position")
    assert [(c.speaker, c.mention.exact, c.jointly) for c in claims] == [
        (kiev, "Kiev", True),
        (washington, "Washington", True),
    ]


def test_what_a_contributor_enters_is_a_proposal(log_in):
    article = factories.make_article()
    client = log_in(factories.make_user("contributor", "contributor"))

    client.post(
        address("quote", "add"),
        {**NEW, **span_rows(("content", factories.WORDS)), "article": article.pk},
    )

    assert Quote.objects.get().status == "proposed"


def test_words_that_do_not_stand_in_the_text_are_refused_and_kept(log_in):
    article = factories.make_article()
    rows = span_rows(("content", "Nous tiendrons « parole »"))

    page = log_in(factories.make_editor()).post(
        address("quote", "add"), {**NEW, **rows, "article": article.pk}
    )

    assert "letter by letter" in row_errors(page)
    assert "Nous tiendrons « parole »" in page.content.decode()
    assert not Quote.objects.exists()


def test_ambiguous_words_are_answered_with_their_places(log_in):
    article = factories.make_article("Oui, dit-il.\nOui, dit-elle.")
    add = address("quote", "add")
    client = log_in(factories.make_editor())
    data = {**NEW, "article": article.pk}

    page = client.post(add, {**data, **span_rows(("content", "Oui"))})
    assert "0 (line 1), 13 (line 2)" in row_errors(page)
    assert not Quote.objects.exists()

    client.post(add, {**data, **span_rows(("content", "Oui", 13))})
    assert Span.objects.get().start == 13


def test_words_over_two_lines_come_back_from_the_browser_with_crlf(log_in):
    article = factories.make_article("« Un,\ndeux », dit-il.")

    log_in(factories.make_editor()).post(
        address("quote", "add"),
        {**NEW, **span_rows(("content", "Un,\r\ndeux")), "article": article.pk},
    )

    assert Quote.objects.get().words == "Un,\ndeux"


def test_a_statement_without_content_is_refused_above_the_form(log_in):
    article = factories.make_article()
    rows = span_rows(("mention", "Anna Brandt"))

    page = log_in(factories.make_editor()).post(
        address("quote", "add"), {**NEW, **rows, "article": article.pk}
    )

    assert "at least one content span" in errors_of(page)
    assert not Quote.objects.exists()


def test_a_change_goes_through_the_workflow(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_editor("other"))

    answer = client.post(
        address("quote", "change", quote.pk), quote_data(quote, occasion="à Bruxelles")
    )

    now = reloaded(quote)
    assert answer.status_code == 302
    assert (now.occasion, now.version, now.changed_by.username) == (
        "à Bruxelles",
        2,
        "other",
    )
    assert now.reviews.count() == 2
    assert now.spans.count() == quote.spans.count()


def test_saving_what_was_not_changed_writes_no_review(log_in):
    quote = factories.make_quote()

    log_in(factories.make_editor()).post(
        address("quote", "change", quote.pk), quote_data(quote)
    )

    assert reloaded(quote).version == quote.version


def test_a_span_is_moved_by_typing_other_words(log_in):
    quote = factories.make_quote(quoted=())
    data = quote_data(quote)
    row = next(k for k, v in data.items() if v == "content")[: -len("role")]
    data[f"{row}exact"] = "tiendrons parole"

    log_in(factories.make_editor()).post(address("quote", "change", quote.pk), data)

    assert reloaded(quote).words == "tiendrons parole"


def test_a_public_quote_is_changed_only_with_a_reason(log_in):
    quote = factories.make_verified_quote()
    change = address("quote", "change", quote.pk)
    client = log_in(factories.make_editor())

    page = client.post(change, quote_data(quote, polarity="requested"))
    assert page.context["adminform"].form.errors["reason"] == ["Give a reason."]
    assert reloaded(quote).status == "verified"

    client.post(
        change, quote_data(quote, polarity="requested", reason="C’est une demande.")
    )
    assert reloaded(quote).status == "under_review"


def test_changed_meanwhile_is_said_in_the_form_and_keeps_what_was_typed(log_in):
    quote = factories.make_quote()
    data = quote_data(quote, occasion="à Bruxelles")
    workflow.change_quote(
        quote, by=factories.make_editor("other"), fields={"kind": "mixed"}
    )

    page = log_in(factories.make_editor()).post(
        address("quote", "change", quote.pk), data
    )

    assert "Changed meanwhile by other" in errors_of(page)
    assert 'value="à Bruxelles"' in page.content.decode()
    assert reloaded(quote).kind == "mixed"
    assert reloaded(quote).occasion == ""


def test_the_page_shows_the_stored_quote_beside_what_was_typed(log_in):
    quote = factories.make_quote()

    page = log_in(factories.make_editor()).post(
        address("quote", "change", quote.pk), quote_data(quote, kind="bogus")
    )

    assert page.context["quote"].kind == "direct"


def test_an_outside_id_taken_by_another_quote_is_refused_in_words(log_in):
    quote = factories.make_quote(external_id="q1")
    other = factories.make_quote(article=quote.article, **factories.DENIAL)

    page = log_in(factories.make_editor()).post(
        address("quote", "change", other.pk), quote_data(other, external_id="q1")
    )

    assert "Another quote of this article has that external id." in errors_of(page)
    assert reloaded(other).version == other.version


def test_what_readers_see_is_held_against_what_stands_now(log_in):
    quote = factories.make_verified_quote()
    change = address("quote", "change", quote.pk)
    client = log_in(factories.make_editor())
    client.post(change, quote_data(quote, polarity="requested", reason="Une demande."))

    page = client.get(change)

    assert [(d.label, d.before, d.after) for d in page.context["differences"]] == [
        ("Polarity", "asserted", "requested")
    ]


def test_a_withdrawn_quote_has_no_form_and_says_why(log_in):
    quote = factories.make_withdrawn_quote()
    client = log_in(factories.make_editor())

    page = client.get(address("quote", "change", quote.pk))

    assert "reopen it first" in page.content.decode()
    assert b'name="_save"' not in page.content
    answer = client.post(address("quote", "change", quote.pk), quote_data(quote))
    assert answer.status_code == 403


def test_a_contributor_looks_at_quotes_and_changes_none(log_in):
    quote = factories.make_quote()
    client = log_in(factories.make_user("contributor", "contributor"))

    page = client.get(address("quote", "change", quote.pk))

    assert "needs the role of an editor" in page.content.decode()
    answer = client.post(address("quote", "change", quote.pk), quote_data(quote))
    assert answer.status_code == 403


def test_a_link_remembers_who_added_it(log_in):
    one, other = factories.make_quote(), factories.make_quote()

    log_in(factories.make_editor()).post(
        address("quotelink", "add"),
        {"from_quote": one.pk, "kind": "denies", "to_quote": other.pk, "note": ""},
    )

    assert QuoteLink.objects.get().added_by.username == "editor"
