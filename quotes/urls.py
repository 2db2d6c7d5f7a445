"""Public addresses: read-only, and the id decides.

csrf_exempt on views that only read: a POST then gets the honest answer 405 instead of
a complaint about a missing token, and no page can set the token's cookie.
"""

from django.urls import path, register_converter
from django.views.decorators.csrf import csrf_exempt

from quotes import reporting, views
from quotes.ids import ALPHABET, LENGTH

app_name = "quotes"


class PublicIdConverter:
    """A public id in an address."""

    regex = f"[{ALPHABET}]{{{LENGTH}}}"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(PublicIdConverter, "publicid")


def page(address, view, name):
    """Return the path of a public page."""
    return path(address, csrf_exempt(view.as_view()), name=name)


urlpatterns = [
    page("", views.HomeView, "home"),
    page("quotes/", views.QuoteListView, "quote-list"),
    page("q/<publicid:public_id>/", views.QuoteView, "quote-short"),
    page("q/<publicid:public_id>/<slug:slug>/", views.QuoteView, "quote"),
    page(
        "q/<publicid:public_id>/<slug:slug>/v/<int:number>/",
        views.QuoteVersionView,
        "quote-version",
    ),
    page("speakers/", views.SpeakerListView, "speaker-list"),
    page("speaker/<publicid:public_id>/", views.SpeakerView, "speaker-short"),
    page("speaker/<publicid:public_id>/<slug:slug>/", views.SpeakerView, "speaker"),
    page("articles/", views.ArticleListView, "article-list"),
    page("article/<publicid:public_id>/", views.ArticleView, "article-short"),
    page("article/<publicid:public_id>/<slug:slug>/", views.ArticleView, "article"),
    page("source/<publicid:public_id>/", views.SourceView, "source-short"),
    page("source/<publicid:public_id>/<slug:slug>/", views.SourceView, "source"),
    page("corrections/", views.CorrectionListView, "correction-list"),
    page("correction/<publicid:public_id>/", views.CorrectionView, "correction"),
    page("about/", views.AboutView, "about"),
    path(
        "report/<slug:about>/<publicid:public_id>/",
        reporting.report_form,
        name="report",
    ),
    path(
        "report/quote/<publicid:public_id>/v/<int:number>/",
        reporting.report_form,
        {"about": "quote"},
        name="report-quote",
    ),
    path("report/<slug:key>/", reporting.report_answer, name="report-answer"),
]
