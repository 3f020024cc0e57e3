"""What production is refused for."""

import pytest
from django.core.checks import run_checks

RIGHT = {
    "REQUIRE_SECOND_FACTOR": True,
    "ALLOWED_HOSTS": ["deals.voorbeeld.nl"],
    "DEFAULT_FROM_EMAIL": "Dealportaal <deals@voorbeeld.nl>",
    "SECURITY_CONTACT": "mailto:beveiliging@voorbeeld.nl",
    "DEMO": False,
    "TRUSTED_PROXIES": 1,
}


def found(settings, **changed):
    for name, value in (RIGHT | changed).items():
        setattr(settings, name, value)
    messages = run_checks(tags=["security"], include_deployment_checks=True)
    return [one.id for one in messages if one.id.startswith("dealportaal.")]


def test_what_is_right_is_refused_for_nothing(settings):
    assert found(settings) == []


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("REQUIRE_SECOND_FACTOR", False, "dealportaal.E001"),
        ("ALLOWED_HOSTS", ["deals.voorbeeld.nl", "*"], "dealportaal.E002"),
        ("ALLOWED_HOSTS", ["."], "dealportaal.E002"),
        ("DEFAULT_FROM_EMAIL", "Dealportaal <dealportaal@voorbeeld.invalid>", "dealportaal.E003"),
        ("DEFAULT_FROM_EMAIL", "", "dealportaal.E003"),
        ("SECURITY_CONTACT", "mailto:beveiliging@voorbeeld.invalid", "dealportaal.E004"),
        ("SECURITY_CONTACT", "", "dealportaal.E004"),
        ("DEMO", True, "dealportaal.E005"),
        ("TRUSTED_PROXIES", 0, "dealportaal.W006"),
    ],
)
def test_each_of_these_is_refused(settings, name, value, expected):
    assert found(settings, **{name: value}) == [expected]
