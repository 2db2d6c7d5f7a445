"""Sources, and what they relay."""

from quotes.facets import COUNTED, capped
from quotes.lookups import OneOf
from quotes.models import Article, Publication, Source
from quotes.public import public_chain
from quotes.views.base import PAGE, Canonical


class SourceView(Canonical):
    """A source, the chain it stands in, and what came through it."""

    template_name = "quotes/source.html"
    context_object_name = "source"

    def get_queryset(self):
        return Source.objects.public().with_chain()

    def get_context_data(self, **kwargs):
        rows = Publication.objects.listed().from_source(self.object).newest_first()
        keys = list(rows.values_list("article_id", flat=True)[: COUNTED + 1])
        # Of the newest quotes alone, where there are many.
        articles = Article.objects.filter(OneOf("pk", set(keys[:COUNTED])))
        return super().get_context_data(
            chain=public_chain(self.object),
            publications=rows[:PAGE],
            total=capped(len(keys)),
            articles=articles.with_texts().order_by("-published_on", "-pk")[:PAGE],
            article_count=len(set(keys[:COUNTED])),
            **kwargs,
        )
