"""Public pages: read-only, without a login or a cookie, made from publications."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.generic import DetailView, ListView, TemplateView
from django_filters.views import FilterView

from quotes.filtersets import PublicationFilter
from quotes.models import (
    Article,
    Correction,
    Publication,
    QuoteLink,
    Source,
    Speaker,
)
from quotes.public import (
    context_runs,
    linked,
    marked_article,
    public_chain,
    public_offices,
)
from quotes.vocabulary import Status

PAGE = 25
READ = ["get", "head", "options"]


class Canonical(DetailView):
    """A page whose id decides: another slug is a 301 to the right address."""

    http_method_names = READ
    slug_field = slug_url_kwarg = "public_id"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        withdrawn = self.withdrawn()
        if withdrawn is not None:
            context = {"publication": withdrawn}
            return render(request, "quotes/quote_withdrawn.html", context, status=410)
        address = self.canonical_url()
        if request.path != address:
            return HttpResponsePermanentRedirect(address)
        return self.render_to_response(self.get_context_data(object=self.object))

    def withdrawn(self):
        """Return the withdrawn publication that is all this address may show."""

    def canonical_url(self):
        return self.object.get_absolute_url()


class HomeView(TemplateView):
    """Search, the latest quotes and the latest corrections."""

    http_method_names = READ
    template_name = "quotes/home.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            latest=Publication.objects.listed().newest_first()[:6],
            corrections=Correction.objects.public().with_publications()[:3],
            **kwargs,
        )


class QuoteListView(FilterView):
    """All public quotes, narrowed by the query string, newest first."""

    http_method_names = READ
    filterset_class = PublicationFilter
    template_name = "quotes/quote_list.html"
    context_object_name = "publications"
    paginate_by = PAGE

    def get_queryset(self):
        return Publication.objects.listed().newest_first()


class QuoteView(Canonical):
    """The newest public state of a quote; a withdrawn one answers 410 with its notice."""

    template_name = "quotes/quote.html"
    context_object_name = "publication"

    def get_queryset(self):
        return Publication.objects.current().with_articles()

    def withdrawn(self):
        return self.object if self.object.status == Status.WITHDRAWN else None

    def get_context_data(self, **kwargs):
        publication = self.object
        versions = Publication.objects.public().filter(quote=publication.quote_id)
        versions = list(versions.order_by("-number"))
        taken_back = (v.number for v in versions if v.status == Status.WITHDRAWN)
        return super().get_context_data(
            context=context_runs(publication),
            links=linked(publication, QuoteLink.objects),
            versions=versions,
            taken_back=next(taken_back, 0),
            **kwargs,
        )


class QuoteVersionView(Canonical):
    """An earlier public state, kept at its own address; once withdrawn, none is shown."""

    template_name = "quotes/quote_version.html"
    context_object_name = "publication"

    def get_object(self, queryset=None):
        rows = Publication.objects.public().with_articles()
        self.current = get_object_or_404(
            Publication.objects.current(), public_id=self.kwargs["public_id"]
        )
        return get_object_or_404(
            rows, quote=self.current.quote_id, number=self.kwargs["number"]
        )

    def canonical_url(self):
        return self.object.get_version_url()

    def withdrawn(self):
        """Return the withdrawal that this version was taken back by, if one was.

        Words that were withdrawn do not come back with a later version of the quote.
        """
        return (
            Publication.objects.public()
            .filter(
                quote=self.object.quote_id,
                status=Status.WITHDRAWN,
                number__gte=self.object.number,
            )
            .order_by("number")
            .last()
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            current=self.current, context=context_runs(self.object), **kwargs
        )


class SpeakerListView(ListView):
    """Speakers of public quotes, in the order of their names."""

    http_method_names = READ
    template_name = "quotes/speaker_list.html"
    context_object_name = "speakers"
    paginate_by = 100

    def get_queryset(self):
        return Speaker.objects.public().with_quote_counts().by_sort_name()


class SpeakerView(Canonical):
    """A speaker's names, offices and public quotes; a merged one is a 301."""

    template_name = "quotes/speaker.html"
    context_object_name = "speaker"

    def get_object(self, queryset=None):
        speaker = get_object_or_404(
            Speaker.objects.select_related("merged_into"),
            public_id=self.kwargs["public_id"],
        ).resolved()
        if not Speaker.objects.public().filter(pk=speaker.pk).exists():
            raise Http404
        return speaker

    def get_context_data(self, **kwargs):
        rows = Publication.objects.listed().by_speaker(self.object).newest_first()
        return super().get_context_data(
            publications=rows[:PAGE],
            count=rows.count(),
            names=self.object.names.all(),
            offices=public_offices(self.object),
            **kwargs,
        )


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


class SourceView(Canonical):
    """A source, the chain it stands in, and the public quotes that came through it."""

    template_name = "quotes/source.html"
    context_object_name = "source"

    def get_queryset(self):
        return Source.objects.public().with_chain()

    def get_context_data(self, **kwargs):
        rows = Publication.objects.listed().from_source(self.object).newest_first()
        return super().get_context_data(
            chain=public_chain(self.object),
            publications=rows[:PAGE],
            count=rows.count(),
            **kwargs,
        )


class CorrectionListView(ListView):
    """Published corrections, newest first."""

    http_method_names = READ
    template_name = "quotes/correction_list.html"
    context_object_name = "corrections"
    paginate_by = PAGE

    def get_queryset(self):
        return Correction.objects.public().with_publications()


class CorrectionView(DetailView):
    """One published correction."""

    http_method_names = READ
    slug_field = slug_url_kwarg = "public_id"
    template_name = "quotes/correction.html"
    context_object_name = "correction"

    def get_queryset(self):
        return Correction.objects.public().with_publications()


class AboutView(TemplateView):
    """What the words mean, how a quote is verified, and how errors are corrected."""

    http_method_names = READ
    template_name = "quotes/about.html"


def not_found(request, exception):
    """Answer 404 in one sentence with a way on."""
    return render(request, "404.html", status=404)
