"""Nothing that is not public is in any public answer, and every answer keeps the rules.

The database is full of unpublished material (tests/hidden_world.py). All that readers
can open is opened: by following links, by asking for everything hidden by its id, and by
searching for it.
"""

import json
import re
from urllib.parse import urlencode

import pytest
from django.apps import apps
from django.db import transaction
from django.db.models import CharField, JSONField, TextField
from django.utils import translation

from quotes.models import SourceIdentity
from tests import public_site
from tests.hidden_world import HIDDEN, IN_TEXT, SHOWN, SHOWN_WORDS, make_world
from tests.public_reading import Reader, walk
from tests.public_site import addresses, public_patterns

#: Where readers may read the whole text of a public article.
TEXTS = {"quotes:article", "api:article", "api:article-citron"}
#: What whoever has its private link may read of a report, and nobody else.
OWN_REPORT = re.compile(r"(verborgen|klandestin)report(message|evidence|answer)")
#: Columns in which nothing hidden can stand, with the reason.
NO_WORDS = {
    "public_id": "made of chance",
    "digest": "a digest",
    "previous_digest": "a digest",
    "head_digest": "a digest",
    "sha256": "a digest",
    "form_digest": "a digest",
    "sender": "a digest",
    "key": "made of chance",
    "about_id": "a public id",
    "wikidata_id": "Q and a number",
    "engine_version": "a number",
    "rule": "a name of ours",
    "place": "a number",
    "refusal": "a sentence of ours",
    "undo_refusal": "a sentence of ours",
    "keys": "letters of a keyboard",
    "prefix": "a piece of a text",
    "undo_reason": "is in Batch.undo_reason; nobody undid the merge",
}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The hidden world, made once for this module and taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        with translation.override("en"):
            world = make_world()
        yield world
        transaction.set_rollback(True)


@pytest.fixture
def ids(world):
    """Every public id that no answer may hold, as one pattern."""
    hidden = {each for every in world.hidden.values() for each in every}
    return re.compile("|".join(sorted(hidden)))


def leaks(answer, ids, *, but=()):
    """Return what of the hidden things an answer tells."""
    text = answer.everything
    found = set(HIDDEN.findall(text)) | set(ids.findall(text))
    if answer.name not in TEXTS:
        found |= set(IN_TEXT.findall(text))
    if answer.name == "quotes:article":
        marked = " ".join(re.findall(r'<a class="st [^>]*>.*?</a>', answer.body, re.S))
        found |= set(IN_TEXT.findall(marked.lower()))
    return found - set(but)


# The world itself


@pytest.mark.django_db
def test_every_column_of_words_holds_something_hidden(world):
    """A new column has to be filled in tests/hidden_world.py, or the proof is none."""
    empty = set()
    for model in apps.get_app_config("quotes").get_models():
        if model._meta.model_name.startswith("historical") or model is SourceIdentity:
            continue
        for each in model._meta.concrete_fields:
            is_text = isinstance(each, CharField | TextField | JSONField)
            if not is_text or each.choices or each.name in NO_WORDS:
                continue
            values = model._default_manager.values_list(each.name, flat=True)
            if not HIDDEN.search(str(list(values)).lower()):
                empty.add(f"{model.__name__}.{each.name}")

    assert empty == set()


# By following links


@pytest.mark.django_db
def test_nothing_hidden_is_where_links_lead(world, ids):
    starts = [
        "/",
        "/fr/",
        "/robots.txt",
        "/sitemap.xml",
        "/api/v1/",
        "/api/v1/schema.json",
    ]
    found, told, reached = {}, set(), set()
    for answer in walk(Reader(), starts):
        leaked = leaks(answer, ids, but=world.taken_back if is_changes(answer) else ())
        if leaked:
            found[answer.address] = leaked
        told |= set(SHOWN.findall(answer.everything))
        reached.add(answer.name)
        assert answer.status in (200, 301, 404, 410), answer.address

    assert found == {}
    # The crawl looks: all that is public was seen, and every kind of page.
    assert SHOWN_WORDS - told == set()
    assert public_patterns().keys() - reached <= NOT_LINKED


