"""The administrator's back door: accounts, keys and who sees that access was given."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.contrib import admin
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from foundation.models import AuditEvent, OutgoingMail
from foundation.tokens import digest
from partners.account_mails import CHANGED, INVITATION, MOVED
from partners.actions import create_api_token
from partners.events import AccountEvent
from partners.models import ApiToken, User
from tests import factories
from tests.audit_log import details
from tests.partners.posted import composed

pytestmark = pytest.mark.django_db
ANSWERS = {"Response", "Answer", "Remark", "Invitation"}
ADD = reverse("admin:partners_user_add")


@pytest.fixture
def administrator(client):
    person = factories.administrator(name="Ada")
    factories.log_in(client, person)
    return person


def change_of(person, **fields):
    """What the page of an account sends when only `fields` were changed; None leaves a tick out."""
    flags = ("is_active", "is_programme_staff", "is_administrator", "wants_digest")
    kept = {name: "on" for name in flags if getattr(person, name)}
    kept |= {"email": person.email, "name": person.name, "ended_on": "", "version": person.version}
    return {name: value for name, value in (kept | fields).items() if value is not None}


def post_change(client, person, **fields):
    return client.post(reverse("admin:partners_user_change", args=[person.pk]), change_of(person, **fields))


def test_every_list_and_form_opens_for_an_administrator(client, administrator):
    factories.contact()
    factories.deal()
    create_api_token(user=administrator, by=None)
    assert len(admin.site._registry) == 7
    for model in admin.site._registry:
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


def test_nothing_is_deleted_here(client, administrator):
    deal = factories.deal()
    assert client.get(reverse("admin:deals_deal_delete", args=[deal.pk])).status_code == 403


# Accounts


def test_a_new_account_has_no_password_and_its_person_gets_a_link(client, administrator):
    page = client.get(ADD).content.decode()
    assert 'type="password"' not in page
    data = {"email": "Nieuw@Voorbeeld.invalid", "name": "Nieuw", "password1": factories.PASSWORD}
    assert client.post(ADD, data).status_code == 302
    made = User.objects.get(email="nieuw@voorbeeld.invalid")
    assert not made.has_usable_password()
    [sent] = composed(INVITATION)
    assert sent.to == ["nieuw@voorbeeld.invalid"]
    assert "Er is een account voor u gemaakt" in sent.body
    assert "U logt in met nieuw@voorbeeld.invalid." in sent.body


def test_the_link_of_the_mail_sets_the_password_once(client, administrator, settings):
    client.post(ADD, {"email": "nieuw@voorbeeld.invalid", "name": "Nieuw"})
    [sent] = composed(INVITATION)
    link = re.search(rf"{settings.SITE_URL}(/account/password/reset/key/\S+)", sent.body).group(1)
    client.logout()
    form = client.get(link)["Location"]
    password = {"password1": factories.PASSWORD, "password2": factories.PASSWORD}
    assert client.post(form, password).status_code == 302
    person = User.objects.get(email="nieuw@voorbeeld.invalid")
    assert person.check_password(factories.PASSWORD)
    client.post(reverse("account_login"), {"login": person.email, "password": factories.PASSWORD})
    assert client.session["_auth_user_id"] == str(person.pk)
    client.logout()
    assert client.get(link).status_code == 200  # says that it does not work any more
    assert client.post(link, password).status_code != 302


def test_nobody_changes_the_password_of_another(client, administrator):
    person = factories.user()
    page = client.get(reverse("admin:partners_user_change", args=[person.pk])).content.decode()
    assert "password" not in re.sub(r"account/password|password_change", "", page)
    form = client.get(f"/beheer/partners/user/{person.pk}/password/", follow=True)
    assert 'type="password"' not in form.content.decode()
    post_change(client, person, name="Anders", password="een-ander-wachtwoord")
    person.refresh_from_db()
    assert (person.name, person.check_password(factories.PASSWORD)) == ("Anders", True)


def test_a_link_is_sent_again_but_not_to_a_closed_account(client, administrator):
    open_, closed = factories.user(), factories.user(ended_on=timezone.localdate())
    data = {"action": "send_link", "_selected_action": [open_.pk, closed.pk]}
    client.post(reverse("admin:partners_user_changelist"), data)
    assert list(OutgoingMail.objects.values_list("to", flat=True)) == [open_.email]


def test_a_link_is_not_sent_twice_at_once(client, administrator):
    person, now = factories.user(), timezone.now()
    chosen = {"action": "send_link", "_selected_action": [person.pk]}
    page = reverse("admin:partners_user_changelist")
    client.post(page, chosen)
    assert "krijgt geen tweede" in client.post(page, chosen, follow=True).content.decode()
    assert OutgoingMail.objects.count() == 1
    OutgoingMail.objects.update(state=OutgoingMail.State.SENT, sent_at=now)
    client.post(page, chosen)
    assert OutgoingMail.objects.count() == 1
    OutgoingMail.objects.update(sent_at=now - timedelta(minutes=2))
    assert "is onderweg" in client.post(page, chosen, follow=True).content.decode()
    assert OutgoingMail.objects.count() == 2


def test_an_account_that_is_made_twice_at_once_is_said_to_be_there(client, administrator, monkeypatch):
    """Both pages found the address free; the database let one through."""
    whole, calls = admin.ModelAdmin.changeform_view, []

    def meets_the_other(*args, **kwargs):
        calls.append(1)
        if len(calls) > 1:
            return whole(*args, **kwargs)
        factories.user(email="dirk@voorbeeld.invalid")
        raise IntegrityError

    monkeypatch.setattr(admin.ModelAdmin, "changeform_view", meets_the_other)
    new = {"email": "dirk@voorbeeld.invalid", "name": "Dirk"}
    answer = client.post(reverse("admin:partners_user_add"), new)
    assert answer.status_code == 200
    assert "bestaat al" in answer.content.decode()


def test_an_account_gets_an_end_date(client, administrator):
    person = factories.user()
    assert post_change(client, person, ended_on="31-12-2027").status_code == 302
    person.refresh_from_db()
    assert str(person.ended_on) == "2027-12-31"


# Its readers


@pytest.fixture
def second():
    return factories.administrator(name="Bea")


def test_an_own_staff_role_is_in_the_log_and_mailed_to_the_other_administrator(client, administrator, second):
    assert post_change(client, administrator, is_programme_staff="on").status_code == 302
    line = AuditEvent.objects.get(subject_kind="user", subject_key=administrator.pk)
    assert details(line) == {"Medewerker Agenda Stad": ["nee", "ja"]}
    [sent] = composed(CHANGED)
    assert sent.to == [second.email]
    assert "Wie: Ada" in sent.body
    assert "Medewerker Agenda Stad: nee → ja" in sent.body


def test_who_is_the_only_administrator_cannot_take_it(client, administrator):
    factories.administrator(is_active=False)
    factories.administrator(ended_on=timezone.localdate())
    answer = post_change(client, administrator, is_programme_staff="on")
    assert "er is geen tweede beheerder die dat ziet" in answer.content.decode()
    administrator.refresh_from_db()
    assert not administrator.is_programme_staff


@pytest.mark.parametrize("fields", [{"is_administrator": "on"}, {"email": "eigen@voorbeeld.invalid"}])
def test_an_account_of_the_own_hand_is_no_second_administrator(client, administrator, fields):
    """Made an hour ago, or taken over by another address: nobody else may be behind it."""
    if "is_administrator" in fields:
        client.post(ADD, {"email": "pop@voorbeeld.invalid", "name": "Pop", **fields})
    else:
        post_change(client, factories.administrator(), **fields)
    post_change(client, administrator, is_programme_staff="on")
    administrator.refresh_from_db()
    assert not administrator.is_programme_staff
    User.objects.exclude(pk=administrator.pk).update(access_at=timezone.now() - timedelta(days=31))
    post_change(client, administrator, is_programme_staff="on")
    administrator.refresh_from_db()
    assert administrator.is_programme_staff


@pytest.mark.parametrize("role", ["is_administrator", "is_programme_staff"])
def test_a_new_role_over_all_deals_is_told_to_agenda_stad_too(client, administrator, role):
    officer = factories.staff(name="Olga")
    client.post(ADD, {"email": "pop@voorbeeld.invalid", "name": "Pop", role: "on"})
    [sent] = composed(CHANGED)
    assert sent.to == [officer.email]
    assert "U werkt bij Agenda Stad." in sent.body
    assert "Ada" in sent.body and "Pop" in sent.body


def test_another_address_of_an_officer_is_told_to_agenda_stad_too(client, administrator):
    officer, colleague = factories.staff(), factories.staff()
    post_change(client, officer, email="eigen@voorbeeld.invalid")
    assert [sent.to for sent in composed(CHANGED)] == [[colleague.email]]


def test_an_account_that_became_a_contact_is_told(client, administrator, second):
    """An administrator who is a contact reads what a partner reads."""
    contact, officer = factories.contact(), factories.staff()
    data = {"organisation": contact.organisation_id, "name": contact.name, "level": contact.level}
    data |= {"version": contact.version, "user": administrator.pk}
    client.post(reverse("admin:partners_contact_change", args=[contact.pk]), data)
    first, last = sorted(composed(CHANGED), key=lambda sent: sent.to != [second.email])
    assert (first.to, last.to) == ([second.email], [officer.email])
    assert str(contact.organisation) in first.body


def test_the_contact_of_an_account_that_goes_to_another_organisation_is_told_too(
    client, administrator, second
):
    """The account was linked before; what it reads from now on is another's."""
    contact, other = factories.contact(user=administrator), factories.organisation(name="Waterschap Elders")
    officer = factories.staff()
    data = {"organisation": other.pk, "name": contact.name, "level": contact.level}
    data |= {"version": contact.version, "user": administrator.pk, "email": contact.email}
    client.post(reverse("admin:partners_contact_change", args=[contact.pk]), data)
    sent = composed(CHANGED)
    assert {one.to[0] for one in sent} == {second.email, officer.email}
    assert all("Waterschap Elders" in one.body for one in sent)


