"""Every page says that it is a demo, in demo mode only."""

import pytest

SENTENCE = "Demo: personen, antwoorden en scores zijn verzonnen"


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_bar_of_the_demo(client, settings, demo):
    settings.DEMO = demo
    assert (SENTENCE in client.get("/").content.decode()) is demo


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_page_to_log_in_on_says_all_of_it(client, settings, demo):
    """The bar leaves the second half out on a phone."""
    settings.DEMO = demo
    page = client.get("/account/login/").content.decode()
    assert ("De deals, de organisaties en de stellingen zijn echt." in page) is demo
