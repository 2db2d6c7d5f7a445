"""The graph of each page: what is in it, and that it is schema.org's JSON-LD."""

import json
import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils.translation import override
from pyld import jsonld as processor

from quotes import jsonld, workflow
from tests import factories as make
from tests.jsonld.vocabulary import CONTEXT, check_terms
from tests.reading import current

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def only_our_context(address, _options):
    """Serve the part of schema.org's context that matters, and no other document."""
    assert address == jsonld.CONTEXT
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": CONTEXT,
    }


def graph_of(client, address, status=200):
    """Return {type: node} of the graph in a page, after checking it."""
    answer = client.get(address, follow=True)
    assert answer.status_code == status, address
    [text] = re.findall(
        r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode()
    )
    document = json.loads(text)
    check(document)
    return {node["@type"]: node for node in document["@graph"]}


def check(document):
    """Check a document: valid JSON-LD, every term schema.org's and at its place."""
    expanded = processor.expand(document, {"documentLoader": only_our_context})
    assert len(expanded) == len(document["@graph"])
    for node in document["@graph"]:
        check_terms(node)


@pytest.fixture
def quote():
    """A corrected public quote with a chain of sources and an office."""
    article = make.make_article(
        publisher="AFP",
        byline="Par Paul Petit",
        dateline="Bruxelles",
        rights="© AFP",
        url="https://afp.example/1",
        published_on="2024-11-12",
    )
    speaker = make.make_speaker(wikidata_id="Q42", description="Berlin")
    make.make_name(speaker, "Mme Brandt")
    make.make_office(
        speaker,
        "ministre",
        organization="Berlin",
        held_from=date(2024, 1, 1),
        held_to=date(2024, 12, 31),
    )
    source = make.make_source(
        url="https://berlin.example/pc",
        publisher="Berlin",
        relays=make.make_source("dépêche", kind="wire"),
    )
    quote = make.make_verified_quote(
        article=article, speaker=speaker, source=source, said_on="2024-11-12"
    )
    make.make_published_correction(quote)
    quote.refresh_from_db()
    return quote


def test_the_page_of_a_quote(client, quote):
    found = graph_of(client, current(quote).get_absolute_url())

    assert found.keys() == {"Quotation", "BreadcrumbList"}
    told = found["Quotation"]
    assert "@context" not in told
    assert told["isPartOf"]["@type"] == "NewsArticle"
    assert told["creator"][0]["jobTitle"] == "ministre"
    [comment] = told["correction"]
    assert comment["@type"] == "CorrectionComment"
    assert comment["about"] == {"@id": told["@id"]}
    steps = found["BreadcrumbList"]["itemListElement"]
    assert [step["position"] for step in steps] == [1, 2, 3]
    assert [step["name"] for step in steps][:2] == ["Home", "Quotes"]
    assert steps[-1]["item"] == SITE + current(quote).get_absolute_url()


def test_reported_speech_is_no_quotation_on_its_page(client):
    quote = make.make_verified_quote(
        **make.DENIAL, speaker=make.make_speaker("Kremlin")
    )

    found = graph_of(client, current(quote).get_absolute_url())

    assert found.keys() == {"CreativeWork", "BreadcrumbList"}
    told = found["CreativeWork"]
    assert told["mentions"] == [{"name": "Le Kremlin"}]
    assert "text" not in told
    assert "spokenByCharacter" not in told


@pytest.mark.parametrize("made", [make.make_disputed_quote, make.make_unresolved_quote])
def test_every_status_has_its_graph(client, made):
    told = graph_of(client, current(made()).get_absolute_url())["Quotation"]

    assert "creator" not in told


def test_a_withdrawn_quote_is_its_id_its_status_and_its_notices(client):
    quote = make.make_withdrawn_quote()
    make.make_published_correction(quote, notice="Nous retirons une citation.")

    found = graph_of(client, current(quote).get_absolute_url(), status=410)

    assert found.keys() == {"Quotation"}
    assert found["Quotation"].keys() == {
        *("@type", "@id", "url", "identifier"),
        *("creativeWorkStatus", "version", "dateModified", "correction"),
    }


def test_an_earlier_version_has_no_graph(client, quote):
    first = quote.publications.get(number=1)

    html = client.get(first.get_version_url()).content.decode()

    assert "ld+json" not in html
    assert '<meta name="robots" content="noindex">' in html


def test_a_translation_names_what_it_translates(client):
    original, other = make.make_verified_quote(), make.make_verified_quote()
    make.make_link(other, original, kind="translates")

    translated = graph_of(client, current(other).get_absolute_url())["Quotation"]
    source = graph_of(client, current(original).get_absolute_url())["Quotation"]

    assert translated["translationOfWork"] == [{"@id": source["@id"]}]
    assert source["workTranslation"] == [{"@id": translated["@id"]}]


def test_the_page_of_a_speaker(client, quote):
    speaker = quote.attributions.first().speaker

    found = graph_of(client, speaker.get_absolute_url())

    told = found["ProfilePage"]["mainEntity"]
    assert told == {
        "@type": "Person",
        "@id": f"{SITE}/speaker/{speaker.public_id}/",
        "name": "Anna Brandt",
        "alternateName": ["Mme Brandt"],
        "disambiguatingDescription": "Berlin",
        "sameAs": "http://www.wikidata.org/entity/Q42",
        "affiliation": [
            {
                "@type": "OrganizationRole",
                "roleName": "ministre",
                "startDate": "2024-01-01",
                "endDate": "2024-12-31",
                "affiliation": {"@type": "Organization", "name": "Berlin"},
            }
        ],
    }