def test_a_wiped_second_step_is_told_to_its_owner_and_the_others(client, administrator, second):
    person = factories.user()
    data = {"action": "reset_second_factor", "_selected_action": person.pk}
    client.post(reverse("admin:partners_user_changelist"), data)
    assert {sent.to[0] for sent in composed(CHANGED)} == {person.email, second.email}


@pytest.mark.parametrize(
    "fields",
    [
        {"is_administrator": "on"},
        {"is_programme_staff": "on"},
        {"is_active": None},
        {"ended_on": "31-12-2027"},
        {"email": "ander@voorbeeld.invalid"},
    ],
)
def test_whatever_gives_or_takes_access_is_mailed(client, administrator, second, fields):
    post_change(client, factories.user(), **fields)
    assert [second.email] in [sent.to for sent in composed(CHANGED)]
    assert [administrator.email] not in [sent.to for sent in composed(CHANGED)]


def test_a_new_account_is_mailed_and_another_name_is_not(client, administrator, second):
    post_change(client, factories.user(), name="Anders")
    assert not composed(CHANGED)
    client.post(ADD, {"email": "nieuw@voorbeeld.invalid", "name": "Nieuw", "is_programme_staff": "on"})
    assert [sent.to for sent in composed(CHANGED)] == [[second.email]]


