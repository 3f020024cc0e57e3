import pytest
from django.urls import reverse
from django.utils import timezone

from partners.actions import create_api_token
from partners.models import ApiCall, ApiToken
from tests import factories

pytestmark = pytest.mark.django_db
SCORES = "/api/v1/rounds/2024/deals/bestaat-niet/scores"


def lines():
    return list(ApiCall.objects.order_by("pk").values_list("caller_label", "address", "sender", "status"))


def test_a_call_is_in_the_log_with_key_address_sender_and_result(client):
    token = create_api_token(user=factories.user(name="Jan"), by=None, name="dashboard")
    key = ApiToken.objects.get().pk
    client.get(SCORES, headers={"Authorization": f"Token {token}"})
    assert lines() == [(f"sleutel {key} dashboard, Jan", SCORES, "127.0.0.1", 404)]
    client.force_login(factories.staff())
    page = client.get(reverse("partners:api_calls")).content.decode()
    assert SCORES in page
    assert token not in page


def test_a_refused_key_is_named_and_an_unknown_one_is_not(client):
    token = create_api_token(user=factories.user(name="Jan"), by=None, name="oud")
    ApiToken.objects.update(revoked_at=timezone.now())
    key = ApiToken.objects.get().pk
    client.get(SCORES, headers={"Authorization": f"Token {token}"})
    client.get(SCORES, headers={"Authorization": "Token verzonnen"})
    client.get("/api/v1/bestaat-niet")
    assert [(who, status) for who, _address, _sender, status in lines()] == [
        (f"sleutel {key} oud, Jan", 401),
        ("", 401),
        ("", 404),
    ]
    assert "verzonnen" not in str(list(ApiCall.objects.values()))


def test_odd_signs_in_an_address_are_written_out(client):
    client.get("/api/v1/%00%0Aé")
    assert lines()[0][1] == "/api/v1/%00%0A%C3%A9"


def test_pages_are_no_calls(client):
    client.get(reverse("home"))
    client.get(reverse("schema"))
    assert not ApiCall.objects.exists()
