import pytest
from django.urls import reverse

from partners.models import User
from tests import factories

pytestmark = pytest.mark.django_db


def test_nobody_makes_an_own_account(client):
    answer = client.post(
        reverse("account_signup"),
        {
            "email": "nieuw@voorbeeld.invalid",
            "password1": factories.PASSWORD,
            "password2": factories.PASSWORD,
        },
    )
    assert answer.status_code == 200
    assert not User.objects.exists()
