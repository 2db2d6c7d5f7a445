"""Finding a speaker: names, offices of the day, order, and choosing without a script."""

from datetime import date

import pytest
from django import forms
from django.urls import reverse

from quotes import workflow
from quotes.admin.desk.speakers import desk_speaker_field, labeled, matching
from quotes.models import Office, Speaker
from tests import factories

pytestmark = pytest.mark.django_db

URL = "/admin/desk/speakers/"


@pytest.fixture
def editor(log_in):
    return log_in(factories.make_editor())


@pytest.fixture
def quote():
    """One that was said on 12 November 2024."""
    return factories.make_quote(speaker=None, said_on="2024-11-12")


def found(client, term="", quote=None, **more):
    """Return the texts of the results."""
    data = {"term": term, **({"quote": quote.public_id} if quote else {}), **more}
    return [row["text"] for row in client.get(URL, data).json()["results"]]


def test_the_answer_has_the_form_of_django_s_own(editor, quote):
    speaker = factories.make_speaker("Sébastien Lecornu")

    answer = editor.get(URL, {"term": "lecornu", "quote": quote.public_id})

    assert answer.json() == {
        "results": [{"id": str(speaker.pk), "text": "Sébastien Lecornu"}],
        "pagination": {"more": False},
    }
    assert reverse("admin:desk_speakers") == URL


def test_two_of_one_name_are_told_apart_by_the_office_of_that_day(editor, quote):
    one, other = (
        factories.make_speaker("Jean Martin"),
        factories.make_speaker("Jean Martin"),
    )
    factories.make_office(
        *(one, "maire"), organization="Lyon", held_from=date(2020, 7, 1)
    )
    factories.make_office(other, "préfet", held_to=date(2019, 5, 1))

    assert found(editor, "martin", quote) == [
        "Jean Martin — maire, Lyon (on Nov. 12, 2024)",
        "Jean Martin — préfet (until 2019)",
    ]


def test_two_that_nothing_tells_apart_carry_their_ids(editor):
    rows = [factories.make_speaker("Jean Martin") for _ in "12"]

    assert found(editor, "martin") == [f"Jean Martin · {row.public_id}" for row in rows]


@pytest.mark.parametrize(
    ("dates", "label"),
    [
        ({"held_from": date(2015, 1, 1), "held_to": date(2019, 1, 1)}, "(2015–2019)"),
        ({"held_to": date(2019, 1, 1)}, "(until 2019)"),
        ({"held_from": date(2024, 11, 13)}, "(since 2024)"),
        ({}, ""),
    ],
)
def test_an_office_of_another_day_comes_with_its_years(editor, quote, dates, label):
    factories.make_office(factories.make_speaker("A. Kos"), "commissaire", **dates)

    assert found(editor, "kos", quote) == [f"A. Kos — commissaire {label}".strip()]


def test_a_description_comes_before_an_office_of_another_day(editor, quote):
    kos = factories.make_speaker("A. Kos", description="économiste")
    factories.make_office(kos, "commissaire", held_to=date(2019, 1, 1))

    assert found(editor, "kos", quote) == ["A. Kos — économiste"]


def test_without_a_day_said_the_day_of_publication_decides(editor):
    article = factories.make_article(published_on="2019-03-02")
    quote = factories.make_quote(article=article, speaker=None)
    kos = factories.make_speaker("A. Kos")
    factories.make_office(
        *(kos, "commissaire"), held_from=date(2018, 1, 1), held_to=date(2019, 6, 1)
    )
    factories.make_office(kos, "ministre", held_from=date(2024, 1, 1))

    assert found(editor, "kos", quote) == ["A. Kos — commissaire (on March 2, 2019)"]


def test_an_undated_office_counts_in_the_article_that_prints_it(editor, quote):
    kos = factories.make_speaker("A. Kos", description="économiste")
    factories.make_office(kos, "commissaire", printed_in=quote.article)

    assert found(editor, "kos", quote) == ["A. Kos — commissaire (in this article)"]
    assert found(editor, "kos") == ["A. Kos — économiste"]


