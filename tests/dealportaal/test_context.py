"""Every page says that it is a demo, in demo mode only."""

import pytest

SENTENCE = "Demo: personen, antwoorden en scores zijn verzonnen"


@pytest.mark.django_db
@pytest.mark.parametrize("demo", [True, False])
def test_the_bar_of_the_demo(client, settings, demo):
    settings.DEMO = demo
    assert (SENTENCE in client.get("/").content.decode()) is demo
