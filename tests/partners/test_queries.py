import pytest
from django.contrib.auth.models import AnonymousUser

from partners import queries
from partners.models import Organisation
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sudwest fryslan", True),
        ("SÚDWEST", True),
        ("fryslân súdwest-", True),
        ("swf", True),
        ("wymbritseradiel", True),
        ("swf zwolle", False),
    ],
)
def test_searching_needs_no_accents_capitals_or_order(words, found):
    one = factories.organisation(
        name="Gemeente Súdwest-Fryslân", abbreviation="SWF", former_names="Wymbritseradiel"
    )
    assert queries.organisations_named(words) == ([one.pk] if found else [])


def test_deals_are_counted_as_far_as_someone_may_see_them():
    organisation = factories.organisation()
    factories.participation(organisation=organisation)
    hidden = factories.participation(organisation=organisation, deal=factories.deal(is_published=False))
    factories.participation(organisation=organisation, stage="vertrokken")

    def count(user):
        return queries.organisations_to_list(user).get(pk=organisation.pk).deal_count

    assert count(AnonymousUser()) == 1
    assert count(factories.staff()) == 2
    assert count(factories.dealmaker(hidden.deal)) == 2


def test_someone_only_approached_does_not_take_part_in_public():
    approached = factories.participation(stage="benaderd").organisation
    there = factories.participation().organisation
    everyone = Organisation.objects.all()
    assert set(queries.taking_part(everyone, AnonymousUser())) == {there}
    assert set(queries.taking_part(everyone, factories.staff())) == {there, approached}
