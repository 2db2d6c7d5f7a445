"""When readers last saw a difference, as far as a release or a link makes one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from quotes import workflow
from quotes.models import Publication
from tests import factories as make

pytestmark = pytest.mark.django_db


def release(article, at=None, **columns):
    for name, value in columns.items():
        setattr(article, name, value)
    with workflow.noting_release(article, at=at):
        article.save()
    article.refresh_from_db()
    return article


@pytest.fixture
def publication():
    quote = make.make_verified_quote()
    Publication.objects.update(changed_at=timezone.now() - timedelta(days=9))
    return quote.publications.get()


def test_an_article_taken_from_readers_is_noted_with_the_moment(publication):
    article = release(publication.article, release="withheld")
    publication.refresh_from_db()

    assert article.taken_back_at is not None
    assert publication.changed_at == article.taken_back_at


def test_one_that_is_public_again_was_not_taken_back(publication):
    release(publication.article, release="withheld")
    article = release(publication.article, release="published")
    publication.refresh_from_db()

    assert article.taken_back_at is None
    assert timezone.now() - publication.changed_at < timedelta(minutes=1)


def test_one_that_never_was_public_was_not_taken_back():
    article = make.make_article(release="draft")

    assert release(article, release="withheld").taken_back_at is None


def test_under_an_embargo_readers_see_the_difference_at_its_end():
    article = make.make_article(release="draft")
    publication = make.make_verified_quote(article=article).publications.get()
    end = timezone.now().replace(microsecond=0) + timedelta(hours=3)

    release(article, release="embargoed", embargo_until=end)
    publication.refresh_from_db()

    assert publication.changed_at == end


def test_what_is_published_under_an_embargo_is_seen_at_its_end():
    end = timezone.now().replace(microsecond=0) + timedelta(hours=3)
    article = make.make_article(release="embargoed", embargo_until=end)

    publication = make.make_verified_quote(article=article).publications.get()

    assert publication.changed_at == end


def test_another_change_of_an_article_is_none_for_its_quotes(publication):
    before = publication.changed_at
    release(publication.article, byline="A. B.")
    publication.refresh_from_db()

    assert publication.changed_at == before


def test_both_ends_of_a_link_change():
    first, second = make.make_verified_quote(), make.make_verified_quote()
    third = make.make_verified_quote()
    Publication.objects.update(changed_at=timezone.now() - timedelta(days=9))

    workflow.note_link(make.make_link(first, second))

    changed = Publication.objects.filter(
        changed_at__gt=timezone.now() - timedelta(minutes=1)
    )
    assert {row.quote for row in changed} == {first, second}
    assert third not in {row.quote for row in changed}


def test_under_review_is_a_change_for_readers(publication):
    quote = publication.quote
    quote.refresh_from_db()
    workflow.change_quote(
        quote,
        by=make.make_editor(),
        fields={"occasion": "à Bruxelles"},
        reason="Manquait.",
    )
    publication.refresh_from_db()

    assert publication.under_review
    assert timezone.now() - publication.changed_at < timedelta(minutes=1)
