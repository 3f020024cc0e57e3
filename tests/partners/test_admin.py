"""The administrator's back door: who goes in, what it never shows, and what it leaves in the log."""

import pytest
from django.contrib import admin
from django.urls import reverse

from partners.actions import create_api_token
from partners.admin import AdministratorAdmin
from partners.models import ApiToken, LogEntry, User
from tests import factories

pytestmark = pytest.mark.django_db
ANSWERS = {"Response", "Answer", "Remark", "Invitation"}


@pytest.fixture
def administrator(client):
    person = factories.administrator()
    client.force_login(person)
    return person


def test_every_list_and_form_opens_for_an_administrator(client, administrator):
    factories.contact()
    factories.deal()
    create_api_token(user=administrator, by=None)
    ours = [model for model, page in admin.site._registry.items() if isinstance(page, AdministratorAdmin)]
    assert len(ours) == 8
    for model in ours:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        assert client.get(reverse(f"{name}_changelist")).status_code == 200
        found = model.objects.first()
        if found:
            assert client.get(reverse(f"{name}_change", args=[found.pk])).status_code == 200


def test_the_back_door_has_the_name_of_the_portal(client, administrator):
    page = client.get(reverse("admin:index")).content.decode()
    assert "<title>Beheer van accounts | Beheer van het Dealportaal</title>" in page
    assert "<h1>Beheer van accounts</h1>" in page
    assert "Django" not in page


def test_staff_and_others_stay_out(client):
    for person in (factories.staff(), factories.user()):
        client.force_login(person)
        assert client.get(reverse("admin:index")).status_code in {302, 403}


def test_what_people_answered_is_not_there():
    assert not ANSWERS & {model.__name__ for model in admin.site._registry}


def test_a_token_is_revoked_here_and_its_hash_is_never_shown(client, administrator):
    create_api_token(user=administrator, by=None)
    token = ApiToken.objects.get()
    for page in ("changelist", "change"):
        args = [token.pk] if page == "change" else []
        shown = client.get(reverse(f"admin:partners_apitoken_{page}", args=args))
        assert token.digest not in shown.content.decode()
    data = {"action": "revoke", "_selected_action": token.pk}
    client.post(reverse("admin:partners_apitoken_changelist"), data)
    token.refresh_from_db()
    assert token.revoked_at
    assert LogEntry.objects.filter(verb="trok een API-sleutel in").exists()


def test_an_account_is_made_with_a_line_in_the_log_and_no_password(client, administrator):
    data = {
        "email": "Nieuw@Voorbeeld.invalid",
        "name": "Nieuw",
        "password1": factories.PASSWORD,
        "password2": factories.PASSWORD,
    }
    assert client.post(reverse("admin:partners_user_add"), data).status_code == 302
    made = User.objects.get(email="nieuw@voorbeeld.invalid")
    assert made.check_password(factories.PASSWORD)
    line = LogEntry.objects.get(subject=f"user:{made.pk}")
    assert factories.PASSWORD not in str(line.details)


def test_nothing_is_deleted_here(client, administrator):
    deal = factories.deal()
    assert client.get(reverse("admin:deals_deal_delete", args=[deal.pk])).status_code == 403
