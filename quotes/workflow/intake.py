"""Taking articles in, and what keeps sources and speakers free of cycles."""

from django.db import transaction
from django.utils.translation import gettext as _

from quotes.models import Article, Revision
from quotes.texts import TextError, normalize, sha256
from quotes.vocabulary import Release
from quotes.workflow.errors import WorkflowError, translated
from quotes.workflow.records import demand_permission, now_in_whole_seconds


@transaction.atomic
def receive_article(text, *, by, fields, at=None, public_id=None):
    """Write an article with its first revision and return the revision.

    text is normalized here, once: CRLF and CR to LF, a byte order mark off. fields
    are columns of Article. Raises WorkflowError (not_allowed, incomplete).
    """
    demand_permission(by, "add_article")
    if fields.get("release", Release.DRAFT) != Release.DRAFT:
        demand_permission(by, "release_article")
    article = Article(**fields, created_at=now_in_whole_seconds(at))
    if public_id:
        article.public_id = public_id
    article._history_user = by
    article.save()
    return receive_text(article, text, by=by, at=at)


@transaction.atomic
def receive_text(article, text, *, by, at=None):
    """Write the first revision of an article that has none; return it.

    Raises WorkflowError with code frozen where there is one: a later text is taken in
    by quotes.workflow.receive_revision, which looks for the statements in it anew.
    """
    if article.revisions.exists():
        raise WorkflowError(
            _(
                "This article has its text, which is never replaced. Take a later one "
                "in with “New version of the text” on the article’s page: its statements "
                "are looked for in it."
            ),
            code="frozen",
        )
    try:
        text = normalize(text)
    except TextError as error:
        raise WorkflowError(translated(error), code="incomplete") from None
    return Revision.objects.create(
        article=article,
        number=1,
        text=text,
        sha256=sha256(text),
        received_at=now_in_whole_seconds(at),
        received_by=by,
    )


def demand_no_cycle(source, relays):
    """Raise WorkflowError (cycle) if source relaying another would lead back to it."""
    if relays is None or source.pk is None:
        return
    if source in relays.chain():
        names = " → ".join(step.name for step in relays.chain())
        raise WorkflowError(
            _("A circle: %(names)s leads back to this source."),
            code="cycle",
            params={"names": names},
        )
