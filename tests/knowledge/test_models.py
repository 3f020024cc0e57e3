import pytest
from django.contrib.auth.models import AnonymousUser

from knowledge.models import Lesson, Signal
from tests import factories

pytestmark = pytest.mark.django_db


def test_what_hangs_on_a_deal_is_as_visible_as_the_deal():
    public, hidden = factories.deal(), factories.deal(is_published=False)
    for deal in (public, hidden):
        Lesson.objects.create(deal=deal, section="proces", text="Les")
    assert [lesson.deal for lesson in Lesson.objects.visible_to(AnonymousUser())] == [public]
    assert Lesson.objects.visible_to(factories.staff()).count() == 2
    assert Lesson.objects.visible_to(factories.dealmaker(hidden)).count() == 2
    assert Lesson.objects.visible_to(factories.dealmaker(public)).count() == 1


def test_a_signal_of_the_programme_is_for_everyone():
    signal = Signal.objects.create(text="Het kost twee jaar.", kind="financiering")
    assert list(Signal.objects.visible_to(AnonymousUser())) == [signal]
