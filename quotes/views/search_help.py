"""How to search: the query language, each example a link that can be tried."""

from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from quotes.views.base import READ

#: What words can do: (query, what it finds).
WORDS = (
    (
        "mobiliser",
        _(
            "The word with any ending, such as “mobilisé”. Accents and capitals make no "
            "difference."
        ),
    ),
    ("europe ukraine", _("Both words, in any order.")),
    ('"que l’Europe peut"', _("A phrase: these words, one after the other.")),
    ("europe OR otan", _("One of the two words. OU does the same.")),
    ("ukraine -otan", _("The first word without the second.")),
    ("mobilis*", _("Words that begin like this.")),
)

#: What fields can do: (query, the field’s French name, what it finds).
FIELDS = (
    ("speaker:kallas", "auteur:", _("Who said it: words of a name, or an id.")),
    (
        "status:verified",
        "statut:",
        _("The label: verified, disputed, unresolved, “under review” or corrected."),
    ),
    (
        "kind:indirect",
        "forme:",
        _("The form: direct (quoted), indirect (reported) or mixed."),
    ),
    ("language:fr", "langue:", _("The language of the words, by its name or code.")),
    ("article:bruxelles", "article:", _("Words of the article’s headline, or an id.")),
    (
        "source:afp",
        "source:",
        _("Where the words are from: words of a source’s name, or an id."),
    ),
    ("office:csis", "fonction:", _("The office that the first speaker then held.")),
    (
        "before:2024-12",
        "avant:",
        _("Earlier than that. before:2024 finds nothing of 2024."),
    ),
    (
        "after:2024-11-12",
        "après:",
        _("From that day on. after:2024 begins with January 1, 2024."),
    ),
    ("year:2024", "année:", _("Within that year. A month or a day will do as well.")),
)

#: Fields together with others: (query, what it finds).
TOGETHER = (
    (
        'speaker:"mark cancian"',
        _("A value of several words stands in quotation marks."),
    ),
    ("ukraine -speaker:kallas", _("A minus leaves out what a field finds.")),
    ("status:disputed OR status:unresolved", _("OR stands between fields as well.")),
    ("ukraine status:verified before:2025", _("A word, a label and a time.")),
)


class SearchHelpView(TemplateView):
    """The query language, with examples to try."""

    http_method_names = READ
    template_name = "quotes/search_help.html"
    extra_context = {
        "section": "about",
        "words": WORDS,
        "fields": FIELDS,
        "together": TOGETHER,
    }
