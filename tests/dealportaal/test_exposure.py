"""A demo, with passwords that anyone may know, is never open to the world by accident."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from dealportaal import exposure
from deploy.lint import PRODUCTION
from tests.dealportaal.test_env import run

HERE = {
    "site_url": "http://localhost:8000",
    "allowed_hosts": ["*"],
    "bind": "127.0.0.1:8000",
    "database_host": "",
    "has_secret": False,
}


@pytest.mark.parametrize(
    "sign",
    [
        {},
        {"site_url": "http://127.0.0.1:8080"},
        {"site_url": "http://portaal.localhost"},
        {"site_url": "http://192.168.1.20:8000"},
        {"allowed_hosts": ["localhost", "portaal", "10.0.0.3"]},
        {"bind": "[::1]:8000"},
        {"bind": "unix:/run/portaal.sock"},
        {"bind": ""},
        {"database_host": "db.voorbeeld.nl"},
        {"database_host": "/run/postgresql", "has_secret": True},
        {"database_host": "127.0.0.1", "has_secret": True},
    ],
)
def test_the_demo_starts_on_this_computer_and_its_network(sign):
    exposure.refuse_public_demo(**HERE | sign)


@pytest.mark.parametrize(
    ("sign", "named"),
    [
        ({"site_url": "https://deals.voorbeeld.nl"}, "SITE_URL=https://deals.voorbeeld.nl"),
        ({"site_url": "http://8.8.8.8:8000"}, "SITE_URL="),
        ({"site_url": "http://localhost.voorbeeld.nl"}, "SITE_URL="),
        ({"allowed_hosts": ["localhost", "deals.voorbeeld.nl"]}, "ALLOWED_HOSTS=deals.voorbeeld.nl"),
        ({"allowed_hosts": [".voorbeeld.nl"]}, "ALLOWED_HOSTS="),
        ({"bind": "0.0.0.0:8000"}, "BIND="),
        ({"bind": "[::]:8000"}, "BIND="),
        ({"database_host": "db.voorbeeld.nl", "has_secret": True}, "DATABASE_URL"),
    ],
)
def test_it_does_not_where_others_come_in(sign, named):
    with pytest.raises(ImproperlyConfigured, match=r"PRODUCTION=1 ontbreekt\. .* wachtwoorden") as refused:
        exposure.refuse_public_demo(**HERE | sign)
    assert str(refused.value).startswith(named)


@pytest.mark.parametrize("name", ["SITE_URL", "ALLOWED_HOSTS"])
def test_settings_of_production_without_production_are_refused_at_the_start(tmp_path, name):
    done = run(
        tmp_path,
        ["deploy/prepare.py", "/dev/null"],
        **dict.fromkeys(PRODUCTION, "") | {name: PRODUCTION[name]},
    )
    assert done.returncode == 1
    assert done.stderr.startswith(f"{name}=") and "Zet PRODUCTION=1" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost:8000", 200),
        ("10.1.2.3", 200),
        ("portaal", 200),
        ("deals.voorbeeld.nl", 403),
        ("8.8.8.8:80", 403),
    ],
)
@pytest.mark.django_db
def test_a_proxy_with_a_public_name_before_a_demo_shows_why_not(client, settings, host, status):
    settings.ALLOWED_HOSTS = ["*"]
    response = client.get("/health/", headers={"host": host})
    assert response.status_code == status
    assert ("PRODUCTION=1" in response.content.decode()) == (status == 403)


def test_production_answers_to_its_public_name(tmp_path):
    lines = "import django; django.setup(); from django.conf import settings; print(*settings.MIDDLEWARE)"
    done = run(tmp_path, ["-c", lines], DJANGO_SETTINGS_MODULE="dealportaal.settings")
    assert done.returncode == 0, done.stderr
    assert "second_factor" in done.stdout and "demo_stays_here" not in done.stdout
