"""The graph of each public page."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from quotes.addresses import page_path, permanent_path
from quotes.jsonld import things
from quotes.jsonld.graphs import breadcrumbs, graph
from quotes.jsonld.newsroom import organization, website
from quotes.jsonld.quotations import quotation
from quotes.typography import plain_statement
from quotes.vocabulary import LinkKind, Status


def home_page(absolute):
    """Return the graph of the first page and of the page about the rules."""
    return graph(organization(absolute), website(absolute))


def quote_page(publication, absolute, links=()):
    """Return the graph of a quote's page; of a withdrawn quote, the quote alone.

    links are [(kind, leads out, other publication)], as public.linked() gives them.
    """
    told = quotation(publication, absolute)
    if publication.status == Status.WITHDRAWN:
        return graph(told)
    for kind, leads_out, other in links:
        if kind == LinkKind.TRANSLATES:
            key = "translationOfWork" if leads_out else "workTranslation"
            address = absolute(permanent_path("quote", other.public_id))
            told.setdefault(key, []).append({"@id": address})
    words = plain_statement(publication.shown["parts"], publication.language)
    return graph(
        told,
        _path_to("quote-list", _("Quotes"), words, publication, absolute),
    )


def speaker_page(speaker, absolute, offices=()):
    """Return the graph of a speaker's page; offices are those readers may see."""
    address = absolute(page_path(speaker))
    return graph(
        {
            "@type": "ProfilePage",
            "@id": f"{address}#page",
            "url": address,
            "mainEntity": things.speaker(speaker, absolute, offices),
        },
        _path_to("speaker-list", _("Speakers"), speaker.name, speaker, absolute),
    )


def article_page(article, publications, absolute):
    """Return the graph of an article's page; publications are its current ones."""
    with override(settings.LANGUAGE_CODE):  # once for the ids of all statements
        told = things.news_article(article, publications, absolute)
    return graph(
        {**told, "mainEntityOfPage": absolute(page_path(article))},
        _path_to("article-list", _("Articles"), article.title, article, absolute),
    )


def source_page(chain, absolute):
    """Return the graph of a source's page; chain is as things.source() takes it."""
    told = things.source(chain, absolute)
    return graph({**told, "mainEntityOfPage": absolute(page_path(chain[0]))})


def correction_page(correction, absolute):
    """Return the graph of the page of one correction."""
    return graph(
        things.correction(correction, absolute),
        _path_to(
            "correction-list",
            _("Corrections"),
            correction.get_correction_class_display(),
            correction,
            absolute,
        ),
    )


def correction_list_page(corrections, absolute):
    """Return the graph of a page of the list of corrections, in the page's order."""
    return graph(
        {
            "@type": "ItemList",
            "name": _("Corrections"),
            "itemListOrder": "https://schema.org/ItemListOrderDescending",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "item": things.correction(correction, absolute),
                }
                for position, correction in enumerate(corrections, start=1)
            ],
        }
    )


def _path_to(list_name, list_label, label, thing, absolute):
    """Return the way to a page, in the language of the page."""
    return breadcrumbs(
        (_("Home"), absolute(reverse("quotes:home"))),
        (list_label, absolute(reverse(f"quotes:{list_name}"))),
        (Truncator(label).chars(70), absolute(thing.get_absolute_url())),
    )
