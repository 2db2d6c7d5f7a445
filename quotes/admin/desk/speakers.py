"""Finding a speaker at the desk: by name or office, told apart by the day it was said."""

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.core.exceptions import PermissionDenied
from django.db.models import Case, Exists, IntegerField, OuterRef, Q, Value, When
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import formats
from django.utils.translation import gettext as _

from quotes.admin.base import key_in
from quotes.admin.desk.candidates import candidates
from quotes.models import Attribution, Office, Quote, Speaker, SpeakerName
from quotes.roles import may
from quotes.search import MAX_WORDS
from quotes.shown import day_of
from quotes.texts import fold

#: Results on one page of the search.
ROWS = 20


def speakers_view(site, request):
    """Answer the search fields as Django's own search does, with offices of the day.

    GET: term, page, and quote, the public id of the statement that is looked at.
    """
    if not may(request.user, "view_speaker"):
        raise PermissionDenied
    quote = None
    if request.GET.get("quote"):
        rows = Quote.objects.select_related("article")
        quote = get_object_or_404(rows, public_id=request.GET["quote"])
    term = request.GET.get("term", "")
    page = request.GET.get("page", "1")
    number = int(page) if page.isascii() and page.isdecimal() and len(page) < 6 else 1
    start = max(number - 1, 0) * ROWS
    found = list(matching(term, quote)[start : start + ROWS + 1])
    results = [
        {"id": str(key), "text": label}
        for key, label in labeled(found[:ROWS], quote, term)
    ]
    more = len(found) > ROWS
    return JsonResponse({"results": results, "pagination": {"more": more}})


def matching(term, quote=None):
    """Return standing speakers that hold every word of a term, best first: see CANDIDATES.

    Best is who held an office of such a title on the day of the quote, then whose name
    begins so. Without a term: whom the quote's article names, then all by name.
    """
    words = _words(term)
    offices = Office.objects.filter(speaker=OuterRef("pk"))
    names = SpeakerName.objects.filter(speaker=OuterRef("pk"))
    keys = candidates(words, quote)
    rows = Speaker.objects.filter(pk__in=keys).prefetch_related("names", "offices")
    ranks = _ranks(words, quote, offices, names) if words else _ranks_of(quote)
    rank = Case(*ranks, default=Value(9), output_field=IntegerField())
    return rows.annotate(rank=rank).order_by("rank", "name", "pk")


def labeled(speakers, quote=None, term=""):
    """Return [(key, label)]; two that would read the same get their public ids."""
    return told_apart([(each, speaker_label(each, quote, term)) for each in speakers])


def told_apart(rows):
    """Return [(key, label)] of [(speaker, label)]; the same label twice gets public ids."""
    labels = [label for _each, label in rows]
    return [
        (each.pk, f"{label} · {each.public_id}" if labels.count(label) > 1 else label)
        for each, label in rows
    ]


def speaker_label(speaker, quote=None, term="", offices=None):
    """Return a speaker's name with what tells two of one name apart.

    That is the office held on the day of the quote, else the description, else another
    office with its years. The other name that a term found stands beside the name.
    offices saves the look-up of the speaker's.
    """
    day = day_of(quote)[0] if quote else None
    article = quote and quote.article_id
    name = speaker.name
    other = _other_name(speaker, term) if term else ""
    if other:
        name = _("%(name)s (“%(other)s”)") % {"name": name, "other": other}
    offices = speaker.offices.all() if offices is None else offices
    held = [office for office in offices if office.was_held(day, article)]
    if held:
        said = _held_on(_best(held, term), day)
    elif speaker.description:
        said = speaker.description
    else:
        said = _with_years(max(offices, key=_last_day)) if offices else ""
    return f"{name} — {said}" if said else name


class DeskSpeakerSelect(AutocompleteSelect):
    """The admin's search field, asking the desk; its first choices work without it."""

    url_name = "%s:desk_speakers"

    def __init__(self, site, quote=None, offered=()):
        field = Attribution._meta.get_field("speaker")
        # Labels carry offices: they need all the width there is.
        super().__init__(field, site, attrs={"data-width": "100%"})
        self.quote, self.offered = quote, list(offered)

    def get_url(self):
        url = super().get_url()
        return f"{url}?quote={self.quote.public_id}" if self.quote else url

    def optgroups(self, name, value, attr=None):
        """Return whom the article names and who is chosen, as plain options."""
        offered = dict(self.offered)
        chosen = {str(key) for key in value} - {"", "None"}
        keys = [int(key) for key in chosen if key_in(key) is not None]
        others = self.choices.queryset.filter(pk__in=set(keys) - set(offered))
        options = [("", "")] if not self.is_required else []
        options += [*offered.items(), *labeled(others, self.quote)]
        return [
            (None, [self.create_option(name, *each, str(each[0]) in chosen, number)], 0)
            for number, each in enumerate(options)
        ]


class AddableSpeaker(RelatedFieldWidgetWrapper):
    """The search field with a way to add who is missing, also without a script."""

    template_name = "admin/quotes/desk/speaker_widget.html"


