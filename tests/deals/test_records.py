"""Every kind in deals/records is in the list that the room registers; tests/house/test_record_kinds.py tries each."""

from importlib import import_module
from pkgutil import iter_modules

from deals import records


def test_every_kind_is_listed():
    made = [import_module(f"deals.records.{module.name}").KIND for module in iter_modules(records.__path__)]
    assert {kind.name for kind in made} == {kind.name for kind in records.KINDS}
