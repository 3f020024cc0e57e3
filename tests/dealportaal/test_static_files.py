"""Scripts that import each other do so by names with a hash, so that a browser never mixes old and new."""

import json
import re

import pytest
from django.core.management import call_command
from django.test import override_settings

from dealportaal import settings as production
from deploy.prepare import NOT_SERVED
from tests.house import tree

IMPORTED = re.compile(r"""\b(?:from|import)\s*\(?["']([^"']+)["']""")
SCRIPTS = tree.files("static/src/*.js")


# Compressing the files takes a minute and changes no name.
NOT_COMPRESSED = ("js", "css", "svg", "txt", "json", "md", "map", "html")


def collect(folder, **settings):
    """{name: name with a hash} of what is served."""
    with override_settings(
        STATIC_ROOT=folder,
        STORAGES=production.STORAGES,
        WHITENOISE_SKIP_COMPRESS_EXTENSIONS=NOT_COMPRESSED,
        **settings,
    ):
        call_command("collectstatic", interactive=False, ignore_patterns=NOT_SERVED, verbosity=0)
    return json.loads((folder / "staticfiles.json").read_text())["paths"]


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    folder = tmp_path_factory.mktemp("static")
    return folder, collect(folder)


@pytest.mark.parametrize("name", [name.removeprefix("static/") for name in SCRIPTS])
def test_a_script_imports_its_modules_by_names_with_a_hash(served, name):
    folder, paths = served
    wanted = IMPORTED.findall((tree.ROOT / "static" / name).read_text())
    imported = IMPORTED.findall((folder / paths[name]).read_text())
    assert imported == [f"./{paths[one.replace('./', 'src/')].removeprefix('src/')}" for one in wanted]


def test_some_scripts_share_modules():
    assert [name for name in SCRIPTS if IMPORTED.findall(tree.text(name))]


def test_a_module_that_changes_gives_another_name_to_what_imports_it(served, tmp_path):
    source = tmp_path / "source" / "src"
    source.mkdir(parents=True)
    for name in SCRIPTS:
        (source / name.removeprefix("static/src/")).write_text(tree.text(name))
    with (source / "words.js").open("a") as words:
        words.write("/* changed */\n")
    only_ours = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    changed = collect(tmp_path / "served", STATICFILES_DIRS=[source.parent], STATICFILES_FINDERS=only_ours)
    _folder, paths = served
    assert changed["src/respondent.js"] != paths["src/respondent.js"]
    assert changed["src/autosave.js"] == paths["src/autosave.js"]