#: Addresses that nothing leads to; the other tests open them.
NOT_LINKED = {"quotes:report-answer", "api:None"}


def is_changes(answer):
    """Whoever keeps a copy is told, by id alone, that a quote was taken from readers."""
    return answer.name == "api:changes"


# By asking for it


def expected(address, world):
    """Return the status that an address of something hidden answers with."""
    is_report = address.name in ("quotes:report", "quotes:report-quote")
    if address.public_id in world.withdrawn:
        return 200 if is_report else 410
    if address.public_id in world.merged:
        return 200 if is_report else 301
    return 404


@pytest.mark.django_db
def test_everything_hidden_is_a_404_under_every_address(world, ids):
    reader, wrong, asked = Reader(), {}, set()
    asked_for = {kind: list(found) for kind, found in world.hidden.items()}
    asked_for["quote"] += world.withdrawn
    asked_for["speaker"] += world.merged
    for address in addresses(asked_for):
        answer = reader.get(address.path)
        asked.add(address.name)
        taken_back = world.taken_back if is_changes(answer) else ()
        if leaked := leaks(answer, ids, but={address.public_id, *taken_back}):
            wrong[address.path] = leaked
        if address.kind and answer.status != expected(address, world):
            wrong[address.path] = answer.status

    assert asked == public_patterns().keys()
    assert wrong == {}


@pytest.mark.django_db
def test_withdrawn_words_do_not_come_back_from_the_address(world, ids):
    """Whoever kept the old address, words and all, is not told them by the page."""
    slug = "verborgenwithdrawnwords-klandestinwithdrawnwords"
    for public_id in world.withdrawn:
        for path in (f"/q/{public_id}/{slug}/", f"/q/{public_id}/{slug}/v/1/"):
            for prefix in ("", "/fr"):
                answer = Reader().get(prefix + path)
                assert answer.status == 410
                assert leaks(answer, ids) == set(), path


@pytest.mark.django_db
def test_what_is_public_is_there_under_every_address(world):
    """The same addresses, so that a 404 above is for being hidden."""
    ids = {
        "quote": [world.quote.public_id],
        "speaker": [world.speaker.public_id],
        "article": [world.article.public_id],
        "source": [world.source.public_id],
        "correction": [world.correction.public_id],
    }
    for address in addresses(ids, keys=[world.report.key]):
        answer = Reader().get(address.path)
        if address.name == "oembed":
            assert answer.status == 400
        elif address.name == "api:None":
            assert answer.status == 404
        else:
            assert answer.status in (200, 301), address


@pytest.mark.django_db
def test_a_private_link_tells_the_report_and_no_note_of_the_desk(world, ids):
    for report in (world.report, world.report_on_hidden):
        for prefix in ("", "/fr"):
            answer = Reader().get(f"{prefix}/report/{report.key}/")
            assert answer.status == 200
            assert OWN_REPORT.search(answer.everything)
            found = {each for each in leaks(answer, ids) if not OWN_REPORT.match(each)}
            assert found == set()


@pytest.mark.django_db
def test_oembed_tells_of_nothing_hidden(world, ids):
    reader = Reader()
    for public_id in (*world.hidden["quote"], *world.withdrawn):
        for path in (
            f"/q/{public_id}/",
            f"/fr/q/{public_id}/x/",
            f"/embed/q/{public_id}/",
        ):
            answer = reader.get(
                f"/oembed/?{urlencode({'url': 'http://testserver' + path})}"
            )
            assert answer.status == 404
            assert leaks(answer, ids, but={public_id}) == set()
    path = f"http://testserver/q/{world.quote.public_id}/"
    answer = reader.get(f"/oembed/?{urlencode({'url': path})}")
    assert answer.status == 200
    assert "offenkundigworte" in answer.everything


# By searching for it


