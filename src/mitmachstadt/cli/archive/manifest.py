"""What an archive says about itself: versions, tables, files, and a digest of each."""

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from mitmachstadt.cli.output import Failure

FORMAT = 1
NAME = "manifest.json"


@dataclass(frozen=True)
class Part:
    """One entry of the archive; `rows` only of tables, `columns` in the order of each line."""

    name: str
    sha256: str
    size: int
    rows: int = 0
    columns: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Manifest:
    """The whole content. `migrations` names what had been applied, by app."""

    version: str
    created: str
    database: str
    key: str
    migrations: dict[str, list[str]]
    tables: dict[str, Part]
    files: dict[str, Part]
    format: int = FORMAT

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @property
    def rows(self) -> int:
        return sum(part.rows for part in self.tables.values())


def from_json(text: bytes) -> Manifest:
    """The manifest of an archive.

    Raises:
        Failure: it is damaged, or of a format that this version does not know.
    """
    try:
        data: dict[str, Any] = json.loads(text)
        if data["format"] > FORMAT:
            raise Failure(
                f"The backup has format {data['format']}, and this version reads up to {FORMAT}: "
                "install the version of Mitmachstadt that wrote it, or a newer one."
            )
        data["tables"] = {name: Part(**part) for name, part in data["tables"].items()}
        data["files"] = {name: Part(**part) for name, part in data["files"].items()}
        return Manifest(**data)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Failure(f"The backup's {NAME} cannot be read ({error}).") from error


def fingerprint(secret_key: str) -> str:
    """Tells whether two secret keys are the same, and nothing else about them."""
    return hmac.new(secret_key.encode(), b"mitmachstadt backup", hashlib.sha256).hexdigest()[:16]