def test_a_speaker_of_whom_little_is_known(client):
    quote = make.make_verified_quote(
        speaker=make.make_speaker("Kiev", kind="government")
    )
    speaker = quote.attributions.get().speaker
    make.make_office(speaker, "Énigme", note="deviné")

    told = graph_of(client, speaker.get_absolute_url())["ProfilePage"]["mainEntity"]

    assert told.keys() == {"@type", "@id", "name"}
    assert told["@type"] == "GovernmentOrganization"


def test_the_page_of_an_article(client, quote):
    article = quote.article
    hidden = make.make_quote("agir vite", article=article)
    gone = make.make_withdrawn_quote(**{**make.DENIAL, "article": article})
    make.make_published_correction(gone, notice="Nous retirons une citation.")

    told = graph_of(client, article.get_absolute_url())["NewsArticle"]

    assert told["@id"] == f"{SITE}/article/{article.public_id}/"
    assert told["url"] == "https://afp.example/1"
    assert told["mainEntityOfPage"] == SITE + article.get_absolute_url()
    assert (told["creditText"], told["dateline"]) == ("Par Paul Petit", "Bruxelles")
    [part] = told["hasPart"]
    assert part["@id"] == f"{SITE}/q/{quote.public_id}/"
    assert (part["text"], part["creativeWorkStatus"]) == (make.WORDS, "verified")
    assert {each["about"]["@id"] for each in told["correction"]} == {
        f"{SITE}/q/{each.public_id}/" for each in (quote, gone)
    }
    text = json.dumps(told, ensure_ascii=False)
    assert hidden.public_id not in text
    assert "démenti" not in text


def test_the_page_of_a_source(client, quote):
    told = graph_of(client, quote.source.get_absolute_url())["CreativeWork"]

    assert told["name"] == "conférence de presse"
    assert told["url"] == "https://berlin.example/pc"
    assert told["isBasedOn"]["name"] == "dépêche"


def test_what_a_source_relays_since_is_not_told(client, quote):
    source = quote.source
    source.relays.relays = make.make_source("informateur secret")
    source.relays.save()

    told = graph_of(client, source.get_absolute_url())["CreativeWork"]

    assert "secret" not in json.dumps(told)


def test_the_pages_of_corrections(client, quote):
    other = make.make_published_correction(notice="Seconde.")

    listed = graph_of(client, reverse("quotes:correction-list"))["ItemList"]
    alone = graph_of(client, other.get_absolute_url())["CorrectionComment"]

    assert [each["position"] for each in listed["itemListElement"]] == [1, 2]
    assert listed["itemListElement"][0]["item"] == alone
    assert alone["about"] == {"@id": f"{SITE}/q/{other.quote.public_id}/"}


@pytest.mark.parametrize("name", ["home", "about"])
def test_who_runs_this_and_by_what_rules(client, name):
    found = graph_of(client, reverse(f"quotes:{name}"))

    newsroom = found["NewsMediaOrganization"]
    for policy, page in (
        ("correctionsPolicy", "policy-corrections"),
        ("unnamedSourcesPolicy", "policy-sources"),
        ("verificationFactCheckingPolicy", "policy-verification"),
        ("publishingPrinciples", "about"),
    ):
        assert newsroom[policy] == SITE + reverse(f"quotes:{page}")
    site = found["WebSite"]
    assert site["publisher"] == {"@id": newsroom["@id"]}
    template = site["potentialAction"]["target"]["urlTemplate"]
    assert template == f"{SITE}/quotes/?q={{search_term_string}}"
    address = template.format(search_term_string="parole")
    assert client.get(address).status_code == 200


def test_ids_stay_and_the_way_to_the_page_is_in_its_language(client, quote):
    english = graph_of(client, current(quote).get_absolute_url())
    with override("fr"):
        french = graph_of(client, current(quote).get_absolute_url())

    assert english["Quotation"] == french["Quotation"]
    steps = french["BreadcrumbList"]["itemListElement"]
    assert all(step["item"].startswith(f"{SITE}/fr/") for step in steps)


def test_words_cannot_end_the_data_block(client):
    words = "</script><!--<script>&\u2028alert(1)"
    quote = make.make_verified_quote(words, article=make.make_article(f"« {words} »"))

    found = graph_of(client, current(quote).get_absolute_url())

    assert found["Quotation"]["text"] == words


def test_what_is_internal_is_in_no_graph(client, quote):
    workflow.add_candidate(
        quote,
        by=make.make_editor(),
        claim=workflow.Claim(make.make_speaker("Bruno Kandidat")),
        reason="Une rumeur interne.",
    )
    for address in (
        current(quote).get_absolute_url(),
        quote.article.get_absolute_url(),
        quote.source.get_absolute_url(),
    ):
        text = json.dumps(graph_of(client, address), ensure_ascii=False)
        for secret in ("Kandidat", "rumeur", "standards", "verifier"):
            assert secret not in text
