"""Queries whose SQL is made once in a process and run many times with other values.

Making the statement from a queryset takes Django several times as long as any database takes to
answer it (0.3 to 1 ms against 0.02 to 0.1): it was more than half of the CPU of every page. A
prepared query keeps the compiled statement and puts the values in; rows become the same objects
as ever. It is meant for the reads that most requests share, not for all of them.

It leans on insides of Django's compiler; decision 9 says what fences it in. With the setting
PREPARED_QUERIES off, every prepared query is the queryset that it was built from.
"""

import copy
import inspect
import json
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, Value


class _Slot(Value):
    """A place in the statement for the value of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(None)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def filled(self, value: Any, operations: Any) -> Any:
        if value is None:
            raise TypeError(f"{self.name} must not be None")
        return _as_parameter(value, operations)


class _ManySlot(_Slot):
    """A place for a list of any length, which goes to the database as one value.

    `kind` is the type of its members on PostgreSQL.
    """

    def __init__(self, name: str, kind: str) -> None:
        super().__init__(name)
        self.kind = kind

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        if connection.vendor == "sqlite":
            return "(SELECT value FROM json_each(%s))", (self,)
        # Behind a SELECT of its own the list's length tells the planner nothing, so that it has
        # no reason to plan anew each time.
        return f"(SELECT unnest((SELECT %s::{self.kind}[])))", (self,)

    def filled(self, value: Any, operations: Any) -> Any:
        values = [_as_parameter(one, operations) for one in value]
        return json.dumps(values) if operations.connection.vendor == "sqlite" else values


class _CompiledQuery:
    """What a queryset's iterator asks of a query, answered by a compiler that has its SQL."""

    def __init__(self, query: Any, compiler: Any) -> None:
        self._query, self._compiler = query, compiler

    def __getattr__(self, name: str) -> Any:
        return getattr(self._query, name)

    def get_compiler(self, *_: Any, **__: Any) -> Any:
        return self._compiler


class Prepared[T]:
    """Calling it with values gives the rows as a list: `prepared(lambda pk: ...)(17)`.

    Values may be strings, numbers, moments, days, model instances, or a sequence of strings or
    whole numbers for an `__in` lookup in `filter` (over `node__id__in`, for Django reads the values
    of `node__in` too early); an empty sequence gives no rows.
    None is not a value: a comparison with it would have to read `IS NULL`.
    """

    def __init__(
        self, build: Callable[..., QuerySet[Any, T]], names: Sequence[str] | None = None
    ) -> None:
        self._build = build
        self._names = list(inspect.signature(build).parameters if names is None else names)
        self._compiled: dict[tuple[str, ...], tuple[Any, Any, str, tuple[Any, ...]]] = {}

    def __call__(self, *values: Any) -> list[T]:
        if not settings.PREPARED_QUERIES:
            return list(self._build(*(v.pk if isinstance(v, Model) else v for v in values)))
        connection = connections[DEFAULT_DB_ALIAS]
        if any(_is_many(value) and not value for value in values):
            return []
        key = (connection.vendor, *(_kind_of(value) for value in values))
        if key not in self._compiled:
            self._compiled[key] = self._compile(key[1:])
        queryset, compiler, sql, parameters = self._compiled[key]
        given = dict(zip(self._names, values, strict=True))
        bound = tuple(
            one.filled(given[one.name], connection.ops) if isinstance(one, _Slot) else one
            for one in parameters
        )
        # A copy, so that two threads do not see each other's values or connection.
        compiler = copy.copy(compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *_, **__: (sql, bound)
        query: Any = _CompiledQuery(queryset.query, compiler)
        found: Any = QuerySet(queryset.model, query)
        found._iterable_class = queryset._iterable_class
        found._fields = queryset._fields
        return list(found)

    def first(self, *values: Any) -> T | None:
        """The first row; the queryset should ask for no more than one."""
        return next(iter(self(*values)), None)

    def _compile(self, kinds: Sequence[str]) -> tuple[Any, Any, str, tuple[Any, ...]]:
        slots = [
            _ManySlot(name, kind) if kind else _Slot(name)
            for name, kind in zip(self._names, kinds, strict=True)
        ]
        queryset: Any = self._build(*slots)
        if queryset._prefetch_related_lookups:
            raise TypeError("a prepared query cannot prefetch")
        compiler = queryset.query.get_compiler(DEFAULT_DB_ALIAS)
        sql, parameters = compiler.as_sql()
        columns = [column for column, *_ in compiler.select[: compiler.col_count]]
        converters = compiler.get_converters(columns)
        compiler.get_converters = lambda _: converters
        return queryset, compiler, sql, tuple(parameters)


def prepared[T](
    build: Callable[..., QuerySet[Any, T]], names: Sequence[str] | None = None
) -> Prepared[T]:
    """Prepare the queryset that `build` makes; its parameters are the places for values.

    Args:
        names: of the values, where `build` takes any number of them.
    """
    return Prepared(build, names)


def _is_many(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _kind_of(value: Any) -> str:
    """The type of a list's members on PostgreSQL; nothing for a single value."""
    if not _is_many(value):
        return ""
    if isinstance(value[0], str):
        return "text"
    if isinstance(value[0], int):
        return "bigint"
    raise TypeError("a list may hold strings or whole numbers")


_INSERTS: dict[tuple[type[Model], str], tuple[list[Any], str]] = {}


def insert(row: Model) -> None:
    """Save a new row, as `save(force_insert=True)` does, with a statement that is made once.

    For a table with a number of its own as key and plain columns; no signal is sent.

    Raises:
        IntegrityError: as saving does.
    """
    if not settings.PREPARED_QUERIES:
        row.save(force_insert=True)
        return
    connection = connections[DEFAULT_DB_ALIAS]
    key = (type(row), connection.vendor)
    if key not in _INSERTS:
        _INSERTS[key] = _insert_of(type(row), connection.ops.quote_name)
    fields, sql = _INSERTS[key]
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        row.pk = cursor.fetchone()[0]
    row._state.adding, row._state.db = False, DEFAULT_DB_ALIAS


def _insert_of(model: type[Model], quote: Callable[[str], str]) -> tuple[list[Any], str]:
    """The columns that a new row brings along, and the statement that answers with its key."""
    known, own = model._meta, model._meta.pk
    if known.parents or any(field.generated for field in known.local_concrete_fields):
        raise TypeError(f"{model.__name__} is not a plain table")
    fields = [field for field in known.local_concrete_fields if field is not own]
    names = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    table, key = quote(known.db_table), quote(str(own.column))
    # Every part of it is a name of ours, quoted by Django.
    return fields, f"INSERT INTO {table} ({names}) VALUES ({places}) RETURNING {key}"  # noqa: S608


def _as_parameter(value: Any, operations: Any) -> Any:
    """A value as the database takes it."""
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    return value
