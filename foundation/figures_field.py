"""The column of a model that holds stored figures."""

from collections.abc import Sequence
from typing import Any, Self, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, JSONField, Model

from foundation import stored_figures
from foundation.stored_figures import Figures


class FiguresField(JSONField):
    """JSON in the database, the frozen dataclass `kind` on the model. A migration sees plain JSON."""

    def __init__(self, kind: type[Figures] | None = None, **options: object) -> None:
        self.kind = cast("type[Figures]", kind)  # None only until `clone` has set it
        super().__init__(**cast("dict[str, Any]", options))

    def deconstruct(self) -> tuple[str, str, Sequence[object], dict[str, object]]:
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def clone(self) -> Self:
        field = super().clone()
        field.kind = self.kind
        return field

    def from_db_value(
        self, value: str | None, expression: Expression, connection: BaseDatabaseWrapper
    ) -> Figures | None:
        stored = super().from_db_value(value, expression, connection)
        return None if stored is None else stored_figures.read(self.kind, stored)

    def get_prep_value(self, value: object) -> object:
        return stored_figures.write(value) if isinstance(value, self.kind) else super().get_prep_value(value)

    def validate(self, value: object, model_instance: Model | None) -> None:
        """Made by the portal, never typed in by a person."""
