"""Sources, and what they relay."""

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
        rows = Publication.objects.listed().from_source(self.object)
        articles = Article.objects.containing(rows)
        return super().get_context_data(
            chain=public_chain(self.object),
            publications=rows.newest_first()[:PAGE],
            count=rows.count(),
            articles=articles.with_texts().order_by("-published_on", "-pk")[:PAGE],
            article_count=articles.count(),
            **kwargs,
        )
