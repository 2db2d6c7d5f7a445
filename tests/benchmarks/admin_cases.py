"""The pages of the editors' panel that are measured, found from what is registered."""

from dataclasses import dataclass
from urllib.parse import urlencode

#: Rows that a speaker, an article or a user must have more of than any other.
_MOST = """
SELECT {key} FROM {table} WHERE {key} IS NOT NULL
GROUP BY {key} ORDER BY count(*) DESC, {key} LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class Case:
    """One page: what it is called, and who opens which address."""

    name: str
    client: object
    address: str

    def open(self):
        return self.client.get(self.address)


def sizes():
    """Return {model name: rows} of the largest tables, as the planner knows them."""
    from quotes import models

    names = ("Quote", "Article", "Speaker", "Source", "Span", "DeskItem", "Finding")
    return {name: getattr(models, name).objects.count() for name in names}


def cases():
    """Yield every case of the database at hand."""
    root, verifier = clients()
    yield from list_cases(root)
    yield from form_cases(root, verifier)
    yield from autocomplete_cases(root)
    yield from desk_cases(root, verifier)


def clients():
    """Return a client logged in as a superuser, and one as a verifier."""
    from django.test import Client

    from tests.factories import make_superuser, make_verifier

    found = []
    for user in (make_superuser("bench-root"), make_verifier("bench-verifier")):
        client = Client(SERVER_NAME="localhost")
        client.force_login(user)
        found.append(client)
    return found


def list_cases(client):
    """Yield every list: plain, each filter's values, paged, sorted, searched."""
    from django.contrib import admin
    from django.urls import reverse

    common, rare = words_of_corpus()
    for model, panel in sorted(
        admin.site._registry.items(), key=lambda each: each[0]._meta.label
    ):
        opts = model._meta
        name = f"{opts.app_label}_{opts.model_name}"
        address, label = reverse(f"admin:{name}_changelist"), opts.model_name
        yield Case(f"{label} list", client, address)
        for page in (2, 20, 5000):
            yield Case(f"{label} list, page {page}", client, f"{address}?p={page}")
        for number, column in enumerate(panel.list_display, start=1):
            if sorts(panel, column):
                yield Case(f"{label} by {column}", client, f"{address}?o={number}")
        for query in filter_queries(panel, client, address):
            yield Case(f"{label} {query}"[:57], client, f"{address}{query}")
        if panel.search_fields:
            for kind, term in searches(common, rare):
                yield Case(
                    f"{label} search, {kind}",
                    client,
                    f"{address}?{urlencode({'q': term})}",
                )


def sorts(panel, column):
    """Tell whether a column of a list can be sorted by its header."""
    shown = panel.get_sortable_by(None)
    if column not in shown:
        return False
    method = getattr(panel, column, None)
    return not callable(method) or hasattr(method, "admin_order_field")


def filter_queries(panel, client, address):
    """Yield the query string of each value of each filter of a list."""
    page = client.get(address)
    changes = page.context_data["cl"]
    for spec in changes.filter_specs:
        for choice in spec.choices(changes):
            if choice["query_string"] not in ("?", "") and not choice["selected"]:
                yield choice["query_string"]


def words_of_corpus():
    """Return (a common word, a rare one) of the quotes' words."""
    from collections import Counter

    from quotes.models import Quote

    texts = Quote.objects.filter(language="fr").order_by("-pk")
    found = Counter(
        word
        for text in texts.values_list("words", flat=True)[:5000]
        for word in text.lower().split()
        if len(word) > 4 and word.isalpha()
    ).most_common()
    return found[0][0], found[-1][0]


def searches(common, rare):
    """Return [(kind, term)] of what is searched for in every list."""
    from quotes.models import Article, Quote, Speaker

    speaker = Speaker.objects.get(pk=key_with_most("quotes_attribution", "speaker_id"))
    article = Article.objects.exclude(headline="").order_by("pk").first()
    quote = Quote.objects.order_by("pk")[500]
    return [
        ("common word", common),
        ("rare word", rare),
        ("two words", f"{common} {rare}"),
        ("no match", "xyzzyqq"),
        ("speaker", speaker.name),
        ("headline", " ".join(article.headline.split()[:3])),
        ("id", quote.public_id),
    ]


