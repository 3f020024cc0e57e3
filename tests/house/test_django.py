"""Rules of the house that need Django: translations, the schedule, templates of libraries."""

import ast
import gettext
import re
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest
from celery import current_app
from django.apps import apps
from django.conf import settings
from django.forms import BaseForm, Field
from django.utils.module_loading import import_string

from foundation.forms import SaysWhatToFillIn
from tests.house import tree


def test_every_sentence_is_translated():
    """The msgids are the Dutch sentences; a file of another language holds each of them, none doubtful."""
    entries = [entry for name in tree.files("*.po") for entry in tree.text(name).split("\n\n")[1:]]
    current = [entry for entry in entries if "msgid" in entry and "#~" not in entry]
    assert not [entry for entry in current if re.search(r'msgstr(\[\d\])? ""\s*(\n(?!")|$)', entry)]
    assert not [entry for entry in current if ", fuzzy" in entry]


def _sentences(name):
    """What a .po file says, as {msgid: [msgstr, ...]}; every string stands on one line."""
    quoted = re.compile(r'^(msgid|msgstr(?:\[\d\])?) (".*")$', re.MULTILINE)
    for entry in tree.text(name).split("\n\n")[1:]:
        first, *rest = (ast.literal_eval(text) for _, text in quoted.findall(entry))
        yield first, rest


@pytest.mark.parametrize("name", tree.files("*.po"))
def test_the_compiled_sentences_are_those_of_the_source(name):
    """Not every computer that runs the portal has msgfmt, so the compiled file is stored too."""
    with (tree.ROOT / name).with_suffix(".mo").open("rb") as compiled:
        read = gettext.GNUTranslations(compiled)
    assert not [
        first
        for first, texts in _sentences(name)
        if [
            read.gettext(first) if len(texts) == 1 else read.ngettext(first, "", n)
            for n in range(1, len(texts) + 1)
        ]
        != texts
    ]


def _own_forms(kind=BaseForm):
    for form in kind.__subclasses__():
        if form.__module__.split(".")[0] in tree.ROOMS and ".forms" in form.__module__:
            yield form
        yield from _own_forms(form)


def test_every_form_says_what_to_fill_in():
    """A required field that was left empty; a form in which every such field has an own sentence may do without."""
    for name in tree.files("*/forms/*.py", "*/forms.py"):
        import_module(name.removesuffix(".py").removesuffix("/__init__").replace("/", "."))
    standard = Field.default_error_messages["required"]
    silent = {
        form
        for form in _own_forms()
        for field in form.base_fields.values()
        if field.required and field.error_messages["required"] == standard
    }
    assert not {form.__qualname__ for form in silent if not issubclass(form, SaysWhatToFillIn)}


@pytest.mark.parametrize("entry", settings.CELERY_BEAT_SCHEDULE.values(), ids=settings.CELERY_BEAT_SCHEDULE)
def test_everything_in_the_schedule_is_a_task(entry):
    assert import_string(entry["task"]).name in current_app.tasks


def _library_templates():
    for app in settings.INSTALLED_APPS:
        spec = find_spec(app) if "Config" not in app else None
        if spec and spec.submodule_search_locations:
            yield Path(spec.submodule_search_locations[0]) / "templates"


def test_templates_for_libraries_are_asked_for_by_them():
    folders = list(_library_templates())
    ours = [name.removeprefix("templates/") for name in tree.files("templates/account/*", "templates/mfa/*")]
    assert not [name for name in ours if not any((folder / name).exists() for folder in folders)]


HOST_HEADER = re.compile(r"build_absolute_uri|get_host\(|get_current_site|HTTP_HOST")


def test_no_address_is_made_from_what_a_visitor_sends():
    """Links in mails, files and pages come from SITE_URL; the Host header is the visitor's to write.

    One module reads it, to refuse a demo at a public address.
    """
    names = [name for room in tree.ROOMS for name in tree.files(f"{room}/*.py", f"{room}/**/*.py")]
    names += tree.files("templates/*.html", "templates/*.txt")
    assert len(names) > 300
    readers = [name for name in names if HOST_HEADER.search(tree.text(name))]
    assert readers == ["dealportaal/exposure.py"]


def test_one_table_holds_the_work_in_the_background_and_one_the_mails():
    tried = {
        model.__name__ for model in apps.get_models() if _has(model, "attempts") and _has(model, "state")
    }
    beating = {model.__name__ for model in apps.get_models() if _has(model, "heartbeat_at")}
    assert (tried, beating) == ({"Job", "OutgoingMail"}, {"Job"})


def _has(model, name):
    return any(field.name == name for field in model._meta.get_fields())
