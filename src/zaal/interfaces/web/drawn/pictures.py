"""Drawn pictures ready to be sent, the last ones kept in this process's memory."""

from __future__ import annotations

import gzip
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

# About 10 KB each as they are kept, packed.
KEPT: Final = 400
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's kind and bytes, packed by gzip where that saves something, and a mark of what it shows."""

    kind: str
    kept: bytes
    is_packed: bool
    etag: str

    @property
    def plain(self) -> bytes:
        return gzip.decompress(self.kept) if self.is_packed else self.kept


class Shelf:
    """The pictures asked for last; the one not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, ...], Picture] = OrderedDict()
        self._lock = Lock()

    def clear(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._kept.clear()

    def get(self, key: tuple[str, ...]) -> Picture | None:
        """Return the picture if it is there."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def get_or_draw(self, key: tuple[str, ...], draw: Callable[[], Picture]) -> Picture:
        """Return the picture, drawing it where it is not there."""
        found = self.get(key)
        if found is None:
            found = draw()
            with self._lock:
                self._kept[key] = found
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return found


def of_svg(drawing: str) -> Picture:
    """Pack a drawing; the same drawing gives the same bytes."""
    plain = drawing.encode()
    packed = gzip.compress(plain, _LEVEL, mtime=0)
    return Picture("image/svg+xml; charset=utf-8", packed, is_packed=True, etag=_etag(plain))


def of_png(plain: bytes) -> Picture:
    """Take a PNG as it is: it is packed already."""
    return Picture("image/png", plain, is_packed=False, etag=_etag(plain))


def _etag(plain: bytes) -> str:
    return f'W/"{sha256(plain).hexdigest()[:20]}"'


shelf = Shelf(KEPT)
