"""The queue's page: rows, chips with their counts, claims, saved filters."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from quotes import workflow
from quotes.admin.desk import counts
from quotes.models import Article, Attribution, DeskItem, Quote, SavedFilter, Speaker
from tests.admin.desk.rows import make_finding, make_item, make_piece
from tests.factories import (
    make_article,
    make_editor,
    make_proposed_quote,
    make_quote,
    make_quote_under_review,
    make_speaker,
    make_superuser,
    make_user,
    make_verifier,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(log_in):
    """Open the queue as somebody: desk(user, "whose=mine")."""

    def open_as(user, query="", **data):
        client = log_in(user)
        return client.get(reverse("admin:desk") + (f"?{query}" if query else ""))

    return open_as


def text_of(page):
    """The words of a page in one line, without its markup."""
    bare = re.sub(r"<[^>]*>", " ", page.content.decode())
    return re.sub(r"\s+", " ", bare)


def chips_of(page):
    """The chips of a page: {label: (count, query, is it active)}."""
    return {
        str(chip.label): (chip.count, chip.query, chip.is_active)
        for _label, chips in page.context["facets"]
        for chip in chips
    }


def ids_of(page):
    return [row.quote.public_id for row in page.context["rows"]]


def post(client, page, query="", **data):
    return client.post(reverse(f"admin:{page}") + (f"?{query}" if query else ""), data)


def test_a_row_says_what_an_editor_has_to_know(desk):
    quote = make_quote(kind="indirect", polarity="denied", quoted=())
    make_finding(quote.desk_item, "Q01", "high")
    make_speaker("Le Kremlin")
    page = desk(make_verifier())
    text, html = text_of(page), page.content.decode()

    assert 'lang="fr" href="' in html
    for words in (
        "Nous tiendrons parole",
        "unverified",
        "Severity:",
        "Q01",
        "indirect, denied",
        "printed as « Anna Brandt »",
        "resolved as Anna Brandt",
        "Les pourparlers reprennent",
        "last changed by editor",
        "waiting for 0",
    ):
        assert words in text.replace("\xa0", " "), words
    speaker = quote.attributions.get().speaker
    assert f"?speaker={speaker.public_id}" in html
    assert f"?article={quote.article.public_id}" in html


def test_a_row_leads_to_the_statement_and_stays_in_its_queue(desk):
    quote = make_quote()
    page = desk(make_verifier(), "status=unverified&whose=free&after=")
    item = reverse("admin:desk_item", args=[quote.public_id])

    assert f'href="{item}?status=unverified&amp;whose=free"' in page.content.decode()


def test_who_changed_it_reads_so_before_the_click(desk):
    make_quote(by=make_editor("camille"))
    told = "You changed it: somebody else decides."

    assert told in text_of(desk(make_editor("camille")))
    assert told not in text_of(desk(make_verifier()))


def test_a_headline_that_is_missing_is_the_text_s_first_words(desk):
    make_quote(article=make_article(headline=""))

    assert "« Nous tiendrons parole », a déclaré Anna Brandt mardi" in text_of(
        desk(make_verifier())
    )


def test_whom_nobody_identified_and_what_nobody_attributed(desk):
    make_quote(speaker=None)
    make_quote("agir vite", claims=())
    text = text_of(desk(make_verifier()))

    assert "“Anna Brandt”, not identified" in text
    assert "without attribution" in text
    assert "nobody yet" in text


def test_a_merged_speaker_is_shown_as_who_it_became(desk):
    kept = make_speaker("Le Kremlin")
    make_quote(speaker=make_speaker("Moscou", merged_into=kept))
    page = desk(make_verifier())

    assert "resolved as Le Kremlin" in text_of(page)
    assert f"?speaker={kept.public_id}" in page.content.decode()


def test_the_desk_is_for_those_who_may_see_quotes(desk, log_in):
    outsider = make_user("stagiaire")

    assert desk(outsider).status_code == 403
    assert log_in(outsider).get(reverse("admin:desk_keys")).status_code == 403
    assert post(log_in(outsider), "desk_claim").status_code == 403
    assert post(log_in(outsider), "desk_filters", name="x").status_code == 403


def test_without_a_session_the_desk_asks_to_log_in(client):
    answer = client.get(reverse("admin:desk"))

    assert answer.status_code == 302
    assert reverse("admin:login") in answer["Location"]


def test_the_header_leads_to_the_desk_for_those_who_may(log_in):
    link = f'<a href="{reverse("admin:desk")}">'

    assert link in log_in(make_verifier()).get(reverse("admin:index")).content.decode()
    outsider = log_in(make_user("stagiaire")).get(reverse("admin:index"))
    assert link not in outsider.content.decode()


# Filters


def test_chips_count_what_their_link_shows(desk):
    me, later = make_verifier(), timezone.now() + timedelta(minutes=5)
    make_item(severity=3, claimed_by=me, claimed_until=later)
    make_item(severity=2, claimed_by=make_editor(), claimed_until=later)
    make_item(severity=2, status="proposed", changers=[me])
    make_finding(make_item(severity=1, open_reports=1), "Q01")
    chips = chips_of(desk(me))

    expected = {
        "Mine to decide": "2",
        "I am on it": "1",
        "Others are on it": "1",
        "Blocked: I changed it": "1",
        "Reader’s report to answer": "1",
        "high": "1",
        "medium": "2",
        "low": "1",
        "proposed": "1",
        "unverified": "3",
    }
    assert {label: chips[label][0] for label in expected} == expected
    for label, (count, query, _is_active) in chips.items():
        assert len(ids_of(desk(me, query))) == int(count), label


def test_chips_count_within_the_filters_in_force(desk):
    make_item(severity=3, status="proposed")
    make_item(severity=3)
    make_item(severity=1)
    chips = chips_of(desk(make_verifier(), "severity=high"))

    assert chips["unverified"] == ("1", "severity=high&status=unverified", False)
    assert chips["low"] == ("1", "severity=low", False)
    assert chips["high"] == ("2", "", True)


def test_a_filter_in_force_can_be_taken_off(desk):
    quote = make_quote()
    speaker = quote.attributions.get().speaker
    query = f"article={quote.article.public_id}&speaker={speaker.public_id}"
    page = desk(make_verifier(), query)

    assert [
        (str(label), str(value)) for label, value, _q in page.context["active"]
    ] == [
        ("Article", "Les pourparlers reprennent"),
        ("Speaker", "Anna Brandt"),
    ]
    assert [query for *_rest, query in page.context["active"]] == [
        f"speaker={speaker.public_id}",
        f"article={quote.article.public_id}",
    ]
    assert "only this article" not in text_of(page)


def test_a_filter_that_means_nothing_is_said(desk):
    make_quote()
    page = desk(make_verifier(), "status=perdu&couleur=rouge")

    assert page.status_code == 200
    assert len(ids_of(page)) == 1
    assert "“perdu” says nothing to the filter “status”; left out." in text_of(page)
    assert "The queue knows no filter “couleur”" in text_of(page)


def test_what_the_address_brings_is_never_markup(desk):
    page = desk(make_verifier(), "status=<script>alert(1)</script>&<b>=1")

    assert b"<script>alert" not in page.content
    assert b"<b>" not in page.content


def test_counts_stop_at_a_thousand(desk, monkeypatch):
    monkeypatch.setattr(counts, "MOST", 3)
    for _number in range(4):
        make_item()
    page = desk(make_verifier())

    assert page.context["count"] == "3+"
    assert chips_of(page)["unverified"][0] == "3+"
    assert "3+ statements need somebody" in text_of(page)


def test_a_count_of_a_thousand_is_exact_and_beyond_it_is_not():
    assert counts.shown_count(1000) == "1,000"
    assert counts.shown_count(1001) == "1,000+"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("", "Nothing is waiting for anybody. All quotes"),
        ("whose=mine", "Nothing in this queue needs anybody. The whole queue"),
    ],
)
def test_an_empty_queue_is_one_sentence_and_one_way_on(desk, query, told):
    assert told in text_of(desk(make_verifier(), query))


def test_pages_follow_each_other(desk):
    make_many(53)
    first = desk(make_verifier())
    after = re.search(r'rel="next" href="[^"]*after=([\d.]+)"', first.content.decode())
    second = desk(make_verifier(), f"after={after[1]}")

    assert len(ids_of(first)) == 50
    assert len(ids_of(second)) == 3
    assert not set(ids_of(first)) & set(ids_of(second))
    assert "First page" in text_of(second)
    assert 'rel="next"' not in second.content.decode()


# Queries


def make_many(count):
    """Statements on the desk, each with all that a row shows."""
    quote, speaker, me = make_quote(), make_speaker("Moscou"), make_verifier()
    speaker.merged_into = make_speaker("Le Kremlin")
    speaker.save()
    pieces = Article.objects.bulk_create(
        Article(headline="", language="fr", release="published")
        for _number in range(count - 1)
    )
    quotes = Quote.objects.bulk_create(
        Quote(
            article=piece,
            kind="direct",
            words="Nous verrons",
            language="fr",
            changed_by=make_editor(),
        )
        for piece in pieces
    )
    mention = quote.spans.get(role="mention")
    Attribution.objects.bulk_create(
        Attribution(
            quote=each,
            number=1,
            speaker=speaker,
            mention=mention,
            rank="preferred",
            position=1,
            basis="printed",
        )
        for each in quotes
    )
    items = DeskItem.objects.bulk_create(
        DeskItem(
            quote=each,
            article_id=each.article_id,
            severity=2,
            claimed_by=make_editor(),
            claimed_until=timezone.now() + timedelta(minutes=9),
        )
        for each in quotes
    )
    for item in items[:60]:
        item.changers.add(me)
        make_finding(item)


@pytest.mark.parametrize("count", [3, 300])
def test_a_page_takes_ten_queries_at_most(count, log_in, django_assert_max_num_queries):
    make_many(count)
    me = make_verifier()
    workflow.save_filter("Le matin", "whose=free", by=me)
    speaker = Speaker.objects.get(name="Anna Brandt")
    article = speaker.attributions.get().quote.article
    client = log_in(me)
    queries = []
    for query in (
        "",
        "whose=blocked&severity=medium&status=unverified&finding=Q01",
        f"article={article.public_id}&speaker={speaker.public_id}&whose=free",
    ):
        with django_assert_max_num_queries(10) as log:
            assert client.get(reverse("admin:desk") + f"?{query}").status_code == 200
        queries.append(len(log))

    assert queries == [8, 8, 10]


def test_an_administrator_s_page_takes_no_more(log_in, django_assert_num_queries):
    make_many(3)
    client = log_in(make_superuser())
    with django_assert_num_queries(6):
        assert client.get(reverse("admin:desk")).status_code == 200


# Claims


def test_a_claim_is_taken_and_left_from_the_row(log_in):
    quote, me = make_quote(), make_verifier()
    client = log_in(me)
    answer = post(
        client, "desk_claim", "whose=free&after=1.2.3.4", claim=quote.public_id
    )

    assert answer["Location"] == (
        reverse("admin:desk") + f"?whose=free&after=1.2.3.4#q-{quote.public_id}"
    )
    assert DeskItem.objects.get().claimant() == me
    assert "You are on it until" in text_of(client.get(reverse("admin:desk")))
    post(client, "desk_claim", release=quote.public_id)
    assert DeskItem.objects.get().claimant() is None


def test_two_editors_do_not_collide(log_in):
    quote, first, second = make_quote(), make_verifier(), make_editor("camille")
    workflow.claim(quote, by=first)
    client = log_in(second)
    page = client.get(reverse("admin:desk"))

    assert "verifier is on it until" in text_of(page)
    assert 'name="take_over"' in page.content.decode()
    assert 'name="claim"' not in page.content.decode()
    answer = client.post(reverse("admin:desk_claim"), {"claim": quote.public_id})
    page = client.get(answer["Location"])
    assert "you can take it over" in text_of(page)
    assert DeskItem.objects.get().claimant() == first

    post(client, "desk_claim", release=quote.public_id)
    assert DeskItem.objects.get().claimant() == first
    post(client, "desk_claim", take_over=quote.public_id)
    assert DeskItem.objects.get().claimant() == second


def test_a_statement_that_left_the_desk_cannot_be_claimed(log_in):
    quote = make_quote()
    DeskItem.objects.all().delete()
    client = log_in(make_verifier())
    answer = post(client, "desk_claim", claim=quote.public_id)

    assert "not on the desk any more" in text_of(client.get(answer["Location"]))


def test_a_claim_is_a_post_of_an_editor_for_a_statement(log_in):
    quote = make_quote()
    editor, contributor = make_editor(), make_user("pigiste", "contributor")
    client = log_in(editor)

    assert client.get(reverse("admin:desk_claim")).status_code == 405
    assert post(client, "desk_claim", "whose=free")["Location"] == (
        reverse("admin:desk") + "?whose=free"
    )
    assert not DeskItem.objects.exclude(claimed_by=None).exists()
    assert post(client, "desk_claim", claim="0123456789ab").status_code == 404
    assert post(client, "desk_claim", claim="\0").status_code == 400
    client = log_in(contributor)
    assert post(client, "desk_claim", claim=quote.public_id).status_code == 403
    page = client.get(reverse("admin:desk")).content.decode()
    assert 'name="claim"' not in page
    assert 'name="quotes"' not in page


# Choosing several


def test_statements_are_chosen_for_one_reattribution(desk):
    quote = make_quote()
    page = desk(make_editor()).content.decode()

    assert f'<input type="checkbox" name="quotes" value="{quote.pk}">' in page
    assert f'formaction="{reverse("admin:desk_batch_new")}"' in page


# Saved filters


def test_a_filter_is_saved_followed_and_deleted(log_in):
    make_item(severity=3)
    me = make_verifier()
    client = log_in(me)
    post(client, "desk_filters", "severity=high&after=1.2.3.4&x=1", name=" Le  matin ")
    saved = SavedFilter.objects.get()

    assert (saved.owner, saved.name, saved.query) == (me, "Le matin", "severity=high")
    page = client.get(reverse("admin:desk"))
    assert f'href="{reverse("admin:desk")}?severity=high">Le matin</a>' in (
        page.content.decode()
    )
    page = client.get(reverse("admin:desk") + "?severity=high")
    assert 'aria-current="true">Le matin</a>' in page.content.decode()
    assert 'id="desk-name"' not in page.content.decode()
    answer = post(client, "desk_filters", "severity=high", delete=saved.pk)
    assert answer["Location"] == reverse("admin:desk") + "?severity=high"
    assert not SavedFilter.objects.exists()


@pytest.mark.parametrize(
    ("query", "name", "told"),
    [
        ("", "Le matin", "Choose a filter first"),
        ("whose=mine", "   ", "Give the filter a name"),
        ("whose=mine", "m" * 61, "too long: 60 signs"),
        ("whose=mine", "Le soir", "a filter of that name already"),
    ],
)
def test_a_filter_that_cannot_be_saved(log_in, query, name, told):
    me = make_verifier()
    workflow.save_filter("Le soir", "whose=free", by=me)
    client = log_in(me)
    answer = post(client, "desk_filters", query, name=name)

    assert told in text_of(client.get(answer["Location"]))
    assert SavedFilter.objects.count() == 1


def test_twenty_filters_are_enough(log_in):
    me, other = make_verifier(), make_editor()
    for number in range(20):
        workflow.save_filter(f"filtre {number}", "whose=mine", by=me)
    with pytest.raises(workflow.WorkflowError) as refused:
        workflow.save_filter("de trop", "whose=mine", by=me)
    page = log_in(me).get(reverse("admin:desk") + "?whose=free")

    assert refused.value.code == "too_many"
    assert 'id="desk-name"' not in page.content.decode()
    assert workflow.save_filter("filtre 1", "whose=mine", by=other).owner == other


def test_nobody_deletes_another_s_filter(log_in):
    saved = workflow.save_filter("Le soir", "whose=free", by=make_verifier())
    client = log_in(make_editor())
    post(client, "desk_filters", delete=saved.pk)
    post(client, "desk_filters", delete="x" * 30)

    assert SavedFilter.objects.get() == saved
    assert client.get(reverse("admin:desk_filters")).status_code == 405


# The workflow keeps the rows


def test_what_waits_comes_to_the_queue_and_what_is_settled_leaves(desk):
    proposed, changed = make_proposed_quote(), make_quote_under_review()
    plain = make_quote()
    me = make_verifier()

    assert ids_of(desk(me)) == [
        changed.public_id,
        plain.public_id,
        proposed.public_id,
    ]
    workflow.verify(plain, by=me)
    assert plain.public_id not in ids_of(desk(me))


def test_the_page_in_french_keeps_its_queue(log_in):
    make_item()
    page = log_in(make_verifier()).get("/fr/admin/desk/?whose=free")

    assert page.status_code == 200
    assert 'href="/fr/admin/desk/' in page.content.decode()
    assert make_piece().headline in text_of(page)


def test_of_a_proposal_the_row_says_what_it_proposes(desk):
    make_proposed_quote(speaker=make_speaker("Anna Brandt"))

    [row] = desk(make_editor("other")).context["rows"]

    assert row.printed == ["Anna Brandt"]
    assert [name for name, _query, _is_known in row.speakers] == ["Anna Brandt"]
