"""Who runs this database, by what rules, and how it is searched."""

from django.conf import settings
from django.urls import reverse

from quotes.addresses import default_path
from quotes.jsonld.quotations import without_gaps


def organization(absolute):
    """Return the newsroom as a NewsMediaOrganization, with the pages of its policies."""
    return {
        **_named(absolute),
        "url": absolute(_path("home")),
        "publishingPrinciples": absolute(_path("about")),
        "correctionsPolicy": absolute(_path("policy-corrections")),
        "unnamedSourcesPolicy": absolute(_path("policy-sources")),
        "verificationFactCheckingPolicy": absolute(_path("policy-verification")),
    }


def website(absolute):
    """Return this site as a WebSite, with the address that searches it."""
    home = absolute(_path("home"))
    return without_gaps(
        {
            "@type": "WebSite",
            "@id": f"{home}#website",
            "url": home,
            "name": settings.NEWSROOM_NAME,
            "inLanguage": [code for code, _name in settings.LANGUAGES],
            "publisher": {"@id": _identity(absolute)},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {
                    "@type": "EntryPoint",
                    "urlTemplate": absolute(_path("quote-list"))
                    + "?q={search_term_string}",
                },
                "query-input": "required name=search_term_string",
            },
        }
    )


def _named(absolute):
    return {
        "@type": "NewsMediaOrganization",
        "@id": _identity(absolute),
        "name": settings.NEWSROOM_NAME,
    }


def _identity(absolute):
    return f"{absolute(_path('home'))}#newsroom"


def _path(name):
    return default_path(reverse, f"quotes:{name}")
