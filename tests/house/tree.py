"""The repository as data for the house tests: which files there are and what they contain."""

import ast
import functools
import os
import shutil
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "foundation",
    "rendering",
    "partners",
    "deals",
    "knowledge",
    "impacttool",
    "reports",
    "programme",
    "dealportaal",
)


@functools.cache
def listed():
    """Every path of the repository from its root, also of what is not yet committed; links are not followed."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        paths = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.splitlines()
    else:
        paths = walked()
    return tuple(sorted(set(paths)))


def walked():
    """The same without git: everything that .gitignore does not name."""
    left_out = [".git", *(line.rstrip("/") for line in text(".gitignore").splitlines())]

    def stays(path):
        return not any(fnmatchcase(path.name, one) or path.as_posix() == one for one in left_out)

    for folder, folders, names in os.walk(ROOT):
        place = Path(folder).relative_to(ROOT)
        links = [name for name in folders if (ROOT / place / name).is_symlink()]
        yield from (path.as_posix() for path in (place / name for name in [*names, *links]) if stays(path))
        folders[:] = [name for name in folders if stays(place / name)]


@functools.cache
def present():
    """The paths that are files, cached: the tests ask for files hundreds of times."""
    return tuple(name for name in listed() if (ROOT / name).is_file())


@functools.cache
def files(*patterns):
    """The files of the repository as paths from its root; a star stands for folders too."""
    return tuple(
        name for name in present() if not patterns or any(fnmatchcase(name, one) for one in patterns)
    )


@functools.cache
def text(name):
    """The text of a file; empty for a binary file, such as a picture."""
    try:
        return (ROOT / name).read_text()
    except UnicodeDecodeError:
        return ""


@functools.cache
def code(name):
    return ast.parse(text(name))


def python_files():
    return [name for name in files("*.py") if "/migrations/" not in name]


def functions(name):
    return [node for node in ast.walk(code(name)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
