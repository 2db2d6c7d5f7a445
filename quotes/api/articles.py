"""Public articles, their texts, and the statements in them in three forms."""

from functools import cached_property

from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response

from quotes.addresses import api_path, permanent_path
from quotes.api import shapes
from quotes.api.annotations import (
    CONTENT_TYPE,
    CONTEXT,
    MEDIA_TYPE,
    annotation,
    citron_quote,
    spans_of,
)
from quotes.api.base import PublicationsView, ReadView, found_or_404
from quotes.api.paging import PARAMETERS, RowPaging
from quotes.api.schema import describe
from quotes.models import Article, Publication, Revision
from quotes.records import article_record, quote_record

ROLES = ("content", "quoted", "cue", "mention")


@describe("list_articles", shapes.ArticlePage)
class ArticleList(ReadView):
    """Public articles, the last entered first; without their texts"""

    parameters = PARAMETERS

    def get(self, request):
        paging = RowPaging({"-pk": int})
        rows = paging.paginate_queryset(Article.objects.public().with_texts(), request)
        return paging.get_paginated_response(
            [article_record(row, self.absolute) for row in rows]
        )


@describe("get_article", shapes.ArticleDetail)
class ArticleDetail(ReadView):
    """One article with its text

    Positions of statements are counted in `text.text`; `text.sha256` tells whether you
    still have the same one.
    """

    def get(self, request, public_id):
        rows = Article.objects.public().with_texts()
        article = found_or_404(rows, public_id)
        revision = article.current_revision
        record = article_record(article, self.absolute)
        record["text"] = revision and {**_identity(revision), "text": revision.text}
        return Response(record)


class Statements(PublicationsView):
    """What the answers about an article's statements share."""

    @cached_property
    def article(self):
        return found_or_404(Article.objects.public(), self.kwargs["public_id"])

    @cached_property
    def revision(self):
        """The text that readers see, or None."""
        rows = Revision.objects.filter(article=self.article)
        return rows.order_by("-number").first()

    @property
    def rows(self):
        return Publication.objects.listed().filter(article=self.article)

    @property
    def rows_in_text(self):
        """Those whose places are in the text that readers see."""
        number = self.revision.number if self.revision else 0
        return self.rows.filter(state__revision__number=number)


@describe("list_article_statements", shapes.StatementPage)
class ArticleStatements(Statements):
    """The public quotes of one article with their places in its text

    `revision` is the text that the places are counted in. Where it is not that of
    `article.text`, the article changed since the quote was decided on.
    """

    parameters = PARAMETERS

    def answer(self, request, public_id):
        paging = RowPaging({"pk": int})
        rows = paging.paginate_queryset(self.rows, request)
        return paging.get_paginated_response(
            [
                quote_record(row, self.absolute)
                | {
                    "revision": row.state["revision"]["number"],
                    "spans": [
                        {key: span[key] for key in shapes.SPAN_KEYS}
                        for span in spans_of(row, *ROLES)
                    ],
                }
                for row in rows
            ]
        )


class AnnotationRenderer(JSONRenderer):
    """JSON-LD; Web Annotation asks for its profile to be told."""

    media_type = MEDIA_TYPE


@describe("get_article_annotations", shapes.Annotations, content_type=MEDIA_TYPE)
class ArticleAnnotations(Statements):
    """An article's statements as W3C Web Annotations

    An AnnotationCollection with its first AnnotationPage in it; with a cursor that
    page alone. Statements of an earlier text of the article are left out.
    """

    parameters = PARAMETERS
    renderer_classes = (AnnotationRenderer, JSONRenderer)

    def answer(self, request, public_id):
        paging = RowPaging({"pk": int})
        rows = paging.paginate_queryset(self.rows_in_text, request)
        items = [annotation(row, self.absolute) for row in rows]
        data = self.page(request, items, paging.get_paginated_response(None).data)
        if "cursor" not in request.query_params:
            data = self.collection() | {"first": data}
        body = {"@context": CONTEXT} | data
        told = request.accepted_renderer.media_type == MEDIA_TYPE
        return Response(body, content_type=CONTENT_TYPE if told else None)

    def collection(self):
        path = api_path("article-annotations", self.article.public_id)
        return {
            "id": self.absolute(path),
            "type": "AnnotationCollection",
            "label": "Public statements of an article",
            "total": self.rows_in_text.count(),  # those of one article: never many
        }

    def page(self, request, items, links):
        page = {
            "id": self.absolute(request.get_full_path()) + "#page",
            "type": "AnnotationPage",
            "partOf": self.collection()["id"],
            "items": items,
        }
        if "cursor" in request.query_params:
            page["id"] = self.absolute(request.get_full_path())
        if links["next"]:
            page["next"] = links["next"]
        if links["previous"]:
            page["prev"] = links["previous"]
        return page


@describe("get_article_citron", shapes.CitronDocument)
class ArticleCitron(Statements):
    """An article in the format of BBC Citron: its text and all statements in it

    Without `confidence`: a person decided. Statements of an earlier text are left out.
    """

    def answer(self, request, public_id):
        revision = self.revision
        rows = self.rows_in_text.order_by("pk")
        return Response(
            {
                "id": self.article.public_id,
                "url": self.absolute(permanent_path("article", self.article.public_id)),
                "language": self.article.language,
                **(_identity(revision) if revision else {}),
                "text": revision.text if revision else "",
                "quotes": [citron_quote(row) for row in rows],
            }
        )


def _identity(revision):
    return {"revision": revision.number, "sha256": revision.sha256}
