"""The column of a model that holds stored figures."""

from django.db.models import JSONField

from foundation import stored_figures


class FiguresField(JSONField):
    """JSON in the database, the frozen dataclass `kind` on the model. A migration sees plain JSON."""

    def __init__(self, kind=None, **options):
        self.kind = kind
        super().__init__(**options)

    def deconstruct(self):
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.JSONField", args, options

    def clone(self):
        field = super().clone()
        field.kind = self.kind
        return field

    def from_db_value(self, value, expression, connection):
        stored = super().from_db_value(value, expression, connection)
        return stored if stored is None else stored_figures.read(self.kind, stored)

    def get_prep_value(self, value):
        return stored_figures.write(value) if isinstance(value, self.kind) else super().get_prep_value(value)

    def validate(self, value, model_instance):
        """Made by the portal, never typed in by a person."""