def test_another_address_is_told_at_both(client, administrator):
    person = factories.user(email="oud@voorbeeld.invalid")
    post_change(client, person, email="nieuw@voorbeeld.invalid")
    old, new = composed(MOVED)
    assert (old.to, new.to) == (["oud@voorbeeld.invalid"], ["nieuw@voorbeeld.invalid"])
    assert "nieuw@" not in old.body
    assert "nieuw@" not in str(details(AuditEvent.objects.get(subject_kind="user", subject_key=person.pk)))


@pytest.mark.parametrize(
    "fields", [{"is_administrator": None}, {"is_active": None}, {"ended_on": "01-01-2026"}]
)
def test_one_administrator_remains(client, administrator, fields):
    assert (
        "Er moet een beheerder overblijven" in post_change(client, administrator, **fields).content.decode()
    )
    factories.administrator()
    assert post_change(client, administrator, **fields).status_code == 302


# Recent login


@pytest.mark.parametrize("name", ["partners_user", "partners_apitoken", "deals_deal"])
def test_accounts_roles_and_keys_ask_a_recent_login(client, administrator, name):
    factories.deal()
    create_api_token(user=administrator, by=None)
    model = next(one for one in admin.site._registry if one._meta.label_lower == name.replace("_", "."))
    change = reverse(f"admin:{name}_change", args=[model.objects.first().pk])
    chosen = {"action": "send_link", "_selected_action": administrator.pk}
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        for answer in (
            client.get(change),
            client.get(reverse(f"admin:{name}_add")),
            client.post(change, {}),
            client.post(reverse(f"admin:{name}_changelist"), chosen),
        ):
            assert answer["Location"].startswith(reverse("account_reauthenticate"))
        assert client.get(reverse(f"admin:{name}_changelist")).status_code == 200
        client.post(reverse("account_reauthenticate"), {"password": factories.PASSWORD})
        assert client.get(change).status_code == 200
    assert not OutgoingMail.objects.exists()