def key_with_most(table, key):
    """Return the value of a foreign key that most rows of a table have."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_MOST.format(table=table, key=key))
        return cursor.fetchone()[0]


def form_cases(root, verifier):
    """Yield change forms, histories and delete confirmations of the heaviest rows."""
    from django.contrib.auth.models import User

    from quotes import models

    heavy = {
        "speaker": key_with_most("quotes_attribution", "speaker_id"),
        "source": key_with_most("quotes_quote", "source_id"),
        "article": key_with_most("quotes_quote", "article_id"),
        "quote": key_with_most("quotes_finding", "quote_id"),
    }
    for name, key in heavy.items():
        at = f"/admin/quotes/{name}/{key}"
        yield Case(f"{name} form", root, f"{at}/change/")
        yield Case(f"{name} form, verifier", verifier, f"{at}/change/")
        yield Case(f"{name} history", root, f"{at}/history/")
        yield Case(f"{name} delete", root, f"{at}/delete/")
        yield Case(f"{name} add", root, f"/admin/quotes/{name}/add/")
    for name in ("Span", "Attribution", "Review", "Publication", "Finding", "Revision"):
        row = getattr(models, name).objects.order_by("-pk").first()
        if row is not None:
            at = f"/admin/quotes/{name.lower()}/{row.pk}/change/"
            yield Case(f"{name.lower()} page", root, at)
    correction = models.Correction.objects.order_by("-pk").first()
    if correction is not None:
        at = f"/admin/quotes/correction/{correction.pk}"
        yield Case("correction form", verifier, f"{at}/change/")
        yield Case("correction preview", root, f"{at}/preview/")
    editor = User.objects.order_by("pk").first()
    for page in ("change", "history", "delete"):
        at = f"/admin/auth/user/{editor.pk}/{page}/"
        yield Case(f"user {page}", root, at)
    yield Case(
        "speaker merge", root, f"/admin/quotes/speaker/{heavy['speaker']}/merge/"
    )


def autocomplete_cases(client):
    """Yield the look-ups of the fields that are chosen by search."""
    fields = {
        "article": ("quote", "article"),
        "source": ("quote", "source"),
        "quote": ("quotelink", "to_quote"),
    }
    common, rare = words_of_corpus()
    for name, (model, field) in fields.items():
        given = {"app_label": "quotes", "model_name": model, "field_name": field}
        for kind, term in [("empty", ""), *searches(common, rare)]:
            query = urlencode({**given, "term": term})
            yield Case(
                f"autocomplete {name}, {kind}", client, f"/admin/autocomplete/?{query}"
            )
    for kind, term in [("empty", ""), ("letters", "ma"), *searches(common, rare)]:
        yield Case(
            f"autocomplete speaker, {kind}",
            client,
            f"/admin/desk/speakers/?{urlencode({'term': term})}",
        )


def desk_cases(root, verifier):
    """Yield the first page, the desk with its filters, and one statement."""
    from django.http import QueryDict
    from django.utils import timezone

    from quotes.admin.desk.filters import SEVERITIES, Queue, cursor_of
    from quotes.checks import RULES
    from quotes.models import Article, DeskItem, Speaker
    from quotes.vocabulary import Status

    yield Case("first page of the panel", verifier, "/admin/")
    queue = Queue(QueryDict(), user=None, at=timezone.now())
    count = DeskItem.objects.count()
    if not count:
        return
    deep = DeskItem.objects.order_by("severity", "article_id")[min(count - 1, 300)]
    article = Article.objects.get(pk=key_with_most("quotes_deskitem", "article_id"))
    speakers = {
        "heaviest speaker": key_with_most("quotes_attribution", "speaker_id"),
        "rare speaker": DeskItem.objects.filter(
            quote__attributions__speaker__isnull=False
        )
        .order_by("pk")
        .values_list("quote__attributions__speaker", flat=True)[0],
    }
    queries = {"": "", "deep": f"after={cursor_of(deep)}"}
    queries |= {each: f"whose={each}" for each in ("free", "mine", "others", "blocked")}
    queries |= {each: f"needs={each}" for each in ("corrections", "reports")}
    queries |= {f"severity {each}": f"severity={each}" for each in SEVERITIES}
    queries |= {f"status {each}": f"status={each}" for each in Status.values}
    rules = sorted(RULES)
    for rule in (rules[0], rules[-1]):
        queries[f"finding {rule}"] = f"finding={rule}"
        queries[f"{rule}, high, blocked"] = (
            f"finding={rule}&severity=high&whose=blocked"
        )
    queries["article"] = f"article={article.public_id}"
    for name, key in speakers.items():
        found = Speaker.objects.get(pk=key).public_id
        queries[name] = f"speaker={found}"
        queries[f"{name}, free, under review"] = (
            f"speaker={found}&whose=free&status=under_review"
        )
    for name, query in queries.items():
        yield Case(f"desk {name}".strip(), verifier, f"/admin/desk/?{query}")
    item = queue.items().first()
    yield Case("desk item", verifier, f"/admin/desk/{item.quote.public_id}/")
    yield Case("desk reports", verifier, "/admin/desk/reports/")
    yield Case("desk reports closed", verifier, "/admin/desk/reports/?state=declined")
    yield Case("desk reports spam", verifier, "/admin/desk/reports/?state=spam")
    yield Case("desk batches", verifier, "/admin/desk/batches/")
    del root