def words_hidden_in(world):
    """Return hidden words that a search could find, the first of every pair."""
    names = (
        *("proposedspeaker", "proposedsource", "proposedoccasion", "draftheadline"),
        *("draftwords", "draftspeaker", "draftothername", "draftoffice", "drafttext"),
        *("embargoedwords", "embargoedheadline", "withheldspeaker", "takenbackwords"),
        *("withdrawnwords", "withdrawnspeaker", "withdrawnsource", "candidatespeaker"),
        *("deprecatedspeaker", "reattributedspeaker", "changedoccasion", "draftnotice"),
        *("workedout", "printedelsewhere", "relaysource", "vaultname", "evidence"),
        *("linknote", "externalid", "quoteexternalid", "editor", "firstname"),
        *("reportmessage", "survivorspeaker", "termsreason", "unusedsource"),
    )
    return [f"Verborgen{name}" for name in names] + [
        "Halboffenproposed",
        "Halboffenneu",
    ]


@pytest.mark.django_db
def test_searching_for_it_finds_nothing(world, ids):
    reader, wrong = Reader(), {}
    public = SHOWN.findall(reader.get("/quotes.json?q=Offenkundigworte").body.lower())
    assert public, "the search finds nothing at all"
    for word in words_hidden_in(world):
        for name in ("q", "speaker", "source", "article"):
            query = urlencode({name: word})
            for path in ("/quotes.json", "/api/v1/quotes/"):
                answer = reader.get(f"{path}?{query}")
                found = json.loads(answer.body)
                if answer.status == 200 and found["results"]:
                    wrong[answer.address] = [row["id"] for row in found["results"]]
        query = urlencode({"q": word})
        for address in (
            f"/quotes/?{query}",
            f"/fr/quotes/?{query}",
            f"/quotes/?{query}&sort=best",
            f"/quotes.csv?{query}",
            f"/quotes.ndjson?{query}",
            f"/feeds/quotes.atom?{query}",
            f"/find/?{urlencode({'text': word + ' parle'})}",
            f"/quotes/?{urlencode({'q': 'speaker:' + word})}",
            f"/quotes/?{urlencode({'q': misspelled(word)})}",
        ):
            answer = reader.get(address)
            echo = {word.lower(), misspelled(word).lower()}
            if leaked := leaks(answer, ids, but=echo):
                wrong[address] = leaked
            if "find" not in address and SHOWN.search(results_of(answer)):
                wrong[address] = "found something"

    assert wrong == {}


def misspelled(word):
    return word[:4] + word[5:]


def results_of(answer):
    """Return the part of a page of results that stands for quotes, in lower case."""
    return " ".join(
        re.findall(r"<blockquote.*?</blockquote>", answer.body, re.S)
    ).lower()


@pytest.mark.django_db
def test_filtering_by_its_id_finds_nothing(world, ids):
    wrong = {}
    for kind in ("speaker", "source", "article"):
        for public_id in world.hidden[kind]:
            for path in (
                *("/quotes.json", "/api/v1/quotes/", "/quotes/", "/quotes.csv"),
                *("/quotes.ndjson", "/quotes.xlsx"),
            ):
                answer = Reader().get(f"{path}?{urlencode({kind: public_id})}")
                if leaked := leaks(answer, ids, but={public_id}):
                    wrong[answer.address] = leaked
                if SHOWN.search(answer.everything) and "<html" not in answer.body:
                    wrong[answer.address] = "found something"

    assert wrong == {}


# The proof itself


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("quotes:family", {"public_id"}),
        ("quotes:quote-letter", {"public_id", "letter"}),
    ],
)
def test_an_address_that_nobody_says_how_to_visit_fails(monkeypatch, name, parameters):
    monkeypatch.setattr(
        public_site, "public_patterns", lambda: {name: frozenset(parameters)}
    )
    monkeypatch.setattr(public_site, "reverse", lambda name, kwargs: str(kwargs))

    with pytest.raises(LookupError, match=r"say in tests/public_site.py"):
        list(addresses({"quote": ["0" * 12]}))