def test_names_other_names_descriptions_and_offices_are_searched(editor, quote):
    kremlin = factories.make_speaker(
        "Kremlin", kind="government", description="présidence russe"
    )
    factories.make_name(kremlin, "Moscou", kind="metonym")
    factories.make_office(kremlin, "porte-parole", organization="Défense")

    for term in ("krem", "moscou", "présidence", "Défense", "porte- kremlin"):
        assert len(found(editor, term, quote)) == 1, term
    assert found(editor, "moscou")[0].startswith("Kremlin (“Moscou”) — ")
    assert found(editor, "moscou lyon") == []


@pytest.mark.parametrize("term", ["ÉTATS", "états", "l'état", "L’État"])
def test_case_and_apostrophes_make_no_difference(editor, term):
    factories.make_speaker("Secrétariat d’État aux États-Unis, l’État-major")

    assert len(found(editor, term)) == 1


def test_who_held_it_that_day_comes_first_then_whose_name_begins_so(editor, quote):
    former = factories.make_speaker("Bruno Ancien")
    factories.make_office(former, "ministre", held_to=date(2023, 1, 1))
    factories.make_speaker("Ministre Dupont")
    holder = factories.make_speaker("Zoé Titulaire")
    factories.make_office(holder, "ministre", held_from=date(2024, 9, 21))

    assert [text.split(" — ")[0] for text in found(editor, "ministre", quote)] == [
        "Zoé Titulaire",
        "Ministre Dupont",
        "Bruno Ancien",
    ]
    assert found(editor, "ministre")[0] == "Ministre Dupont"


def test_of_several_offices_the_one_that_was_typed_is_shown(editor, quote):
    holder = factories.make_speaker("Zoé Titulaire")
    for title in ("députée", "ministre"):
        factories.make_office(holder, title, held_from=date(2024, 9, 21))

    assert "ministre" in found(editor, "ministre", quote)[0]


def test_without_a_term_whom_the_article_names_comes_first(editor, quote):
    factories.make_speaker("Aaron Aardvark")
    named = factories.make_speaker("Zoé Titulaire")
    workflow.add_candidate(
        quote, by=factories.make_editor(), claim=workflow.Claim(named), reason="Relu."
    )

    assert found(editor, "", quote) == ["Zoé Titulaire", "Aaron Aardvark"]
    assert found(editor) == ["Aaron Aardvark", "Zoé Titulaire"]


def test_who_was_merged_is_not_found(editor):
    survivor = factories.make_speaker("Anna Brandt")
    factories.make_speaker("Anna Brandt-Weber", merged_into=survivor)

    assert found(editor, "brandt") == ["Anna Brandt"]


def test_results_come_in_pages(editor):
    Speaker.objects.bulk_create(
        Speaker(kind="person", name=f"Martin {number:02}") for number in range(25)
    )

    first = editor.get(URL, {"term": "martin"}).json()
    second = editor.get(URL, {"term": "martin", "page": 2}).json()

    assert (len(first["results"]), first["pagination"]["more"]) == (20, True)
    assert (len(second["results"]), second["pagination"]["more"]) == (5, False)
    for page in ("x", "²", "-1", "0", "9" * 30):
        assert found(editor, "martin", page=page)[0] == "Martin 00"


def test_strange_terms_find_nothing_and_break_nothing(editor):
    factories.make_speaker("Kaja Kallas")

    for term in ("%", "_", "'", "\\", "x" * 5000):
        assert found(editor, term) == []
    assert editor.get(URL, {"term": "Kaja\0"}).status_code == 400


def test_an_unknown_quote_is_a_404(editor):
    assert editor.get(URL, {"quote": "nicht-da"}).status_code == 404


def test_who_may_not_look_at_speakers_does_not(log_in, client):
    assert client.get(URL).status_code == 302
    assert log_in(factories.make_user("camille")).get(URL).status_code == 403


