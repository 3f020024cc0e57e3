"""The repository as data for the rules of the house: which files there are and what is in them."""

import ast
import functools
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = (
    "foundation",
    "rendering",
    "partners",
    "deals",
    "knowledge",
    "impacttool",
    "programme",
    "dealportaal",
)


@functools.cache
def files(*patterns):
    """The files of the repository, also those not yet committed, as paths from its root."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "--", *patterns]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(sorted(name for name in set(listed.splitlines()) if (ROOT / name).is_file()))


@functools.cache
def text(name):
    """The text of a file; empty for what is not text, such as a picture."""
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
