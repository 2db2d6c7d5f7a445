"""Every list of the editors' panel as a file: the rows it finds, in its order.

Columns are the fields of the model, named by their look-ups, so that a program can rely
on them in every language; of a row that a field leads to there are its key and what it
is known by. Whoever may view the model may export it, for a row's page shows the same.
"""

import json
from functools import partial
from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseRedirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from quotes import models
from quotes.answers import csv_answer, ndjson_answer, xlsx_answer
from quotes.exports.rows import plain
from quotes.records.rows import cell

FORMS = ("csv", "xlsx", "ndjson")

#: Rows that are read together.
BLOCK = 500

#: Never exported, whoever asks.
SECRET = {"password"}

#: Not exported with the list: each is a file of its own, behind its row's page.
_FILES = {models.ImportRun: {"report"}}

#: By what a row is known that a field leads to; others by their key alone.
_KNOWN_BY = {
    get_user_model(): ("username",),
    models.Article: ("public_id", "headline"),
    models.Attribution: ("number",),
    models.Correction: ("public_id",),
    models.Quote: ("public_id", "words"),
    models.Review: ("number",),
    models.Revision: ("number",),
    models.Source: ("public_id", "name"),
    models.Span: ("exact",),
    models.Speaker: ("public_id", "name"),
}

#: What an address says of a page of the list, not of its rows.
_OF_THE_PAGE = {"p", "all", "e", "format", "_popup", "_to_field", "_facets"}


def columns_of(model):
    """Return the look-ups of a model's exported columns, in the order of its fields."""
    found = []
    for field in model._meta.concrete_fields:
        if field.name in SECRET | _FILES.get(model, set()):
            continue
        found.append(field.attname)
        if field.is_relation:
            known_by = _KNOWN_BY.get(field.related_model, ())
            found += [f"{field.name}__{name}" for name in known_by]
    return found


class _AllRows:
    """A list that counts nothing and cuts no page out of its rows."""

    def get_results(self, request):
        self.result_count = self.full_result_count = 0
        self.result_list, self.can_show_all, self.multi_page = [], False, False
        self.show_full_result_count = self.show_admin_actions = False
        self.paginator = None


class ExportAdmin:
    """A list with links to itself as a file, and the page that they lead to."""

    change_list_template = "admin/quotes/change_list.html"

    def get_urls(self):
        address = path(
            "export/",
            self.admin_site.admin_view(self.export_view),
            name=f"{self.opts.app_label}_{self.opts.model_name}_export",
        )
        return [address, *super().get_urls()]

    def get_changelist(self, request, **kwargs):
        found = super().get_changelist(request, **kwargs)
        if getattr(request, "is_export", False):
            return type("AllRows", (_AllRows, found), {})
        return found

    def changelist_view(self, request, extra_context=None):
        exports = [(form.upper(), self._address(request, form)) for form in FORMS]
        context = {"exports": exports, **(extra_context or {})}
        return super().changelist_view(request, context)

    def _address(self, request, form):
        name = f"{self.opts.app_label}_{self.opts.model_name}_export"
        query = [("format", form), *_filters(request.GET)]
        return f"{reverse(f'admin:{name}')}?{urlencode(query)}"

    @method_decorator(require_safe)
    def export_view(self, request):
        """Send all rows of the list that the query string is of; format says how."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        form = request.GET.get("format", "csv")
        if form not in FORMS:
            raise Http404(f"format cannot be “{form}”: {', '.join(FORMS)}.")
        query = request.GET.copy()
        for name in _OF_THE_PAGE & set(query):
            del query[name]
        request.GET, request.is_export = query, True
        try:
            found = self.get_changelist_instance(request).queryset
        except IncorrectLookupParameters:
            name = f"{self.opts.app_label}_{self.opts.model_name}_changelist"
            return HttpResponseRedirect(f"{reverse(f'admin:{name}')}?e=1")
        return self._answer(request, form, found)

    def _answer(self, request, form, found):
        columns = columns_of(self.model)
        rows = found.prefetch_related(None).values_list(*columns)
        rows = () if request.method == "HEAD" else rows.iterator(chunk_size=BLOCK)
        name = self.opts.model_name
        if form == "ndjson":
            return ndjson_answer(map(partial(_record, columns), rows), name)
        cells = map(_cells, rows)
        if form == "csv":
            return csv_answer(columns, cells, name)
        is_head = request.method == "HEAD"
        return xlsx_answer(columns, cells, name, is_head=is_head)


def _filters(query):
    """Yield what of a list's address says which rows it has, and in which order."""
    for name, values in query.lists():
        if name not in _OF_THE_PAGE:
            for value in values:
                yield name, value


def _record(columns, row):
    return dict(zip(columns, map(plain, row), strict=True))


def _cells(row):
    return [_cell(value) for value in row]


def _cell(value):
    """Return a value as text; JSON on one line, formulas behind an apostrophe."""
    if isinstance(value, dict | list):
        value = json.dumps(value, ensure_ascii=False)
    return cell(plain(value))