def test_a_search_takes_seven_queries(quote, django_assert_max_num_queries):
    for number in range(5):
        speaker = factories.make_speaker(f"Martin {number}")
        factories.make_name(speaker, f"M. {number}")
        factories.make_office(speaker, "ministre", held_from=date(2024, 1, 1))

    # The seventh is that for the quote.
    with django_assert_max_num_queries(6):
        rows = labeled(list(matching("martin", quote)), quote, "martin")

    assert len(rows) == 5


def test_the_row_and_the_question_agree_on_what_was_held():
    article, kos = factories.make_article(), factories.make_speaker("A. Kos")
    days = [None, date(2024, 1, 1), date(2024, 6, 1), date(2024, 12, 31)]
    for number, begin in enumerate(days):
        for end in days:
            if begin and end and begin > end:
                continue
            for printed in (None, article):
                factories.make_office(
                    *(kos, f"titre {number} {end} {printed and printed.pk}"),
                    **{"held_from": begin, "held_to": end, "printed_in": printed},
                )

    for day in [*days, date(2024, 3, 1), date(2025, 1, 1)]:
        for key in (None, article.pk):
            asked = set(Office.objects.held_on(day, key))
            told = {o for o in Office.objects.all() if o.was_held(day, key)}
            assert asked == told


# The field


def form_with(data=None, **options):
    form = forms.Form(data)
    form.fields["speaker"] = desk_speaker_field(**options)
    return form


def test_the_field_asks_the_desk_and_offers_the_article_s_speakers(quote):
    named, other = (factories.make_speaker(n) for n in ("Anna Brandt", "Zoé Kos"))
    factories.make_quote(
        "Il faut “agir vite”", article=quote.article, speaker=named, quoted=()
    )
    factories.make_office(other, "ministre", printed_in=quote.article)
    factories.make_speaker("Inconnu")

    html = str(form_with(quote=quote)["speaker"])

    assert f'data-ajax--url="{URL}?quote={quote.public_id}"' in html
    assert f'<option value="{named.pk}">Anna Brandt</option>' in html
    assert "Zoé Kos — ministre (in this article)" in html
    assert "Inconnu" not in html
    assert '<option value="">' in html


def test_a_candidate_comes_first_and_a_merged_one_as_the_survivor(quote):
    survivor = factories.make_speaker("Zoé Kos")
    merged = factories.make_speaker("Z. Kos", merged_into=survivor)
    factories.make_quote(
        "Il faut “agir vite”",
        article=quote.article,
        speaker=factories.make_speaker("Anna Brandt"),
        quoted=(),
    )
    workflow.add_candidate(
        quote, by=factories.make_editor(), claim=workflow.Claim(merged), reason="Relu."
    )

    html = str(form_with(quote=quote)["speaker"])

    assert html.index("Zoé Kos") < html.index("Anna Brandt")
    assert f'value="{merged.pk}"' not in html


def test_the_choice_is_shown_again_and_must_stand(quote):
    speaker = factories.make_speaker("Mark Rutte")
    merged = factories.make_speaker("M. Rutte", merged_into=speaker)

    form = form_with({"speaker": speaker.pk}, quote=quote)

    assert form.is_valid()
    assert form.cleaned_data["speaker"] == speaker
    assert f'<option value="{speaker.pk}" selected>Mark Rutte</option>' in str(
        form["speaker"]
    )
    for bogus in (merged.pk, "x", "99999999", "9" * 40, "²"):
        form = form_with({"speaker": bogus}, quote=quote)
        assert not form.is_valid()
        assert "selected" not in str(form["speaker"])


def test_found_ones_are_offered_before_the_article_s(quote):
    rutte = factories.make_speaker("Mark Rutte")

    html = str(form_with(quote=quote, find="rutte")["speaker"])

    assert f'<option value="{rutte.pk}">Mark Rutte</option>' in html


def test_who_may_add_a_speaker_can_without_leaving_and_without_a_script(quote):
    html = str(form_with(quote=quote, may_add=True)["speaker"])

    add = reverse("admin:quotes_speaker_add")
    assert f'href="{add}?_to_field=id&amp;_popup=1"' in html
    assert f'<noscript><a class="way" href="{add}" target="_blank"' in html
    assert "related-widget-wrapper" not in str(form_with(quote=quote)["speaker"])
