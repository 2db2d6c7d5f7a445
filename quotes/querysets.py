"""Which rows: natural keys, what readers may see, order and preloading.

Nothing here imports a model: rows are reached by self.model and by look-ups.
"""

from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import Coalesce

from quotes.lookups import has_any
from quotes.visibility import released
from quotes.vocabulary import OPEN_REPORTS, Anchor, Status


class PublicIdQuerySet(models.QuerySet):
    """Rows that fixtures, reviews and addresses name by their public id."""

    def get_by_natural_key(self, public_id):
        return self.get(public_id=public_id)


class ArticleQuerySet(PublicIdQuerySet):
    """Articles."""

    def public(self, at=None):
        """Published, or past the end of their embargo."""
        return self.filter(released(at))

    def with_texts(self):
        """Preload all revisions: the title of an untitled article comes from them."""
        return self.prefetch_related("revisions")

    def with_quote_counts(self):
        """Annotate quote_count: public quotes that were not withdrawn."""
        rows = self.model._meta.apps.get_model("quotes.Publication").objects.filter(
            article=OuterRef("pk"), is_current=True
        )
        counted = rows.exclude(status=Status.WITHDRAWN).order_by().values("article")
        counted = counted.annotate(count=models.Count("pk")).values("count")
        # Of the rows of a page alone; grouped, all would be counted first.
        return self.annotate(quote_count=Coalesce(models.Subquery(counted), 0))


class RevisionQuerySet(models.QuerySet):
    """Texts of articles."""

    def get_by_natural_key(self, article, number):
        return self.get(article__public_id=article, number=number)


class SearchedQuerySet(models.QuerySet):
    """Which texts the engine has read."""

    def get_by_natural_key(self, article, number):
        return self.get(revision__article__public_id=article, revision__number=number)

    def by(self, engine, version):
        """Those that this version of an engine read last."""
        return self.filter(engine=engine, engine_version=version)


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

    def held_on(self, day, article):
        """Those that Office.was_held() says were held; day and article may be None."""
        undated = Q(held_from=None, held_to=None)
        held = undated & Q(printed_in=article, printed_in__isnull=False)
        if day is not None:
            since = Q(held_from=None) | Q(held_from__lte=day)
            held |= ~undated & since & (Q(held_to=None) | Q(held_to__gte=day))
        return self.filter(held)


class SourceQuerySet(PublicIdQuerySet):
    """Sources."""

    def public(self, at=None):
        """Those in the chain of a listed publication."""
        rows = self.model.publications.through.objects.listed(at)
        return self.filter(has_any(rows.filter(source=OuterRef("pk"))))

    def with_chain(self):
        """Preload what they relay, four steps out."""
        return self.select_related("relays__relays__relays__relays")


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
            "corrections__wrong_attribution__speaker",
            "corrections__wrong_attribution__mention",
            "corrections__right_attribution__speaker",
            "corrections__right_attribution__mention",
        )

    def waiting(self):
        """Those that need somebody: not settled, not rejected, not withdrawn."""
        return self.filter(
            status__in=[Status.PROPOSED, Status.UNVERIFIED, Status.UNDER_REVIEW]
        )


class QuoteTermsQuerySet(models.QuerySet):
    """Search terms of quotes."""

    def get_by_natural_key(self, quote):
        return self.get(quote__public_id=quote)


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


class FindingQuerySet(models.QuerySet):
    """What the checks say."""

    def get_by_natural_key(self, quote, rule, place):
        return self.get(quote__public_id=quote, rule=rule, place=place)

    def open(self):
        """Those that nobody dismissed."""
        return self.filter(dismissed_at=None)


class DeskItemQuerySet(models.QuerySet):
    """Statements that need somebody."""

    def get_by_natural_key(self, quote):
        return self.get(quote__public_id=quote)


class ReaderReportQuerySet(models.QuerySet):
    """What readers sent."""

    def open(self):
        """Those that still need somebody."""
        return self.filter(state__in=OPEN_REPORTS)


class NoRowsManager(models.Manager):
    """Finds nothing: for a table that only one room of the program may ask."""

    def get_queryset(self):
        return super().get_queryset().none()


class CorrectionQuerySet(PublicIdQuerySet):
    """Corrections."""

    def public(self, at=None):
        """Published ones of articles that readers may see."""
        return self.filter(released(at, "quote__article__"), published_at__isnull=False)

    def open(self):
        """Drafted or signed, not yet published."""
        return self.filter(published_at=None)

    def with_publications(self):
        """Preload the current publication of each quote, as quote.current (a list)."""
        current = models.Prefetch(
            "quote__publications",
            queryset=self.model._meta.apps.get_model(
                "quotes.Publication"
            ).objects.filter(is_current=True),
            to_attr="current",
        )
        return self.select_related("quote__article").prefetch_related(current)


class CorrectionTaskQuerySet(models.QuerySet):
    """Places that carried an error."""

    def get_by_natural_key(self, correction, number):
        return self.get(correction__public_id=correction, number=number)

    def open(self):
        """Those of which nobody has said yet what became of them."""
        return self.filter(done_by=None)
