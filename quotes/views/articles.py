"""Public articles and the statements in them."""

from django.views.generic import ListView

from quotes.models import Article, Publication
from quotes.public import marked_article
from quotes.views.base import PAGE, READ, Canonical


class ArticleListView(ListView):
    """Public articles, newest first, with the number of their public quotes."""

    http_method_names = READ
    template_name = "quotes/article_list.html"
    context_object_name = "articles"
    paginate_by = PAGE

    def get_queryset(self):
        rows = Article.objects.public().with_quote_counts().with_texts()
        return rows.order_by("-published_on", "-pk")


class ArticleView(Canonical):
    """An article's text with its public statements marked and linked."""

    template_name = "quotes/article.html"
    context_object_name = "article"

    def get_queryset(self):
        return Article.objects.public().with_texts()

    def get_context_data(self, **kwargs):
        rows = list(Publication.objects.listed().filter(article=self.object))
        text, elsewhere = marked_article(self.object.current_revision, rows)
        return super().get_context_data(text=text, elsewhere=elsewhere, **kwargs)
