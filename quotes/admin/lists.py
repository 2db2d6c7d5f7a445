"""Lists of the panel at any size: a thousand rows to page through, counts that say so.

Every list of every model is one of these (tests/admin/test_lists.py holds them to it):
its keys are found once, a thousand at most (quotes/bounds.py); a page loads the rows of
its own keys; a count above a thousand is told as such, or as the planner's estimate.
"""

from functools import cached_property

from django.contrib import admin, messages
from django.contrib.admin.views.main import ORDER_VAR, ChangeList
from django.core.paginator import Paginator
from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, npgettext, pgettext

from quotes.bounds import MOST, WINDOW, keys_of
from quotes.search import estimated_count

#: Rows of a page, so that twenty pages make a thousand.
ROWS = 50


class BoundedPaginator(Paginator):
    """Pages of the first thousand rows, in two queries however many rows there are."""

    @cached_property
    def found(self):
        """The keys (quotes.bounds.Found), one more than can be paged through."""
        return keys_of(self.object_list, MOST + 1)

    @cached_property
    def count(self):
        return min(len(self.found.keys), MOST)

    @property
    def is_capped(self):
        """Whether there are more rows than can be paged through."""
        return len(self.found.keys) > MOST

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self.found.keys[first : min(first + self.per_page, MOST)]
        rows = {row.pk: row for row in self.object_list.order_by().filter(pk__in=keys)}
        return self._get_page([rows[key] for key in keys if key in rows], number, self)


class BoundedList(ChangeList):
    """A list that is found, counted and paged by a BoundedPaginator."""

    #: Whether something was left out because looking through all rows takes too long.
    is_partial = False

    def get_results(self, request):
        paginator = self.model_admin.get_paginator(
            request, self.queryset, self.list_per_page
        )
        last = max(paginator.num_pages, 1)
        if self.page_num > last and not self.is_popup:
            self._tell_the_end(request, paginator.is_capped)
        self.page_num = max(1, min(self.page_num, last))
        self.result_list = paginator.page(self.page_num).object_list
        self.result_count, self.paginator = paginator.count, paginator
        self.is_partial = not paginator.found.is_whole or getattr(
            request, "is_partial_search", False
        )
        self.show_full_result_count, self.full_result_count = False, None
        self.show_admin_actions, self.can_show_all = True, False
        self.multi_page = paginator.num_pages > 1

    def _tell_the_end(self, request, is_capped):
        if is_capped:
            said = _(
                "Lists end at row %(most)s; here is the last page. Search or filter to "
                "find other rows."
            ) % {"most": _number(MOST)}
        else:
            said = _("There is no page %(page)d; here is the last one.") % {
                "page": self.page_num
            }
        messages.warning(request, said)

    def get_ordering(self, request, queryset):
        """Order by columns that may be sorted alone: the others have no index."""
        given = self.params.get(ORDER_VAR)
        if given is not None:
            kept = [part for part in given.split(".") if self._may_sort(request, part)]
            self.params = {**self.params, ORDER_VAR: ".".join(kept)}
            if not kept:
                del self.params[ORDER_VAR]
        return super().get_ordering(request, queryset)

    def _may_sort(self, request, part):
        number = part.removeprefix("-")
        if not (number.isascii() and number.isdecimal() and len(number) < 4):
            return False
        columns = self.list_display
        shown = self.model_admin.get_sortable_by(request)
        return int(number) < len(columns) and columns[int(number)] in shown

    @cached_property
    def shown_count(self):
        """How many rows there are, in words: exact, more than a thousand, or about."""
        if not self.paginator.is_capped:
            return _number(self.result_count)
        estimate = None if self.is_partial else estimated_count(self.queryset)
        if estimate is None:
            return _("more than %(count)s") % {"count": _number(MOST)}
        return about(estimate)

    @property
    def notes(self):
        """What has to be said of the list, as sentences."""
        if self.is_partial:
            yield _(
                "Looking through all rows takes too long for this: only the newest "
                "%(count)s were. Another word or filter narrows it."
            ) % {"count": _number(WINDOW)}
        if self.paginator.is_capped:
            yield _(
                "The first %(count)s can be paged through; a search or a filter finds "
                "the others."
            ) % {"count": _number(MOST)}


def about(count):
    """Return an estimate in words, two digits of it: “about 9.9 million”."""
    if count >= 1_000_000:
        millions = count / 1_000_000
        shown = _number(round(millions), 0) if millions >= 10 else _number(millions, 1)
        # French has “million” below two, “millions” from there.
        text = npgettext(
            "estimate",
            "about %(count)s million",
            "about %(count)s million",
            int(millions),
        )
        return text % {"count": shown}
    digits = len(str(count)) - 2
    return pgettext("estimate", "about %(count)s") % {
        "count": _number(round(count, -digits))
    }


def _number(count, digits=0):
    return formats.number_format(count, digits, force_grouping=True)


class Bounded(admin.ModelAdmin):
    """A model whose list costs the same at any size."""

    paginator = BoundedPaginator
    list_per_page = ROWS
    list_max_show_all = 0
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    #: Columns that an index gives in order; none else is sorted by.
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return BoundedList

    def streams(self, rows, term):
        """Return querysets of rows, each found by an index; together what a term finds.

        rows are filtered and ordered already; term is not empty. None: the model is
        small, and Django's own search serves.
        """
        return

    def get_search_results(self, request, queryset, search_term):
        term = search_term.replace("\0", "").strip()
        streams = self.streams(queryset, term) if term else None
        if streams is None:
            return super().get_search_results(request, queryset, search_term)
        if len(streams) == 1:
            return streams[0], False
        keys = set()
        for stream in streams:
            if stream.query.is_empty():
                continue
            found = keys_of(stream)
            keys.update(found.keys)
            request.is_partial_search = (
                getattr(request, "is_partial_search", False) or not found.is_whole
            )
        return queryset.filter(pk__in=keys), False


#: Told in lists whose rows belong to quotes.
QUOTES_HELP = gettext_lazy("The words of a quote, in any form, or its id.")
