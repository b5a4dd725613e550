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
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model, QuerySet, Value


class _Slot(Value):
    """A place in the statement; `key` says which value goes there."""

    def __init__(self, key: tuple[str, int]) -> None:
        super().__init__(None)
        self.key = key

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)


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

    Values may be strings, numbers, moments, days, model instances, or a sequence of these for an
    `__in` lookup (over `node__id__in`, for Django reads the values of `node__in` too early).
    None is not a value: a comparison with it would have to read `IS NULL`.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, T]]) -> None:
        self._build = build
        self._names = list(inspect.signature(build).parameters)
        self._compiled: dict[Any, tuple[Any, Any, str, tuple[Any, ...]]] = {}

    def __call__(self, *values: Any) -> list[T]:
        if not settings.PREPARED_QUERIES:
            return list(self._build(*(v.pk if isinstance(v, Model) else v for v in values)))
        connection = connections[DEFAULT_DB_ALIAS]
        values = tuple(_filled_up(list(v)) if _is_many(v) else v for v in values)
        shape = tuple(len(v) if _is_many(v) else -1 for v in values)
        if 0 in shape:
            return []
        key = (connection.vendor, *shape)
        if key not in self._compiled:
            self._compiled[key] = self._compile(shape)
        queryset, compiler, sql, slots = self._compiled[key]
        given = dict(zip(self._names, values, strict=True))
        bound = tuple(_fill(slot, given, connection.ops) for slot in slots)
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

    def _compile(self, shape: tuple[int, ...]) -> tuple[Any, Any, str, tuple[Any, ...]]:
        slots = [
            _Slot((name, -1)) if many < 0 else [_Slot((name, n)) for n in range(many)]
            for name, many in zip(self._names, shape, strict=True)
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


def prepared[T](build: Callable[..., QuerySet[Any, T]]) -> Prepared[T]:
    """Prepare the queryset that `build` makes; its parameters are the places for values."""
    return Prepared(build)


def _is_many(value: Any) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _filled_up(values: list[Any]) -> list[Any]:
    """The last one again and again up to 1, 2, 4, 8, ...: for any length there are few statements.

    In a list of what may be equal, twice the same says nothing new.
    """
    length = 1 << (len(values) - 1).bit_length() if values else 0
    return values + values[-1:] * (length - len(values))


def _fill(parameter: Any, given: dict[str, Any], operations: Any) -> Any:
    """The value for a place, as the database takes it; a constant of the queryset as it is."""
    if not isinstance(parameter, _Slot):
        return parameter
    name, number = parameter.key
    value = given[name] if number < 0 else given[name][number]
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, datetime):
        return operations.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return operations.adapt_datefield_value(value)
    if value is None:
        raise TypeError(f"{name} must not be None")
    return value
