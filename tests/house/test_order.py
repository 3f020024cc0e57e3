"""Every list sorts names in Dutch order: `dutch(...)` in the database, `sort_key` in Python."""

import ast

from tests.house import tree

NAMES = {"name", "description", "title", "theme", "text", "function"}
FILES = [
    name
    for room in tree.ROOMS
    for name in tree.files(f"{room}/**/*.py", f"{room}/*.py")
    if "/migrations/" not in name and "/demo/" not in name
]


def _orders(node):
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "order_by":
        return node.args
    if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "ordering":
        return getattr(node.value, "elts", [])
    return []


def _bare(code):
    for node in ast.walk(code):
        for one in _orders(node):
            text = str(getattr(one, "value", "")) if isinstance(one, ast.Constant) else ""
            if text.lstrip("-").rpartition("__")[2] in NAMES:
                yield f"{text} (line {one.lineno})"


def test_the_guard_sees_a_bare_name():
    code = 'deals.order_by("kind", "-deal__name")\nclass Meta:\n    ordering = ["name", dutch("name"), "pk"]'
    assert [text.split()[0] for text in _bare(ast.parse(code))] == ["-deal__name", "name"]


def test_no_list_is_left_to_the_order_of_the_database():
    assert FILES
    found = {name: list(_bare(tree.code(name))) for name in dict.fromkeys(FILES)}
    assert {name: bare for name, bare in found.items() if bare} == {}
