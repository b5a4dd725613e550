"""From one snapshot of the database, then the files, into an archive; nobody has to stop for it."""

import contextlib
import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from mitmachstadt.cli.archive import manifest, tables
from mitmachstadt.cli.archive.manifest import Manifest, Part

Progress = Callable[[str, int, int], None]
CHUNK = 1 << 20


def write_archive(file: Path, *, at: datetime, progress: Progress) -> Manifest:
    """Write the city into a file, which appears under its name only when it is whole."""
    half = file.with_name(f".{file.name}.{os.getpid()}.partial")
    try:
        # It holds addresses and password hashes: for nobody else's eyes.
        descriptor = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as stream:
            with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as archive:
                written = _write(archive, at, progress)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(half, file)
    finally:
        half.unlink(missing_ok=True)
    return written


def _write(archive: zipfile.ZipFile, at: datetime, progress: Progress) -> Manifest:
    with snapshot():
        applied = tables.applied()
        models = tables.tables_after(applied)
        parts = {}
        for number, model in enumerate(models, start=1):
            name = model._meta.db_table
            progress("Tables", number, len(models))
            columns = [field.attname for field in tables.stored_fields(model)]
            rows = () if name in tables.FORGOTTEN else tables.rows_of(model)
            part = _write_part(archive, f"tables/{name}.jsonl", _lines(rows))
            parts[name] = Part(part.name, part.sha256, part.size, part.rows, columns)
    # Files come before the rows that name them, so after the snapshot none of them is missing.
    files = _write_files(archive, progress)
    whole = Manifest(
        version=version("mitmachstadt"),
        created=at.isoformat(),
        database=connection.vendor,
        key=manifest.fingerprint(settings.SECRET_KEY),
        migrations=applied,
        tables=parts,
        files=files,
    )
    archive.writestr(manifest.NAME, whole.to_json())
    return whole


@contextlib.contextmanager
def snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; nobody who writes waits for it."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
            yield
        return
    with connection.cursor() as cursor:
        # Django's own transactions take SQLite's lock for writing at once.
        cursor.execute("BEGIN DEFERRED")
        try:
            cursor.execute("SELECT 1 FROM sqlite_master LIMIT 1")
            yield
        finally:
            cursor.execute("ROLLBACK")


def _lines(rows: Iterable[list[object]]) -> Iterator[bytes]:
    for row in rows:
        yield (
            json.dumps(row, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()
            + b"\n"
        )


def _write_part(archive: zipfile.ZipFile, name: str, pieces: Iterable[bytes]) -> Part:
    digest, size, count = hashlib.sha256(), 0, 0
    with archive.open(name, "w", force_zip64=True) as stream:
        for piece in pieces:
            stream.write(piece)
            digest.update(piece)
            size += len(piece)
            count += 1
    return Part(name, digest.hexdigest(), size, count)


def _write_files(archive: zipfile.ZipFile, progress: Progress) -> dict[str, Part]:
    folder = settings.VAR / "files"
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    found = {}
    for number, path in enumerate(paths, start=1):
        progress("Files", number, len(paths))
        name = path.relative_to(folder).as_posix()
        if path.name.startswith("."):
            continue  # another program is still writing it
        part = _write_part(archive, f"files/{name}", _chunks(path))
        found[name] = Part(part.name, part.sha256, part.size)
    return found


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while piece := stream.read(CHUNK):
            yield piece
