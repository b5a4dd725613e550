"""An archive that is looked at before anything of it is believed, and then becomes a city."""

import contextlib
import hashlib
import json
import os
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from django.conf import settings
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from mitmachstadt.cli.archive import manifest, tables
from mitmachstadt.cli.archive.forgetting import Keys, keep
from mitmachstadt.cli.archive.manifest import Manifest, Part
from mitmachstadt.cli.output import Failure

Progress = Callable[[str, int, int], None]
CHUNK = 1 << 20


@contextlib.contextmanager
def opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Manifest]]:
    """The archive and its manifest.

    Raises:
        Failure: it is no backup of ours, or only half of one.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            try:
                text = archive.read(manifest.NAME)
            except KeyError as error:
                raise Failure(f"{file} is a ZIP file, but no backup of Mitmachstadt.") from error
            yield archive, manifest.from_json(text)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise Failure(
            f"{file} is damaged or not whole ({error}): take another backup. Nothing was changed."
        ) from error


def verify(archive: zipfile.ZipFile, whole: Manifest, progress: Progress) -> None:
    """Read everything once and compare it with the manifest; nothing is written.

    Raises:
        Failure: something is missing, or not as it was written.
    """
    parts = [*whole.tables.values(), *whole.files.values()]
    for name in whole.files:
        _require_inside(name)
    for number, part in enumerate(parts, start=1):
        progress("Looking through the backup", number, len(parts))
        digest, rows = hashlib.sha256(), 0
        try:
            with archive.open(part.name) as stream:
                while piece := stream.read(CHUNK):
                    digest.update(piece)
                    rows += piece.count(b"\n")
        except KeyError as error:
            raise Failure(f"{part.name} is missing in the backup. Nothing was changed.") from error
        counts = part.name.startswith("tables/") and rows != part.rows
        if digest.hexdigest() != part.sha256 or counts:
            raise Failure(f"{part.name} in the backup is damaged. Nothing was changed.")


def _require_inside(name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts:
        raise Failure(f"The backup names a file outside of its folder ({name}): it is not ours.")


def require_known(whole: Manifest) -> None:
    """Refuse what a newer version wrote, whose tables this one does not know."""
    loader = MigrationExecutor(connection).loader
    unknown = [
        f"{app}.{name}"
        for app, names in whole.migrations.items()
        for name in names
        if (app, name) not in loader.graph.nodes
    ]
    if unknown:
        raise Failure(
            f"The backup comes from a newer version (Mitmachstadt {whole.version}, with "
            f"{unknown[0]}): install that version or a newer one, then restore."
        )


def load(
    archive: zipfile.ZipFile,
    whole: Manifest,
    *,
    replace: bool,
    progress: Progress,
    forgotten: Keys = (),
) -> int:
    """Make the city of the archive in one transaction; returns how many migrations it needed.

    Args:
        forgotten: keys of what was deleted since, to be kept with those of the archive.
    """
    from mitmachstadt.nodes.actions import counted_at_the_end

    with _without_foreign_keys(), transaction.atomic():
        if others := tables.of_another_program():
            raise Failure(
                f"This database holds tables of another program ({', '.join(others[:3])}), which "
                "a restore would remove: name a database of its own with MITMACHSTADT_DATABASE. "
                "Nothing was changed."
            )
        if tables.holds_data() and not replace:
            raise Failure(
                "This database holds data already, and stays as it is. Name an empty one with "
                "MITMACHSTADT_DATABASE, or replace everything in it with --replace."
            )
        tables.drop_everything()
        tables.migrate_to(whole.migrations)
        with counted_at_the_end():
            _load_tables(archive, whole, progress)
        connection.check_constraints()
        forward = tables.migrate_forward()
        keep(forgotten)
        emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
        # New files before the commit, as when they were uploaded; none is named by anybody yet.
        _load_files(archive, whole, progress)
    return forward


@contextlib.contextmanager
def _without_foreign_keys() -> Iterator[None]:
    """SQLite changes tables only without them, and decides so before the transaction."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.disable_constraint_checking()
    try:
        yield
    finally:
        connection.enable_constraint_checking()


def _load_tables(archive: zipfile.ZipFile, whole: Manifest, progress: Progress) -> None:
    models = {model._meta.db_table: model for model in tables.tables_after(whole.migrations)}
    for number, (name, part) in enumerate(whole.tables.items(), start=1):
        progress("Tables", number, len(whole.tables))
        if name not in models:
            raise Failure(f"The backup has a table that its migrations do not make ({name}).")
        model = models[name]
        model._base_manager.all().delete()  # what migrations entered comes from the backup
        tables.load_rows(model, part.columns, _rows(archive, part))
    tables.reset_sequences(list(models.values()))


def _rows(archive: zipfile.ZipFile, part: Part) -> Iterator[list[Any]]:
    with archive.open(part.name) as stream:
        for line in stream:
            yield json.loads(line)


def _load_files(archive: zipfile.ZipFile, whole: Manifest, progress: Progress) -> None:
    folder = settings.VAR / "files"
    for number, (name, part) in enumerate(whole.files.items(), start=1):
        progress("Files", number, len(whole.files))
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{target.name}.partial")
        with archive.open(part.name) as stream, half.open("wb") as out:
            while piece := stream.read(CHUNK):
                out.write(piece)
            out.flush()
            os.fsync(out.fileno())
        os.replace(half, target)
