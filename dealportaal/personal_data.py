"""What is held on an e-mail address (article 15 of the AVG). Searches every table, so a new one is
covered."""

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from django.db.models import Q

from foundation.queries import audit_log
from partners.models import ApiCall, Contact

# Nobody sees whose answer something is (docs/rules.md 5.7); a request for personal data is no way around that.
ANSWERS = {"impacttool.Response", "impacttool.Answer", "impacttool.Remark"}
SECRET = {"password", "digest", "nonce", "token_hash"}
SECRET_FIELDS = {"mfa.Authenticator.data"}
TEXTS = (models.CharField, models.TextField, models.JSONField)


def held_on(email):
    """{"rows": this person's rows in full, "linked": what points at the account or contact, "named": where
    a text holds the address}. About one query per table and link."""
    own, found = [], {"rows": [], "linked": [], "named": []}
    for model in searched():
        own += _rows_of(model, email)
    listed = {_name(row) for row in own}
    found["rows"] = [{"row": _name(row), **_fields(row)} for row in own]
    for row in own:
        linked = {_name(one): str(one) for one in _linked_to(row)}
        found["linked"] += [{"row": name, "is": text} for name, text in linked.items() if name not in listed]
        listed |= linked.keys()
    found["named"] = [name for model in searched() for name in _named_in(model, email) if name not in listed]
    return found


def searched():
    return [model for model in apps.get_models() if model._meta.label not in ANSWERS]


def addresses_of(model):
    return [field.name for field in model._meta.concrete_fields if isinstance(field, models.EmailField)]


def _rows_of(model, email):
    names = addresses_of(model)
    return list(model._base_manager.filter(_any_of(names, "iexact", email))) if names else []


def _linked_to(row):
    """What points at a contact or an account, hidden links (invited by, ordered by) included."""
    if not isinstance(row, Contact | get_user_model()):
        return
    for link in row._meta.get_fields(include_hidden=True):
        is_link = link.auto_created and (link.one_to_many or link.one_to_one)
        if is_link and link.related_model._meta.label not in ANSWERS:
            yield from link.related_model._base_manager.filter(**{link.field.name: row})
    if isinstance(row, get_user_model()):
        yield from audit_log.about(str(row.audit_subject))
        yield from ApiCall.objects.filter(caller=f"user:{row.pk}")


def _named_in(model, email):
    """Only the names of the rows: the text around the address may be about others."""
    fields = [field for field in model._meta.concrete_fields if isinstance(field, TEXTS)]
    names = [one.name for one in fields if not isinstance(one, models.EmailField) and not _is_secret(one)]
    if not names:
        return []
    found = model._base_manager.filter(_any_of(names, "icontains", email))
    return [f"{model._meta.label}:{pk}" for pk in found.order_by("pk").values_list("pk", flat=True)]


def _any_of(names, lookup, value):
    found = Q()
    for name in names:
        found |= Q(**{f"{name}__{lookup}": value})
    return found


def _fields(row):
    kept = [field for field in row._meta.concrete_fields if not _is_secret(field)]
    values = {field.name: field.value_from_object(row) for field in kept}
    return {name: value for name, value in values.items() if value not in (None, "", b"")}


def _is_secret(field):
    return field.name in SECRET or str(field) in SECRET_FIELDS


def _name(row):
    return f"{row._meta.label}:{row.pk}"
