"""Which rows: natural keys, what readers may see, order and preloading.

Nothing here imports a model: rows are reached by self.model and by look-ups.
"""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from quotes.search import every_word
from quotes.vocabulary import Anchor, Release, Status


class PublicIdQuerySet(models.QuerySet):
    """Rows that fixtures, reviews and addresses name by their public id."""

    def get_by_natural_key(self, public_id):
        return self.get(public_id=public_id)


def released(at=None, prefix=""):
    """Return the condition that an article is public at a moment (now if omitted).

    prefix leads from the row that is asked to its article, as in "article__".
    """
    return Q(**{f"{prefix}release": Release.PUBLISHED}) | Q(
        **{
            f"{prefix}release": Release.EMBARGOED,
            f"{prefix}embargo_until__lte": at or timezone.now(),
        }
    )


class ArticleQuerySet(PublicIdQuerySet):
    """Articles."""

    def public(self, at=None):
        """Published, or past the end of their embargo."""
        return self.filter(released(at))

    def with_texts(self):
        """Preload all revisions: the title of an untitled article comes from them."""
        return self.prefetch_related("revisions")


class RevisionQuerySet(models.QuerySet):
    """Texts of articles."""

    def get_by_natural_key(self, article, number):
        return self.get(article__public_id=article, number=number)


class SpeakerQuerySet(PublicIdQuerySet):
    """Speakers."""

    def standing(self):
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def named(self, words):
        """Those whose name, description or other name holds every word."""
        found = self
        for word in words.split():
            found = found.filter(
                Q(name__icontains=word)
                | Q(description__icontains=word)
                | Q(names__name__icontains=word)
            )
        return found.distinct()


class SpeakerNameQuerySet(models.QuerySet):
    """Other names of speakers."""

    def get_by_natural_key(self, speaker, name, language):
        return self.get(speaker__public_id=speaker, name=name, language=language)


class OfficeQuerySet(models.QuerySet):
    """Offices."""

    def get_by_natural_key(self, speaker, title, organization, held_from):
        return self.get(
            speaker__public_id=speaker,
            title=title,
            organization=organization,
            held_from=held_from,
        )


class SourceQuerySet(PublicIdQuerySet):
    """Sources."""


class QuoteQuerySet(PublicIdQuerySet):
    """Quotes, as editors see them."""

    def with_state(self):
        """Preload all that the canonical state of a quote is made of."""
        return self.select_related(
            "article", "source", "changed_by", "decided_by"
        ).prefetch_related(
            "spans__revision",
            "attributions__speaker",
            "attributions__mention",
            "attributions__accepted_by",
            "corrections__drafted_by",
            "corrections__signed_by",
            "corrections__wrong_attribution",
            "corrections__right_attribution",
        )

    def waiting(self):
        """Those that need somebody: not settled, not rejected, not withdrawn."""
        return self.filter(
            status__in=[Status.PROPOSED, Status.UNVERIFIED, Status.UNDER_REVIEW]
        )


class SpanQuerySet(models.QuerySet):
    """Spans."""

    def get_by_natural_key(self, quote, revision, role, number):
        return self.get(
            quote__public_id=quote,
            revision__number=revision,
            role=role,
            number=number,
        )

    def placed(self):
        """Those whose place in their revision is known."""
        return self.exclude(state__in=[Anchor.AMBIGUOUS, Anchor.LOST])


class QuoteLinkQuerySet(models.QuerySet):
    """Links between quotes."""

    def get_by_natural_key(self, from_quote, kind, to_quote):
        return self.get(
            from_quote__public_id=from_quote,
            kind=kind,
            to_quote__public_id=to_quote,
        )


class AttributionQuerySet(models.QuerySet):
    """Attributions."""

    def get_by_natural_key(self, quote, number):
        return self.get(quote__public_id=quote, number=number)


class ProposalQuerySet(models.QuerySet):
    """Proposals."""

    def get_by_natural_key(self, quote, number):
        return self.get(quote__public_id=quote, number=number)


class ReviewQuerySet(models.QuerySet):
    """Reviews."""

    def get_by_natural_key(self, quote, number):
        return self.get(quote__public_id=quote, number=number)


class CorrectionQuerySet(PublicIdQuerySet):
    """Corrections."""

    def public(self, at=None):
        """Published ones of articles that readers may see."""
        return self.filter(released(at, "quote__article__"), published_at__isnull=False)

    def open(self):
        """Drafted or signed, not yet published."""
        return self.filter(published_at=None)


class PublicationQuerySet(models.QuerySet):
    """What readers see; every public page, list and export starts here."""

    def get_by_natural_key(self, quote, number):
        return self.get(quote__public_id=quote, number=number)

    def public(self, at=None):
        """All versions, of articles that readers may see at a moment."""
        return self.filter(released(at, "article__"))

    def current(self, at=None):
        """The newest public state of each quote, withdrawn ones included."""
        return self.public(at).filter(is_current=True)

    def listed(self, at=None):
        """The newest public state of each quote that was not withdrawn."""
        return self.current(at).exclude(status=Status.WITHDRAWN)

    def newest_first(self):
        """By the day they were said or published; stable, for paging."""
        return self.order_by(models.F("dated_on").desc(nulls_last=True), "-id")

    def matching(self, words):
        """Those whose words, speakers, cue or article hold every word given."""
        return self.filter(every_word("search_text", words))

    def by_speaker(self, speaker):
        """Those that name this speaker or one that was merged into it."""
        rows = self.model.speakers.through.objects.filter(
            publication=OuterRef("pk"), speaker__in=merged_family(speaker)
        )
        return self.filter(Exists(rows))

    def from_source(self, source):
        """Those that have this source in their chain."""
        rows = self.model.sources.through.objects.filter(
            publication=OuterRef("pk"), source=source
        )
        return self.filter(Exists(rows))

    def with_articles(self):
        """Preload the articles; their texts stay where they are."""
        return self.select_related("article")


def merged_family(speaker):
    """Return the keys of a speaker and of all that were merged into it, however far."""
    family, fresh = {speaker.pk}, {speaker.pk}
    while fresh:
        rows = type(speaker).objects.filter(merged_into__in=fresh)
        fresh = set(rows.values_list("pk", flat=True)) - family
        family |= fresh
    return family


class PublicationSpeakerQuerySet(models.QuerySet):
    """Speakers named by publications."""

    def get_by_natural_key(self, quote, number, position):
        return self.get(
            publication__quote__public_id=quote,
            publication__number=number,
            position=position,
        )


class PublicationSourceQuerySet(models.QuerySet):
    """Sources in the chains of publications."""

    def get_by_natural_key(self, quote, number, depth):
        return self.get(
            publication__quote__public_id=quote,
            publication__number=number,
            depth=depth,
        )
