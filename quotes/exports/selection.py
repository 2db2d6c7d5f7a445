"""Which articles and quotes an export is of."""

from django.db.models import Exists, OuterRef

from quotes.models import Article, Quote


class Selection:
    """The whole database, some articles, or quotes in some statuses.

    `articles` is the queryset of those that are exported.
    """

    def __init__(self, articles=None, statuses=()):
        """Take a queryset of articles (not sliced), None for all; and statuses."""
        self.is_all = articles is None and not statuses
        self.statuses = list(statuses)
        rows = Article.objects.all() if articles is None else articles
        self.articles = rows.order_by()
        if self.statuses:
            quotes = Quote.objects.filter(article=OuterRef("pk"), **self.of_quotes(""))
            self.articles = self.articles.filter(Exists(quotes))

    def of_quotes(self, prefix):
        """Return the filter of wanted quotes, by the look-up that leads to a quote."""
        return {f"{prefix}status__in": self.statuses} if self.statuses else {}

    def inside(self, queryset, prefix):
        """Return the rows whose quote, which a look-up leads to, is exported."""
        if self.is_all:
            return queryset
        where = {f"{prefix}article__in": self.articles.values("pk")}
        return queryset.filter(**where, **self.of_quotes(prefix))


def keys_of(rows, size):
    """Yield the keys of a queryset's rows in order, in lists of at most size."""
    last = 0
    while keys := list(
        rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:size]
    ):
        yield keys
        last = keys[-1]
