import pytest
from django.contrib.auth.models import AnonymousUser

from knowledge import queries
from knowledge.models import Finding, Lesson, Product, Signal
from tests import factories

pytestmark = pytest.mark.django_db
PRODUCTS, LESSONS, SIGNALS, FINDINGS = queries.SHELVES[:4]


def test_every_word_must_be_somewhere():
    deal = factories.deal(name="Slimme Stad")
    book = Product.objects.create(deal=deal, name="Kookboek", kind="handreiking", description="over data")
    for words in ["kookboek", "DATA slimme", "handreiking"]:
        assert list(queries.found_on(PRODUCTS, AnonymousUser(), words=words)) == [book]
    assert not queries.found_on(PRODUCTS, AnonymousUser(), words="kookboek energie").exists()


def test_what_hangs_on_a_hidden_deal_is_hidden():
    deal = factories.deal(is_published=False)
    Lesson.objects.create(deal=deal, section="proces", text="Geheim")
    Signal.objects.create(text="Van het programma", kind="beleid")
    assert not queries.found_on(LESSONS, AnonymousUser()).exists()
    assert queries.found_on(LESSONS, factories.dealmaker(deal)).count() == 1
    assert queries.found_on(SIGNALS, AnonymousUser()).count() == 1


def test_a_line_shows_title_text_and_part_of_its_shelf():
    deal = factories.deal()
    Lesson.objects.create(deal=deal, section="leerpunt", text="Begin klein.")
    [lesson] = queries.lines_of(LESSONS, Lesson.objects.all())
    assert (lesson.title, lesson.text, lesson.part) == ("", "Begin klein.", "leerpunt voor andere deals")
    Finding.objects.create(deal=deal, number=1, indicator="Resultaat", summary="Gaat goed.")
    [finding] = queries.lines_of(FINDINGS, Finding.objects.all())
    assert (finding.title, finding.text, finding.part) == ("Resultaat", "Gaat goed.", "")


def test_the_parts_to_choose_from_are_those_in_use():
    deal = factories.deal()
    for section in ("proces", "proces", "borging"):
        Lesson.objects.create(deal=deal, section=section, text="Les")
    assert queries.parts_of(LESSONS, AnonymousUser()) == [("borging", "Borging"), ("proces", "Proces")]


def test_lessons_stand_in_the_order_of_the_poster(django_assert_num_queries):
    deal = factories.deal()
    for section in ["leerpunt", "proces", "aanleiding", "proces"]:
        Lesson.objects.create(deal=deal, section=section, text=section)
    with django_assert_num_queries(1):
        shown = queries.lessons_by_section(deal)
    assert [(str(label), len(lessons)) for label, lessons in shown] == [
        ("aanleiding", 1),
        ("proces", 2),
        ("leerpunt voor andere deals", 1),
    ]
