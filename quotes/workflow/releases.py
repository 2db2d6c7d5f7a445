"""What the release of an article, or a link between quotes, changes for readers."""

from contextlib import contextmanager

from quotes import publishing
from quotes.models import Article, Publication
from quotes.workflow.chain import now_in_whole_seconds


@contextmanager
def noting_release(article, *, at=None):
    """Save an article inside this: what readers gain or lose by it is noted.

    article is the changed instance, not yet saved. When it stops being public, that
    moment is kept, so that whoever holds a copy can be told; its publications count as
    changed from the moment at which readers see the difference.
    """
    at = now_in_whole_seconds(at)
    before = Article.objects.get(pk=article.pk)
    was_public, is_public = before.is_public(at), article.is_public(at)
    if is_public:
        article.taken_back_at = None
    elif was_public:
        article.taken_back_at = at
    yield
    release = (article.release, article.embargo_until)
    if release != (before.release, before.embargo_until):
        seen_from = at if was_public else max(at, article.embargo_until or at)
        publishing.mark_changed(Publication.objects.filter(article=article), seen_from)


def note_link(link, *, at=None):
    """Note that readers see a link between two quotes come, change or go."""
    publishing.mark_changed(
        Publication.objects.filter(quote__in=[link.from_quote_id, link.to_quote_id]),
        now_in_whole_seconds(at),
    )
