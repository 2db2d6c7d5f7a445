"""Taking pieces in with what was found in them: the place of this package that writes.

What is found becomes proposals: quotes of the status “proposed”, which no reader sees
and a person accepts, corrects or rejects. Every function takes who acts as `by`, runs
in one transaction, and refuses with WorkflowError.

A statement that the article has already, in whatever status, is not proposed again:
what somebody accepted, changed or rejected is never touched, and neither is a proposal
that an older version of the engine left pending. Its chain of reviews begins with what
was proposed then; a second version of it would be a second statement of the same words.
"""

from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from quotes.extraction import ENGINE, VERSION
from quotes.importers.found import Found, Stored, find
from quotes.importers.known import Directory
from quotes.models import Article, Proposal, Quote, Speaker
from quotes.models.constraints import sentence_for
from quotes.vocabulary import Basis, Language, Role
from quotes.workflow import (
    Claim,
    WorkflowError,
    enter_quote,
    receive_article,
    refresh_article,
)
from quotes.workflow.permissions import demand_permission
from quotes.workflow.records import now_in_whole_seconds


@dataclass(slots=True)
class Loaded:
    """What became of the statements found in a text."""

    new: list[Quote] = field(default_factory=list)
    known: list[Found] = field(default_factory=list)
    left_out: list[Found] = field(default_factory=list)
    #: What the workflow refused, with its reason.
    refused: list[tuple[Found, str]] = field(default_factory=list)


@transaction.atomic
def receive_piece(text, *, by, fields, found, leave_out=(), at=None):
    """Write an article with its text and its proposals; return (revision, Loaded).

    text and fields as receive_article() takes them; found is what find() returned for
    the text as normalize() leaves it; leave_out holds the numbers of those that are not
    proposed. Raises WorkflowError (not_allowed, incomplete).
    """
    revision = receive_article(text, by=by, fields=fields, at=at)
    return revision, propose(revision, found, by=by, leave_out=leave_out, at=at)


@transaction.atomic
def propose(revision, found, *, by, leave_out=(), at=None):
    """Store statements found in a revision as proposals; return a Loaded.

    What the article has already and what is left out is not stored. One that the
    workflow refuses is reported, and the others go on. Raises WorkflowError
    (not_allowed) below a contributor.
    """
    demand_permission(by, "propose_quote")
    at = now_in_whole_seconds(at)
    # Two runs at once would each miss what the other is about to propose.
    Article.objects.select_for_update(of=("self",)).get(pk=revision.article_id)
    stored = Stored(revision)
    speakers = _speakers_in(found)
    loaded = Loaded()
    for each in found:
        if each.number in leave_out:
            loaded.left_out.append(each)
        elif stored.alike(each, revision.text) is not None:
            loaded.known.append(each)
        else:
            _propose_one(loaded, revision, each, speakers, by, at)
    if loaded.new:
        # Once for all of them: each alone would read the whole article again.
        refresh_article(revision.article_id, at=at)
    return loaded


def _propose_one(loaded, revision, found, speakers, by, at):
    try:
        with transaction.atomic():
            quote = enter_quote(
                revision,
                by=by,
                spans=found.spans,
                fields=found.columns,
                claims=_claims(found, speakers),
                proposed=True,
                at=at,
                check=False,
            )
            Proposal.objects.create(
                quote=quote,
                number=1,
                engine=ENGINE,
                engine_version=VERSION,
                fields=found.fields,
                proposed_at=at,
            )
    except IntegrityError as error:
        loaded.refused.append((found, sentence_for(error)))
    except WorkflowError as refusal:
        loaded.refused.append((found, str(refusal)))
    else:
        loaded.new.append(quote)


def _speakers_in(found):
    """Return the speakers that findings name, by public id, merges followed."""
    keys = {key for each in found for key, _number in each.claims if key}
    rows = Speaker.objects.filter(public_id__in=keys)
    rows = rows.select_related("merged_into__merged_into__merged_into")
    return {row.public_id: row.resolved() for row in rows}


def _claims(found, speakers):
    """Return the claims: candidates all, until an editor accepts or chooses."""
    claims, named = [], set()
    for key, number in found.claims:
        speaker = speakers.get(key)
        if speaker is None and number is None:
            continue
        if speaker is not None and speaker.pk in named:
            continue
        named.add(speaker and speaker.pk)
        claims.append(Claim(speaker, number, basis=Basis.PROPOSED))
    return claims


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
    stored = Stored(revision)
    loaded = Loaded()
    for each in found:
        is_known = stored.alike(each, revision.text) is not None
        (loaded.known if is_known else loaded.new).append(each)
    return loaded


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


def find_in_all(articles, *, by, language="", dry_run=False):
    """Find statements in the articles of a queryset; yield (article, Loaded or error).

    Each in its own transaction: an article that fails is yielded with its error, and
    the others go on.
    """
    directory = Directory()
    for article in articles.order_by("pk").iterator(chunk_size=100):
        try:
            loaded = find_in(
                article,
                by=by,
                directory=directory,
                language=language,
                dry_run=dry_run,
            )
        except Exception as error:  # whatever it is, a night's run does not end at it
            yield article, error
        else:
            yield article, loaded


def searchable():
    """Return the articles that have a text and a language with rules, or none said."""
    languages = (Language.FRENCH, Language.ENGLISH, Language.UNDETERMINED)
    rows = Article.objects.filter(language__in=languages, revisions__isnull=False)
    return rows.distinct()


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
