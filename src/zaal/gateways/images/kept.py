"""The files behind pictures, in the data folder: ``pictures/originals`` as sent, ``pictures/made`` as shown.

Each is named by the SHA-256 of its content, never by what somebody called it; writing it twice changes nothing.
Originals are never given out: they may tell where and when they were taken.
"""

from __future__ import annotations

import tempfile
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

from zaal.domain.refusals import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime


class PictureFileMissing(NotFound):
    """The data folder has no such file: it was not brought along when the database was."""

    code = "picture_file_missing"


def keep_original(data: bytes, *, suffix: str) -> str:
    """Keep a file as it was sent; return its digest."""
    return _keep(data, "originals", suffix)


def keep_made(data: bytes, *, suffix: str) -> str:
    """Keep a file to be shown; return its digest."""
    return _keep(data, "made", suffix)


def original(digest: str, *, suffix: str) -> bytes:
    """Return a file as it was sent. Refuses: PictureFileMissing."""
    return _read(_path("originals", digest, suffix))


def made(digest: str, *, suffix: str) -> bytes:
    """Return a file to be shown. Refuses: PictureFileMissing."""
    return _read(_path("made", digest, suffix))


def digests_before(moment: datetime) -> Iterator[str]:
    """Name the files written before a moment by their digests."""
    for path in _folder().glob("*/*/*.*"):
        if path.stat().st_mtime < moment.timestamp():
            yield path.stem


def forget(digest: str) -> None:
    """Delete the files of this digest, whatever they are."""
    for path in _folder().glob(f"*/{digest[:2]}/{digest}.*"):
        path.unlink(missing_ok=True)


def _keep(data: bytes, folder: str, suffix: str) -> str:
    digest = sha256(data).hexdigest()
    path = _path(folder, digest, suffix)
    path.parent.mkdir(parents=True, exist_ok=True)
    # Half a file must never stand under the name of a whole one; written anew, it is also young again for the sweep.
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as fresh:
        fresh.write(data)
    Path(fresh.name).replace(path)
    return digest


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PictureFileMissing(file=path.stem) from error


def _path(folder: str, digest: str, suffix: str) -> Path:
    return _folder() / folder / digest[:2] / f"{digest}.{suffix}"


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "pictures"
