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
    assert "Vraag het aan de beheerder van Agenda Stad" in answer.content.decode()


def test_a_wrong_password_is_answered_with_what_to_do(client):
    answer = client.post(reverse("account_login"), {"login": "a@voorbeeld.invalid", "password": "fout"})
    assert "Controleer beide, of kies een nieuw wachtwoord." in answer.content.decode()
