"""The list of quotes that readers search: filters, facets, order and pages."""

from django.core.paginator import Paginator
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from quotes.copies import kept_part
from quotes.facets import COUNTED, count_facets
from quotes.filtersets import PublicationFilter
from quotes.models import Publication
from quotes.names import suggestions
from quotes.newest import newest_keys
from quotes.paging import BadToken, KeysetPage, page_of
from quotes.ranking import best_first
from quotes.snippets import Wanted
from quotes.views.base import PAGE, READ
from quotes.views.side import side_of

NEWEST, BEST = "newest", "best"


class QuoteListView(TemplateView):
    """All public quotes, narrowed by the query string, newest or best match first.

    Pages follow each other by keyset; only the best matches, at most a thousand, have
    numbers.
    """

    http_method_names = READ
    template_name = "quotes/quote_list.html"
    #: How many matches were ranked, where the best come first.
    ranked = 0

    def get_context_data(self, **kwargs):
        filterset, page = self.filterset, KeysetPage([], "", "")
        facets, side = self.facets_and_side()
        bad_page = False
        if facets:
            try:
                page = self.page()
            except BadToken:
                bad_page = True
        query = filterset.query
        return super().get_context_data(
            filter=filterset,
            publications=page.rows,
            pages=page,
            facets=facets,
            side=side,
            order=self.order,
            may_rank=self.may_rank,
            ranked=self.ranked,
            bad_page=bad_page,
            wanted=Wanted(query),
            suggestions=self.suggestions(query, page),
            section="quotes",
            **kwargs,
        )

    def facets_and_side(self):
        """Return the facets, None with a faulty filter, and the column that has them.

        Both are the same on every page of a list, and kept while nothing changes.
        """
        query = self.request.GET.copy()
        query.pop("page", None)
        state = getattr(self.request, "public_state", None)
        return kept_part(("side", query.urlencode()), self._made_side, state)

    def _made_side(self):
        facets = None
        if self.filterset.is_valid():
            facets = count_facets(self.filterset.qs, self.newest)
        side = side_of(self.filterset, facets, self.order)
        return (facets, side), len(side)

    @cached_property
    def filterset(self):
        return PublicationFilter(
            self.request.GET, queryset=Publication.objects.listed()
        )

    @cached_property
    def newest(self):
        """What facets are counted of, and the first page is made of."""
        return newest_keys(self.filterset.qs, COUNTED + 1, least=PAGE + 1)

    @property
    def may_rank(self):
        """Whether the query has words to rank by."""
        return bool(Wanted(self.filterset.query))

    @property
    def order(self):
        wants_best = self.request.GET.get("sort") == BEST
        return BEST if wants_best and self.may_rank else NEWEST

    def page(self):
        """Return the page that is asked for; raises BadToken where there is none."""
        token = self.request.GET.get("page", "")
        if self.order == NEWEST:
            # Where the facets were counted, that is known already.
            known = self.__dict__.get("newest")
            return page_of(self.filterset.qs, token, PAGE, known=known)
        return self.page_of_best(token or "1")

    def page_of_best(self, token):
        keys = best_first(
            self.filterset.qs, self.filterset.query, self.__dict__.get("newest")
        )
        self.ranked = len(keys)
        paginator = Paginator(keys, PAGE)
        if not token.isascii() or not token.isdigit() or len(token) > 4:
            raise BadToken(token)
        if not 1 <= int(token) <= paginator.num_pages:
            raise BadToken(token)
        found = paginator.page(int(token))
        rows = Publication.objects.listed().in_bulk(list(found))
        return KeysetPage(
            [rows[key] for key in found if key in rows],
            str(found.next_page_number()) if found.has_next() else "",
            str(found.previous_page_number()) if found.has_previous() else "",
        )

    def suggestions(self, query, page):
        """Return speakers whom a reader may have meant where words found nothing."""
        if page.rows or not query:
            return []
        words = [i.text for i in query.items if not (i.field or i.is_negated)]
        return suggestions(" ".join(words))
