"""Public articles and the statements in them."""

from collections import Counter

from django.views.generic import ListView

from quotes.models import Article, Publication
from quotes.paging import UncountedPaginator
from quotes.public import marked_article, notices_of
from quotes.views.base import PAGE, READ, Canonical
from quotes.vocabulary import Status


class ArticleListView(ListView):
    """Public articles, newest first, with the number of their public quotes."""

    http_method_names = READ
    template_name = "quotes/article_list.html"
    context_object_name = "articles"
    paginator_class = UncountedPaginator
    paginate_by = PAGE
    extra_context = {"section": "articles"}

    def get_queryset(self):
        rows = Article.objects.public().with_quote_counts().with_texts()
        return rows.order_by("-published_on", "-pk")


class ArticleView(Canonical):
    """An article's text with its public statements marked and linked."""

    template_name = "quotes/article.html"
    context_object_name = "article"
    extra_context = {"section": "articles"}

    def get_queryset(self):
        return Article.objects.public().with_texts()

    def get_context_data(self, **kwargs):
        current = list(Publication.objects.current().filter(article=self.object))
        rows = [row for row in current if row.status != Status.WITHDRAWN]
        text, elsewhere = marked_article(self.object.current_revision, rows)
        statements = [note for part in text for note in part["notes"]]
        numbers = {row.pk: number for number, row in statements}
        return super().get_context_data(
            text=text,
            elsewhere=elsewhere,
            statements=statements,
            labels=_counted_labels(numbers.keys(), rows),
            notices=notices_of(current, numbers),
            **kwargs,
        )


def _counted_labels(keys, rows):
    """Return (label, how many of the rows with these keys have it), in a fixed order."""
    counts = Counter(row.label for row in rows if row.pk in keys)
    return [(label, counts[label]) for label in Status if counts[label]]
