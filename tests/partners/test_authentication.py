import pytest
from django.utils import timezone
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.test import APIRequestFactory

from partners.actions import create_api_token
from partners.authentication import TokenAuthentication
from partners.models import ApiToken
from tests import factories

pytestmark = pytest.mark.django_db


def authenticate(header):
    request = APIRequestFactory().get("/", headers={"Authorization": header} if header else {})
    return TokenAuthentication().authenticate(request)


def test_a_token_acts_as_its_user(django_assert_num_queries):
    user = factories.user()
    token = create_api_token(user=user, by=None)
    with django_assert_num_queries(1):
        found, _token = authenticate(f"Token {token}")
    assert found == user


def test_without_or_with_another_scheme_it_is_somebody_elses_business():
    assert authenticate("") is None
    assert authenticate("Basic abc") is None


@pytest.mark.parametrize("header", ["Token", "Token a b", "Token onbekend"])
def test_a_wrong_token_is_refused(header):
    with pytest.raises(AuthenticationFailed):
        authenticate(header)


def test_a_revoked_token_or_closed_account_is_refused_at_once():
    user = factories.user()
    token = create_api_token(user=user, by=None)
    ApiToken.objects.update(revoked_at=timezone.now())
    with pytest.raises(AuthenticationFailed):
        authenticate(f"Token {token}")
    other = create_api_token(user=user, by=None)
    user.is_active = False
    user.save()
    with pytest.raises(AuthenticationFailed):
        authenticate(f"Token {other}")
