import pytest

from deals.sources import SourceTitles
from knowledge.actions import load_deals_and_lessons
from knowledge.models import Lesson, Product, Signal

pytestmark = pytest.mark.django_db
TITLES = SourceTitles({"001": "Nieuwsberichten"})
RECORD = {
    "id": "proef",
    "naam": "Proef",
    "producten": [{"naam": "Kaart", "soort": "kaart", "bron": "001_x.txt r.3"}],
    "lessen": {"proces": [{"tekst": "Begin klein.", "bron": "001_x.txt r.4"}]},
    "leerpunten": [{"tekst": "Deel het.", "bron": "001_x.txt r.5"}],
}
PROGRAMME = {"signalen": [{"tekst": "Het kost tijd.", "soort": "beleid", "doorlooptijd_jaar": 2}]}


def load():
    return load_deals_and_lessons(records=[RECORD], programme=PROGRAMME, titles=TITLES)


def test_a_deal_is_loaded_with_what_it_taught():
    [loaded] = load()
    assert Product.objects.get(deal=loaded.deal).source == "Nieuwsberichten, r. 3"
    sections = Lesson.objects.filter(deal=loaded.deal).values_list("section", "text")
    assert set(sections) == {("proces", "Begin klein."), ("leerpunt", "Deel het.")}
    assert Signal.objects.get(deal=None).lead_time_years == 2


def test_again_adds_nothing():
    load()
    assert load() == []
    assert (Product.objects.count(), Lesson.objects.count(), Signal.objects.count()) == (1, 2, 1)
