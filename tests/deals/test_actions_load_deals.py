"""The real deals: nothing lost, nothing invented, and safe to load again."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from deals.actions.load_deals import slug_of
from deals.models import Deal, DealFact, Participation, Publication
from deals.sources import publication_numbers, rough_date
from knowledge.models import Lesson, Signal
from partners.models import Organisation
from tests.deals.data_files import CHILDREN, KNOWN, PUBLIC, TITLES, leaves, stored_about

pytestmark = pytest.mark.django_db
RECORDS = KNOWN["deals"] + PUBLIC["deals"]
# Counts that the text beside them says in words; and how sure a source is, where a second source is surer.
ELSEWHERE = {"aantal", "aantal_gemeenten", "aantal_provincies", "aantal_ministeries", "partnerschap"}
DATES = {"datum", "ondertekend", "bijtekenmoment", "intentieverklaring", "start", "einde"}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """Both commands, once for this file; what they made is removed again afterwards."""
    from django.db import transaction

    with django_db_blocker.unblock():
        block = transaction.atomic()
        block.__enter__()
        call_command("load_organisations", verbosity=0)
        call_command("load_deals", verbosity=0)
        yield
        transaction.set_rollback(True)
        block.__exit__(None, None, None)


def expected(path, value):
    """How a value of the data file stands in the database."""
    key = path[-1]
    if key in DATES:
        day = rough_date(value)
        return [str(day.on), day.precision]
    if key == "bron":
        return [TITLES.title(value)]
    if key == "stcrt":
        return publication_numbers(value)
    if key == "thema_bron":
        return [TITLES.title(value).replace("openbaar", "openbare pagina's")]
    if path == ("relaties", "soort"):
        return [value.replace("_", " ")]
    return [TITLES.in_text(str(value))]


def test_there_are_34_deals(loaded):
    assert Deal.objects.count() == 34
    assert Deal.objects.filter(kind="town_deal").count() == 2
    assert not Deal.objects.filter(is_published=False).exists()


@pytest.mark.parametrize("record", RECORDS, ids=slug_of)
def test_nothing_of_the_data_files_is_lost(loaded, record):
    stored = stored_about(Deal.objects.get(slug=slug_of(record)))
    lost = [
        (".".join(path), value)
        for path, value in leaves(record)
        if path[-1] not in ELSEWHERE
        for wanted in expected(path, value)
        if wanted.casefold() not in stored
    ]
    assert lost == []


@pytest.mark.parametrize("record", RECORDS, ids=slug_of)
def test_every_partner_entry_is_a_participation(loaded, record):
    deal = Deal.objects.get(slug=slug_of(record))
    entries = record.get("openbare_partners", [])
    entries = entries + (record["partners"] if isinstance(record.get("partners"), list) else [])
    codes = {entry["tooi"] for entry in entries if "tooi" in entry}
    uris = deal.participations.filter(organisation__tooi_uri__isnull=False)
    found = {uri.rsplit("/", 1)[-1] for uri in uris.values_list("organisation__tooi_uri", flat=True)}
    assert codes <= found
    names = {entry["naam"] for entry in entries if "tooi" not in entry}
    assert names <= set(deal.participations.values_list("organisation__name", flat=True))


def test_no_file_name_is_shown(loaded):
    for deal in Deal.objects.all():
        assert ".txt" not in stored_about(deal)


def test_no_fact_is_without_a_source(loaded):
    without = DealFact.objects.filter(source="", source_url="")
    own_words = ("Volledige naam:", "Partners op openbare pagina's:")
    assert not [fact.text for fact in without if not fact.text.startswith(own_words)]
    for model in CHILDREN[1:]:
        assert not model.objects.filter(source="", source_url="").exists()


def test_facts_of_one_deal(loaded):
    deal = Deal.objects.get(slug="energieke-wijken")
    assert (deal.name, deal.phase) == ("Energieke Wijken", "afronding")
    assert (deal.ends_on, deal.ends_precision) == (date(2025, 4, 3), "dag")
    moments = deal.signing_moments.values_list("kind", "signed_on")
    assert list(moments) == [
        ("ondertekening", date(2021, 3, 4)),
        ("bijtekenmoment", date(2021, 9, 20)),
    ]
    fact = deal.facts.get(text="vier werklijnen")
    assert fact.source == "AEF, midterm review City Deals, r. 1700-1702"


def test_conflicting_sources_stand_side_by_side(loaded):
    texts = Deal.objects.get(slug="ruimte-voor-lopen").facts.values_list("text", flat=True)
    assert any("14 december 2020" in text for text in texts)
    assert any("8 oktober 2020" in text for text in texts)
    maatwerk = Deal.objects.get(slug="slim-maatwerk").signing_moments
    assert [str(day) for day in maatwerk.values_list("signed_on", flat=True)] == [
        "2022-03-11",
        "2022-06-27",
        "2022-09-29",
    ]
    numbers = Publication.objects.filter(deal__slug="zicht-op-ondermijning").values_list("number", flat=True)
    assert list(numbers) == ["2017-48699", "2019-8978"]


@pytest.mark.parametrize("slug", ["openbare-ruimte", "lokale-weerbaarheid-cybercrime", "kennis-maken"])
def test_a_phase_that_is_not_clear_stays_words(loaded, slug):
    deal = Deal.objects.get(slug=slug)
    assert deal.phase == ""
    assert deal.phase_note and deal.source


def test_the_plan_for_ai_has_a_working_title(loaded):
    deal = Deal.objects.get(slug="city-deal-ai")
    assert (deal.is_working_title, deal.full_name) == (True, "City Deal over AI")


def test_signed_only_where_a_source_says_partner(loaded):
    assert set(Participation.objects.filter(basis="afgeleid").values_list("stage", flat=True)) == {""}
    explicit = Participation.objects.filter(basis="expliciet")
    assert set(explicit.values_list("stage", flat=True)) == {"ondertekend"}
    merged = Participation.objects.get(deal__slug="ruimte-voor-lopen", organisation__name="CROW")
    assert (merged.basis, merged.stage) == ("openbaar", "ondertekend")


def test_partners_in_a_text_are_known_organisations_only(loaded):
    deal = Deal.objects.get(slug="circulaire-stad")
    names = set(deal.participations.values_list("organisation__name", flat=True))
    assert {"Gemeente Venlo", "Ministerie van Infrastructuur en Waterstaat"} <= names
    assert len(names) == 10
    assert not Organisation.objects.filter(name__icontains="Rijksdienst").exists()
    assert not Deal.objects.get(slug="clean-tech").participations.exists()


def test_signals_of_the_programme_hang_on_no_deal(loaded):
    texts = {TITLES.in_text(entry["tekst"]) for entry in KNOWN["programma"]["signalen"]}
    assert set(Signal.objects.filter(deal=None).values_list("text", flat=True)) == texts


def counts():
    return {model: model.objects.count() for model in [Deal, Organisation, *CHILDREN]}


def test_a_second_run_changes_nothing(loaded):
    before = counts(), list(Deal.objects.order_by("pk").values())
    call_command("load_deals", verbosity=0)
    assert (counts(), list(Deal.objects.order_by("pk").values())) == before


def test_what_people_changed_or_removed_stays(loaded):
    deal = Deal.objects.get(slug="slimme-stad")
    Deal.objects.filter(pk=deal.pk).update(theme="Ons eigen thema")
    lesson = deal.lessons.first()
    Lesson.objects.filter(pk=lesson.pk).update(text="Onze eigen les")
    removed = deal.products.first()
    removed.delete()
    call_command("load_deals", verbosity=0)
    deal.refresh_from_db()
    assert deal.theme == "Ons eigen thema"
    assert deal.lessons.filter(text="Onze eigen les").exists()
    assert not deal.products.filter(name=removed.name).exists()


def test_a_deal_that_is_gone_is_made_again(loaded):
    Deal.objects.get(slug="krachtige-kernen").delete()
    call_command("load_deals", verbosity=0)
    assert Deal.objects.get(slug="krachtige-kernen").participations.count() == 16


def test_without_the_register_it_says_what_to_do(loaded):
    Deal.objects.all().delete()
    Organisation.objects.update(province=None, successor=None)
    Organisation.objects.filter(tooi_uri__isnull=False).delete()
    with pytest.raises(CommandError, match="load_organisations"):
        call_command("load_deals", verbosity=0)
    assert not Deal.objects.exists()


def test_it_takes_few_queries(loaded, django_assert_max_num_queries):
    Deal.objects.all().delete()
    with django_assert_max_num_queries(60):
        call_command("load_deals", verbosity=0)
    assert Deal.objects.count() == 34
