"""Taking pieces in with what was found in them; proposing.py writes the proposals.

What is found becomes proposals: quotes of the status “proposed”, which no reader sees
and a person accepts, corrects or rejects. Every function takes who acts as `by`, runs
in one transaction, and refuses with WorkflowError.

A statement that the article has already, in whatever status, is not proposed again:
what somebody accepted, changed or rejected is never touched, and neither is a proposal
that an older version of the engine left pending. Its chain of reviews begins with what
was proposed then; a second version of it would be a second statement of the same words.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from quotes.extraction import ENGINE
from quotes.importers.found import find
from quotes.importers.known import Directory
from quotes.importers.proposing import Loaded, propose_many, would_be
from quotes.vocabulary import Role
from quotes.workflow import WorkflowError, receive_article

__all__ = [
    "Loaded",
    "engine_account",
    "find_in",
    "found_in",
    "propose",
    "propose_many",
    "proposing",
    "receive_piece",
]


@transaction.atomic
def receive_piece(text, *, by, fields, found, leave_out=(), at=None):
    """Write an article with its text and its proposals; return (revision, Loaded).

    text and fields as receive_article() takes them; found is what find() returned for
    the text as normalize() leaves it; leave_out holds the numbers of those that are not
    proposed. Raises WorkflowError (not_allowed, incomplete).
    """
    revision = receive_article(text, by=by, fields=fields, at=at)
    return revision, propose(revision, found, by=by, leave_out=leave_out, at=at)


def propose(revision, found, *, by, leave_out=(), at=None):
    """Store statements found in a revision as proposals; return a Loaded.

    What the article has already and what is left out is not stored. One that the
    workflow refuses is reported, and the others go on. Raises WorkflowError
    (not_allowed) below a contributor.
    """
    [loaded] = propose_many([(revision, found)], by=by, leave_out=leave_out, at=at)
    return loaded


def find_in(article, *, by, directory=None, language="", dry_run=False, at=None):
    """Find statements in the text of a stored article and propose them.

    directory is a Directory that serves several articles; language is "fr" or "en"
    where the article's own is not to decide. dry_run writes nothing and says in
    Loaded.new (Found, not quotes) what would be proposed. Raises WorkflowError
    (incomplete) for an article without a text or in a language without rules.
    """
    revision = article.current_revision
    if revision is None:
        raise WorkflowError(_("This article has no text."), code="incomplete")
    found = found_in(revision, directory=directory, language=language)
    if not dry_run:
        return propose(revision, found, by=by, at=at)
    return would_be([(revision, found)])[0]


def found_in(revision, *, directory=None, language=""):
    """Return what is found in a stored text, asked with what the newsroom knows."""
    article = revision.article
    directory = directory or Directory()
    known = directory.on(article.published_on, article.pk)
    return find(revision.text, language or article.language, known)


def proposing(by):
    """Return what receive_revision() calls last: it proposes what no quote has yet.

    The callable takes the new revision and returns the quotes that it made; none for
    an article in a language without rules.
    """

    def propose_new(revision):
        try:
            found = found_in(revision)
        except WorkflowError:
            return ()
        return propose(revision, found, by=by).new

    return propose_new


@transaction.atomic
def engine_account():
    """Return the account that the engine proposes as when nobody runs it by name.

    A contributor without a password, made on first use, who cannot log in: whoever
    runs the engine by name has changed what it proposes, and could not verify it.
    """
    user, is_new = get_user_model().objects.get_or_create(
        username=ENGINE, defaults={"first_name": ENGINE, "is_staff": False}
    )
    if is_new:
        user.set_unusable_password()
        user.save()
        user.groups.set(Group.objects.filter(name=Role.CONTRIBUTOR))
    return user
