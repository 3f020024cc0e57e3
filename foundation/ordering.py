"""Lists in Dutch order: `order_by(dutch("name"), "pk")`, the same on SQLite and PostgreSQL."""

from collections.abc import Sequence

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models import CharField, F, Func
from django.db.models.expressions import OrderBy
from django.db.models.sql.compiler import SQLCompiler

from foundation.sort_key import LEANING, LOOSE_ACCENTS, PLAIN, SIGNS, TWO_LETTERS, sort_key

FUNCTION = "dutch_sort_key"


class DutchOrder(Func):
    """`foundation.sort_key`, computed by the database."""

    function = FUNCTION
    arity = 1
    output_field = CharField()

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: str
    ) -> tuple[str, Sequence[object]]:
        """The same steps in SQL, compared byte by byte whatever the database's collation."""
        template = "lower(%(expressions)s)"
        for sign, letters in TWO_LETTERS.items():
            template = f"replace({template}, {_quoted(sign)}, {_quoted(letters)})"
        signs, letters = "".join(PLAIN) + LOOSE_ACCENTS, "".join(PLAIN.values())
        template = f"translate({template}, {_quoted(signs)}, {_quoted(letters)})"
        template = rf"replace(regexp_replace({template}, {_quoted(LEANING)}, '\1', 'g'), '''', '')"
        template = f"trim(regexp_replace({template}, {_quoted(SIGNS)}, ' ', 'g'))"
        return self.as_sql(compiler, connection, template=f'({template} COLLATE "C")', **context)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def dutch(name: str) -> OrderBy:
    """For `order_by` and `Meta.ordering`: this field (also `organisation__name`) in Dutch order; empty
    goes first."""
    return DutchOrder(F(name)).asc(nulls_first=True)


def _key_or_nothing(value: object) -> str | None:
    return None if value is None else sort_key(str(value))


def teach_sqlite(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 1, _key_or_nothing, deterministic=True)


connection_created.connect(teach_sqlite, dispatch_uid="dutch_order")
