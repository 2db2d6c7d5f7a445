"""What the views of the API share: reading only, JSON, no login, honest parameters."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import http_date, parse_http_date_safe
from django.utils.translation import override
from rest_framework.response import Response
from rest_framework.views import APIView

from quotes.addresses import absolute_for
from quotes.api.errors import BadParameter
from quotes.copies import LONGEST, kept_part
from quotes.models import Publication
from quotes.public_state import recent_state
from quotes.visibility import released

#: A decision counts from the moment it was taken, and is seen when its transaction ends:
#: for so long, one may still come in before others that are seen already.
SETTLING = timedelta(seconds=60)

#: What a browser may ask of us on behalf of another site (its preflight).
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class ReadView(APIView):
    """An answer of the API. Subclasses have get() and name their parameters.

    made_of_publications says that publications alone decide what the answer is; it
    then has a Last-Modified.
    """

    http_method_names = ["get", "head", "options"]
    #: Names that the query string may hold.
    parameters = ()
    made_of_publications = False

    def dispatch(self, request, *args, **kwargs):
        # Messages are for developers anywhere; only addresses know of a language.
        with override("en"):
            return super().dispatch(request, *args, **kwargs)

    def initial(self, request, *args, **kwargs):
        super().initial(request, *args, **kwargs)
        self.refuse_unknown_parameters()

    def refuse_unknown_parameters(self):
        """Raise BadParameter for every name in the query string that nobody reads."""
        allowed = ", ".join(self.parameters) or "none"
        unknown = set(self.request.query_params) - set(self.parameters)
        fields = {
            name: [f"There is no such parameter here. Allowed: {allowed}."]
            for name in unknown
        } | {
            name: ["Give it once."]
            for name, values in self.request.query_params.lists()
            if len(values) > 1 and name not in unknown
        }
        if fields:
            raise BadParameter(fields)

    def options(self, request, *args, **kwargs):
        """Say what can be done here: reading."""
        return Response(
            status=204, headers={**PREFLIGHT, "Allow": ", ".join(self.allowed_methods)}
        )

    @cached_property
    def absolute(self):
        """The function that makes an address of a path of this site."""
        return absolute_for(self.request)


class PublicationsView(ReadView):
    """An answer that is made of publications, so that it knows when it last changed.

    Subclasses have answer(), which returns a Response of status 200 or raises. It is
    kept as it was sent, as pages are, while readers see the same, but where is_kept says
    that it is made of more than its address and what they see: of the hour, say.
    """

    is_kept = True

    #: Parameters by which an answer depends on more than publications.
    undated_parameters = ()

    def get(self, request, *args, **kwargs):
        # Read before the rows that are kept under it.
        state = recent_state() if self.is_kept else None
        changed = None
        if not any(request.query_params.get(name) for name in self.undated_parameters):
            changed = last_change(timezone.now(), state)
        if changed is not None and _is_known(request, changed):
            answer = Response(status=304)
        else:
            answer = HttpResponse(*self._kept(state, request, *args, **kwargs))
        if changed is not None:
            answer["Last-Modified"] = http_date(changed.timestamp())
        return answer

    def _kept(self, state, request, *args, **kwargs):
        """Return (body, its type) of the answer, made now or before."""
        asked = request.build_absolute_uri()
        if len(asked) >= LONGEST:  # nobody's next question
            state = None

        def make():
            answer = self.answer(request, *args, **kwargs)
            answer = self.finalize_response(request, answer, *args, **kwargs).render()
            return (answer.content, answer["Content-Type"]), len(answer.content)

        return kept_part(("api", asked, request.accepted_media_type), make, state)


def found_or_404(queryset, public_id):
    """Return the row of a public id; Http404 where readers see none."""
    row = queryset.filter(public_id=public_id).first()
    if row is None:
        raise Http404
    return row


def _is_known(request, changed):
    """Tell whether a request says that it has the state of a moment; an ETag goes first."""
    if "If-None-Match" in request.headers:
        return False
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and int(changed.timestamp()) <= since


def last_change(now, state=None):
    """Return when readers last saw a difference in any quote; None where it is not sure.

    Whole seconds tell nothing apart that happens in one, and what is being written may
    count from before: within a minute of a change, answers go without, and have their
    ETag alone. state: of what readers see now, under which the moment is kept.
    """

    def newest():
        rows = told().filter(is_current=True).order_by("-changed_at")
        return rows.values_list("changed_at", flat=True).first(), 50

    found = kept_part(("last change",), newest, state)
    # From a clock that is ahead of ours: to be waited for, like what has just happened.
    return found if found is not None and found < now - SETTLING else None


def told(at=None):
    """Return the publications of which readers know or once knew.

    Of an article that was taken back, those alone that were there before: what was
    decided on since then, nobody has seen.
    """
    before = Publication.objects.filter(
        quote=OuterRef("quote"), published_at__lte=OuterRef("article__taken_back_at")
    )
    taken_back = Q(article__taken_back_at__isnull=False) & Exists(before)
    return Publication.objects.filter(released(at, "article__") | taken_back)
