"""From what was found to the unsaved rows of a proposal, proven as the workflow does."""

from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from quotes.importers.found import Found
from quotes.ledger import quote_state, review_digest
from quotes.models import Quote, Revision, Speaker
from quotes.vocabulary import Anchor, Basis, Decision, Rank, SpanRole, Status
from quotes.workflow import Claim, WorkflowError
from quotes.workflow.changes import set_columns
from quotes.workflow.pieces import (
    demand_claims,
    demand_fit,
    no_such_mention,
    select_at,
    words_at,
)


@dataclass(slots=True)
class SpanRow:
    """The columns of a Span, and its revision; a model takes ten times as long to make."""

    revision: Revision
    role: str
    number: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    revision_id: int
    state: str = Anchor.EXACT.value
    id: int | None = None
    quote_id: int | None = None

    @property
    def pk(self):
        """Its key, as a model has it."""
        return self.id


@dataclass(slots=True)
class AttributionRow:
    """The columns of an Attribution that is proposed, its speaker and its mention."""

    number: int
    speaker: Speaker | None
    mention: SpanRow | None
    speaker_id: int | None
    rank: str = Rank.NORMAL.value
    position: int = 0
    jointly: bool = False
    basis: str = Basis.PROPOSED.value
    reason: str = ""
    accepted_by: None = None
    accepted_by_id: None = None
    id: int | None = None
    quote_id: int | None = None

    @property
    def mention_id(self):
        """The key of its mention."""
        return self.mention and self.mention.id


@dataclass(frozen=True, slots=True)
class FirstReview:
    """The columns of the first Review of a quote."""

    quote: Quote
    by: object
    role: str
    at: datetime
    state: dict
    number: int = 1
    decision: str = Decision.PROPOSE.value
    reason: str = ""
    evidence: str = ""
    evidence_is_internal: bool = False
    previous_digest: str = ""


@dataclass(slots=True)
class Draft:
    """The rows of one proposal, without keys."""

    found: Found
    revision: Revision
    quote: Quote
    by: object
    spans: list[SpanRow] = field(default_factory=list)
    attributions: list[AttributionRow] = field(default_factory=list)

    def review(self, role):
        """Return the first review of the quote; the quote remembers it as its head.

        role is that of who proposes, as reviews store it.
        """
        quote = self.quote
        quote.version = quote.review_count = 1
        # The rows are not stored yet: the state is that of those at hand.
        quote._prefetched_objects_cache = {
            "spans": self.spans,
            "attributions": self.attributions,
            "corrections": [],
        }
        state = quote_state(quote)
        del quote._prefetched_objects_cache
        review = FirstReview(quote, self.by, role, quote.changed_at, state)
        quote.head_digest = review_digest(review)
        return review


def drafts_of(revision, found, speakers, *, by, at):
    """Return ([Draft], [(Found, why it is refused)]) of statements found in a text."""
    drafts, refused = [], []
    for each in found:
        try:
            drafts.append(_draft(revision, each, speakers, by, at))
        except WorkflowError as refusal:
            refused.append((each, str(refusal)))
    return drafts, refused


def speakers_in(found):
    """Return the speakers that findings name, by public id, merges followed."""
    keys = {key for each in found for key, _number in each.claims if key}
    if not keys:
        return {}
    rows = Speaker.objects.filter(public_id__in=keys)
    rows = rows.select_related("merged_into__merged_into__merged_into")
    return {row.public_id: row.resolved() for row in rows}


def _draft(revision, found, speakers, by, at):
    text, places = revision.text, found.spans
    columns = {"language": revision.article.language, **found.columns}
    _prove_columns(tuple(columns.items()))
    words = words_at(text, places)
    demand_fit(places)
    quote = Quote(
        article=revision.article,
        status=Status.PROPOSED.value,
        changed_by=by,
        changed_at=at,
        words=words,
        **columns,
    )
    draft = Draft(found, revision, quote, by)
    for each in places:
        place = select_at(text, each)
        draft.spans.append(
            SpanRow(
                revision,
                str(each.role),
                each.number,
                place.start,
                place.end,
                place.exact,
                place.prefix,
                place.suffix,
                revision.pk,
            )
        )
    mentions = {s.number: s for s in draft.spans if s.role == SpanRole.MENTION}
    claims = _claims(found, speakers)
    demand_claims(claims, proposed=True)
    for number, claim in enumerate(claims, start=1):
        if claim.mention is not None and claim.mention not in mentions:
            raise no_such_mention(claim.mention)
        draft.attributions.append(
            AttributionRow(
                number,
                claim.speaker,
                mentions.get(claim.mention),
                claim.speaker and claim.speaker.pk,
            )
        )
    return draft


@lru_cache(maxsize=256)
def _prove_columns(columns):
    """Raise WorkflowError for columns that a quote cannot have; few sets are in use."""
    set_columns(Quote(), dict(columns))


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