# Keys of programs


def test_a_key_is_made_here_and_shown_once(client, administrator):
    person = factories.user()
    fields = {"user": person.pk, "name": "dashboard", "scope": "eigen", "ended_on": "31-12-2027"}
    answer = client.post(reverse("admin:partners_apitoken_add"), fields)
    token = re.search(r'made-key">([^<]+)<', answer.content.decode()).group(1)
    made = ApiToken.objects.get()
    assert (made.digest, made.user, made.scope) == (digest(token), person, "eigen")
    assert str(made.ended_on) == "2027-12-31"
    assert "no-store" in answer["Cache-Control"]
    assert token not in client.get(reverse("admin:index")).content.decode()
    assert token not in str(AuditEvent.objects.values_list())
    assert (
        AuditEvent.objects.filter(
            subject_kind="user", subject_key=person.pk, event=AccountEvent.API_KEY_MADE
        ).count()
        == 1
    )


@pytest.mark.parametrize("is_alone", [False, True])
def test_a_key_of_somebody_else_is_told_to_that_person_and_the_other_administrators(
    client, administrator, is_alone
):
    """It reads as that account: an administrator, who reads no report, would read all reports with one of an officer."""
    others = [] if is_alone else [factories.administrator()]
    officer = factories.staff(name="Olga")
    fields = {"user": officer.pk, "name": "lezen", "scope": "rapporten", "ended_on": "31-12-2027"}
    answer = client.post(reverse("admin:partners_apitoken_add"), fields)
    token = re.search(r'made-key">([^<]+)<', answer.content.decode()).group(1)
    mails = {mail.to[0]: mail.body for mail in composed(CHANGED)}
    assert mails.keys() == {officer.email, *(one.email for one in others)}
    for body in mails.values():
        assert "Ada" in body and "maakte een API-sleutel: Olga" in body and token not in body
    assert "tot uw account" in mails[officer.email]


def test_a_key_is_revoked_here_and_its_hash_is_never_shown(client, administrator):
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
    assert AuditEvent.objects.filter(event=AccountEvent.API_KEY_REVOKED).exists()