def desk_speaker_field(quote=None, *, articles=(), find="", may_add=False, **options):
    """Return a field to choose a speaker by the desk's search.

    quote tells the day of offices; without a script its article's speakers are
    offered, or those of articles (keys), and whoever matches find. The value is
    checked to be a standing speaker. options are those of ModelChoiceField.
    """
    keys = [quote.article_id] if quote else list(articles)
    offered = [*labeled(_named_in(keys, quote), quote)]
    if find.strip():
        found = labeled(matching(find, quote)[:ROWS], quote, find)
        offered = list(dict([*found, *offered]).items())
    field = forms.ModelChoiceField(
        Speaker.objects.standing(),
        widget=DeskSpeakerSelect(admin.site, quote, offered),
        **{"required": False, **options},
    )
    if may_add:
        relation = Attribution._meta.get_field("speaker").remote_field
        field.widget = AddableSpeaker(
            field.widget, relation, admin.site, can_add_related=True
        )
    return field


def _named_in(articles, quote):
    """Return the speakers that articles' attributions or offices name, as they stand.

    The candidates of the quote come first.
    """
    if not articles:
        return []
    claims = Attribution.objects.filter(quote__article__in=articles)
    named_there = set(claims.exclude(speaker=None).values_list("speaker", flat=True))
    offices = Office.objects.filter(printed_in__in=articles)
    named_there |= set(offices.values_list("speaker", flat=True))
    rows = Speaker.objects.filter(pk__in=named_there).select_related(
        "merged_into__merged_into__merged_into"
    )
    standing = {speaker.pk: speaker.resolved().pk for speaker in rows}
    own = set()
    if quote is not None:
        claims = quote.attributions.exclude(speaker=None)
        own = {standing[key] for key in claims.values_list("speaker", flat=True)}
    found = Speaker.objects.filter(pk__in=set(standing.values()))
    found = found.prefetch_related("names", "offices")
    return sorted(
        found, key=lambda each: (each.pk not in own, fold(each.name), each.pk)
    )


def _words(term):
    return term.replace("\0", "").split()[:MAX_WORDS]


def _ranks(words, quote, offices, names):
    """Return the cases of the order: office and title on the day, then names."""
    whole = " ".join(words)
    begins = _holds(whole, "name", "sort_name", how="istartswith") | Exists(
        names.filter(_holds(whole, "name", how="istartswith"))
    )
    ranks = [When(begins, then=Value(1))]
    if quote is not None:
        title = Q()
        for word in words:
            title |= _holds(word, "title")
        held = offices.held_on(day_of(quote)[0], quote.article_id).filter(title)
        ranks.insert(0, When(Exists(held), then=Value(0)))
    return ranks


def _ranks_of(quote):
    if quote is None:
        return []
    named = Attribution.objects.filter(
        speaker=OuterRef("pk"), quote__article=quote.article_id
    )
    return [When(Exists(named), then=Value(0))]


def _holds(word, *columns, how="icontains"):
    """Return the condition that one of several columns holds a word, in any case.

    SQLite knows the cases of a–z alone, hence the spellings.
    """
    condition = Q()
    for column in columns:
        for form in _spellings(word):
            condition |= Q(**{f"{column}__{how}": form})
    return condition


def _spellings(word):
    found = {word, word.replace("'", "’"), word.replace("’", "'")}
    if not word.isascii():
        found |= {f(w) for w in found for f in (str.lower, str.upper, str.title)}
    return sorted(found)


def _other_name(speaker, term):
    """Return the other name that a term found, "" where the main one holds it."""
    words = [fold(word) for word in _words(term)]
    if not words or all(word in fold(speaker.name) for word in words):
        return ""
    for name in speaker.names.all():
        if any(word in fold(name.name) for word in words):
            return name.name
    return ""


def _best(offices, term):
    """Return the office whose title holds most of a term's words, else the first."""
    words = [fold(word) for word in _words(term)]
    return max(offices, key=lambda each: sum(word in fold(str(each)) for word in words))


def _held_on(office, day):
    if office.held_from or office.held_to:
        shown = formats.date_format(day, "DATE_FORMAT")
        return _("%(office)s (on %(day)s)") % {"office": office, "day": shown}
    return _("%(office)s (in this article)") % {"office": office}


def _last_day(office):
    """Return what orders offices by how lately they were held; undated ones first."""
    is_dated = bool(office.held_from or office.held_to)
    last = office.held_to or office.held_from
    return is_dated, office.held_to is None, last.toordinal() if last else 0


def _with_years(office):
    said = {"office": office}
    if office.held_from and office.held_to:
        years = f"{office.held_from.year}–{office.held_to.year}"
        return _("%(office)s (%(years)s)") % {**said, "years": years}
    if office.held_to:
        said["year"] = office.held_to.year
        return _("%(office)s (until %(year)s)") % said
    if office.held_from:
        said["year"] = office.held_from.year
        return _("%(office)s (since %(year)s)") % said
    return str(office)
