"""Public addresses: read-only, and the id decides.

csrf_exempt on views that only read: a POST then gets the honest answer 405 instead of
a complaint about a missing token, and no page can set the token's cookie.
"""

from django.urls import path
from django.views.decorators.csrf import csrf_exempt

import quotes.converters  # noqa: F401 - makes <publicid:…> known
from quotes import reporting, views
from quotes.api.manual import ManualView
from quotes.embeds import embed
from quotes.feeds import views as feeds
from quotes.views import cite, downloads, thing_twins, twins

app_name = "quotes"


def page(address, view, name):
    """Return the path of a public page."""
    return path(address, csrf_exempt(view.as_view()), name=name)


urlpatterns = [
    page("", views.HomeView, "home"),
    page("quotes/", views.QuoteListView, "quote-list"),
    page("find/", views.FindView, "find"),
    page("q/<publicid:public_id>/", views.QuoteView, "quote-short"),
    page("q/<publicid:public_id>/cite/", cite.CiteView, "quote-cite"),
    page(
        "q/<publicid:public_id>/cite.<str:suffix>",
        cite.CiteFileView,
        "quote-cite-file",
    ),
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
    *(
        page(f"{name}s.{form}", view, f"{name}-list-{form}")
        for name, form, view in (
            *((name, "json", view) for name, view in twins.LISTS),
            *downloads.LISTS,
        )
    ),
    *(
        page(f"{start}/<publicid:public_id>.json", view, f"{name}-json")
        for start, name, view in thing_twins.THINGS
    ),
    page("about/", views.AboutView, "about"),
    page("about/corrections/", views.CorrectionPolicyView, "policy-corrections"),
    page("about/unnamed-sources/", views.SourcePolicyView, "policy-sources"),
    page("about/verification/", views.VerificationPolicyView, "policy-verification"),
    page("about/search/", views.SearchHelpView, "search-help"),
    page("api/", ManualView, "api"),
    path("feeds/verified.atom", feeds.verified_feed, name="verified-feed"),
    path("feeds/corrections.atom", feeds.correction_feed, name="correction-feed"),
    path("feeds/quotes.atom", feeds.quote_feed, name="quote-feed"),
    path(
        "feeds/speaker/<publicid:public_id>.atom",
        feeds.speaker_feed,
        name="speaker-feed",
    ),
    path("embed/q/<publicid:public_id>/", embed, name="embed"),
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
