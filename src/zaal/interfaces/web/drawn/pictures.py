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

# About 20 KB each.
KEPT: Final = 400
_LEVEL: Final = 6


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes as drawn and as packed (none when packing saves nothing), and a mark of what it shows."""

    kind: str
    plain: bytes
    packed: bytes | None
    etag: str


class Shelf:
    """The pictures asked for last; the one not asked for longest goes first."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[str, ...], Picture] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Picture | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def get_or_draw(self, key: tuple[str, ...], draw: Callable[[], Picture]) -> Picture:
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
    return Picture("image/svg+xml; charset=utf-8", plain, gzip.compress(plain, _LEVEL, mtime=0), _etag(plain))


def of_png(plain: bytes) -> Picture:
    """Take a PNG as it is: it is packed already."""
    return Picture("image/png", plain, None, _etag(plain))


def _etag(plain: bytes) -> str:
    return f'W/"{sha256(plain).hexdigest()[:20]}"'


shelf = Shelf(KEPT)
