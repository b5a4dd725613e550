"""Tables as the database has them now, which may be those of an older version: rows out and in."""

import base64
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Any

from django.apps import apps as global_apps
from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

AT_ONCE = 500
RECORD = "django_migrations"
# Made anew from the other tables.
DERIVED = ("nodes_search", "nodes_tally")
# Whoever has these two apps is a Mitmachstadt, of whichever version.
OURS = {"ledger", "nodes"}
# What has to be forgotten within days, by tables: a backup lives longer.
FORGOTTEN = {
    "django_session",
    "people_devicesession",
    "kernel_dailysalt",
    "kernel_ratecount",
    "kernel_usedproof",
}
Plan = list[tuple[Migration, bool]]


def applied() -> dict[str, list[str]]:
    """The migrations that the database has had and this version knows, by app."""
    loader = MigrationExecutor(connection).loader
    found: dict[str, list[str]] = {}
    for app, name in sorted(loader.applied_migrations):
        if (app, name) in loader.graph.nodes:
            found.setdefault(app, []).append(name)
    return found


def unknown_migrations() -> list[str]:
    """What a newer version than this one has done to the database."""
    loader = MigrationExecutor(connection).loader
    return [
        f"{app}.{name}"
        for app, name in sorted(loader.applied_migrations)
        if app in loader.migrated_apps and loader.disk_migrations is not None
        if (app, name) not in loader.disk_migrations
        and not any((app, name) in m.replaces for m in loader.disk_migrations.values())
    ]


def tables_after(migrations: dict[str, list[str]]) -> list[type[models.Model]]:
    """The models as they were after these migrations, ordered by table."""
    executor = MigrationExecutor(connection)
    state = ProjectState(real_apps=executor.loader.unmigrated_apps)
    for migration, _ in _plan(executor, migrations):
        migration.mutate_state(state, preserve=False)
    return _of(state.apps)


def _plan(executor: MigrationExecutor, migrations: dict[str, list[str]]) -> Plan:
    """These migrations in the order in which an empty database takes them."""
    leaves = executor.loader.graph.leaf_nodes()
    return [
        (migration, False)
        for migration, _ in executor.migration_plan(leaves, clean_start=True)
        if migration.name in migrations.get(migration.app_label, [])
    ]


def _of(apps: Apps) -> list[type[models.Model]]:
    found = {
        model._meta.db_table: model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and not model._meta.swapped
    }
    return [found[name] for name in sorted(found)]


def stored_fields(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """What is written; the database makes generated columns itself."""
    return [f for f in model._meta.local_concrete_fields if not getattr(f, "generated", False)]


def rows_of(model: type[models.Model]) -> Iterator[list[Any]]:
    """Every row by primary key, as values that JSON can hold."""
    fields = stored_fields(model)
    names = [field.attname for field in fields]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=2000):
        yield [_out(field, value) for field, value in zip(fields, row, strict=True)]


def _out(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(value, str | int | float | bool):
        return value
    if isinstance(field, models.JSONField):
        return value
    if isinstance(value, bytes | memoryview | bytearray):
        return base64.b64encode(bytes(value)).decode()
    if isinstance(value, timedelta):
        return value // timedelta(microseconds=1)
    if hasattr(value, "isoformat"):
        return value.isoformat()
    return str(value)


def _in(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.DurationField):
        return timedelta(microseconds=value)
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    target = field.target_field if isinstance(field, models.ForeignKey) else field
    return target.to_python(value)


def load_rows(model: type[models.Model], columns: list[str], rows: Iterable[list[Any]]) -> None:
    """Write rows just as they are: no default, no moment of writing comes in between."""
    known = {field.attname: field for field in stored_fields(model)}
    fields = [known[name] for name in columns]
    waiting: list[models.Model] = []
    most = AT_ONCE
    for row in rows:
        values = {f.attname: _in(f, value) for f, value in zip(fields, row, strict=True)}
        waiting.append(model(**values))
        if len(waiting) == 1:
            most = min(AT_ONCE, connection.ops.bulk_batch_size(fields, [waiting[0]] * AT_ONCE))
        if len(waiting) >= most:
            _insert(model, fields, waiting)
            waiting = []
    if waiting:
        _insert(model, fields, waiting)


def _insert(
    model: type[models.Model], fields: list[models.Field[Any, Any]], objects: list[models.Model]
) -> None:
    # As Django's own loaddata writes, but many rows in one statement.
    queryset: Any = model._base_manager.all()
    queryset._insert(objects, fields=fields, raw=True, using=connection.alias)


def reset_sequences(tables: list[type[models.Model]]) -> None:
    """The next new row gets a number that is free."""
    statements = connection.ops.sequence_reset_sql(no_style(), tables)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def holds_data() -> bool:
    """Whether anybody has used this database; what every new one has does not count."""
    ordinary = {"people_group", "django_content_type", "auth_permission", RECORD}
    with connection.cursor() as cursor:
        for table in _existing():
            if table in ordinary or table.startswith(DERIVED):
                continue
            cursor.execute(f"SELECT 1 FROM {_quoted(table)} LIMIT 1")  # noqa: S608 - a table's name
            if cursor.fetchone():
                return True
    return False


def of_another_program() -> list[str]:
    """The tables that no version of Mitmachstadt made; a newer one's are told by its record."""
    known = {model._meta.db_table for model in _of(global_apps)} | {RECORD}
    made = {app for app, _ in MigrationExecutor(connection).loader.applied_migrations}
    labels = made if made >= OURS else set()
    ours = (*DERIVED, *(f"{label}_" for label in labels))
    return [name for name in _existing() if name not in known and not name.startswith(ours)]


def _existing() -> list[str]:
    names = connection.introspection.table_names()
    return [name for name in names if not name.startswith("sqlite_")]


def drop_everything() -> None:
    """Remove all tables: the backup brings its own. Ask `of_another_program` before."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f"DROP TABLE IF EXISTS {_quoted(table)} CASCADE")
            return
        # A virtual table takes its shadow tables along.
        cursor.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
            "ORDER BY sql LIKE 'CREATE VIRTUAL%' DESC"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"DROP TABLE IF EXISTS {_quoted(table)}")


def _quoted(table: str) -> str:
    return connection.ops.quote_name(table)


def migrate_to(migrations: dict[str, list[str]]) -> None:
    """Make the tables of exactly these migrations, in a database that has none of them."""
    MigrationRecorder(connection).ensure_schema()
    executor = MigrationExecutor(connection, _settle)
    executor.migrate([], _plan(executor, migrations))


def migrate_forward() -> int:
    """Bring the tables to this version; returns how many migrations that took."""
    executor = MigrationExecutor(connection, _settle)
    leaves = executor.loader.graph.leaf_nodes()
    plan = executor.migration_plan(leaves)
    executor.migrate(leaves, plan)
    return len(plan)


def _settle(action: str, *_: object) -> None:
    # PostgreSQL does not alter a table whose deferred foreign keys have not been looked at.
    if action == "apply_success":
        connection.check_constraints()
