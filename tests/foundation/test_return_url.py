"""Back to the page where a form was opened, never to another site."""

import pytest
from django.test import RequestFactory

from foundation.return_url import return_url, with_return_url


@pytest.mark.parametrize(
    ("asked", "back"),
    [
        ("/deals/een/partners/?stage=in_gesprek&page=2", "/deals/een/partners/?stage=in_gesprek&page=2"),
        ("", "/hier/"),
        ("https://elders.invalid/", "/hier/"),
        ("//elders.invalid/", "/hier/"),
        ("javascript:alert(1)", "/hier/"),
    ],
)
def test_only_a_page_of_this_portal(asked, back):
    request = RequestFactory().get(with_return_url("/formulier/", asked))
    assert return_url(request, "/hier/") == back
