"""Addresses: the admin and the public pages, bare and under the other language."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from quotes import sitemaps
from quotes.embeds import oembed

urlpatterns = [
    path("api/", include("quotes.api.urls")),
    path("oembed/", oembed, name="oembed"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap-index"),
    path("sitemap/<slug:section>-<int:block>.xml", sitemaps.sitemap, name="sitemap"),
]
urlpatterns += i18n_patterns(
    path("admin/", admin.site.urls),
    path("", include("quotes.urls")),
    prefix_default_language=False,
)
