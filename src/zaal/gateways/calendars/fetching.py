"""A calendar from its address: politely, within limits, and never from inside somebody's private network.

A name is resolved once and its answer is what is connected to, so that a name cannot point elsewhere a moment later
(DNS rebinding). Every redirect is a new address and checked like the first.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from zaal.domain.feeds import MOST_BYTES, AddressWrong, check_address
from zaal.domain.refusals import Invalid

if TYPE_CHECKING:
    from collections.abc import Iterator

    IpAddress = ipaddress.IPv4Address | ipaddress.IPv6Address

AGENT: Final = "Zaal calendar reader (asks about every 30 minutes)"
_MOST_REDIRECTS: Final = 5
_CHUNK: Final = 64 * 1024
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_OK, _UNCHANGED = 200, 304
_LONGEST_TAG: Final = {"etag": 300, "modified": 100}
# Addresses in which an IPv4 address is wrapped: what counts is the one inside.
_NAT64: Final = ipaddress.ip_network("64:ff9b::/96")


class CalendarNotFetched(Invalid):
    """An address that gave no calendar; ``reason`` is a stable word.

    ``private`` (inside a network), ``unknown`` (no such name), ``unreachable``, ``insecure`` (its certificate),
    ``slow``, ``status`` (with ``status``), ``redirects``, ``too_large`` or ``encoding``.
    """

    code = "calendar_not_fetched"


@dataclass(frozen=True, slots=True)
class Manners:
    """How long a connection and a whole answer may take (seconds), how large it may be, and where it may come from."""

    connect_seconds: float = 5.0
    whole_seconds: float = 20.0
    most_bytes: int = MOST_BYTES
    private_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered; ``data`` is None when it has not changed since ``etag`` or ``modified`` was given."""

    data: bytes | None
    etag: str = ""
    modified: str = ""


def fetch(address: str, *, etag: str = "", modified: str = "", manners: Manners | None = None) -> Fetched:
    """Ask an address for its calendar, unless it is as it was. Refuses: AddressWrong, CalendarNotFetched."""
    manners = manners or Manners()
    ends_at = time.monotonic() + manners.whole_seconds
    headers = {"User-Agent": AGENT, "Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "gzip, identity;q=0.9"}
    headers |= {"If-None-Match": etag} if etag else {}
    headers |= {"If-Modified-Since": modified} if modified else {}
    for _ in range(_MOST_REDIRECTS + 1):
        try:
            answer = _asked(check_address(address), headers, manners, ends_at)
        except TimeoutError as error:
            raise CalendarNotFetched(reason="slow", seconds=int(manners.whole_seconds)) from error
        except ssl.SSLError as error:
            raise CalendarNotFetched(reason="insecure", message=str(error.reason)[:200]) from error
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() >= ends_at:
                raise CalendarNotFetched(reason="slow", seconds=int(manners.whole_seconds)) from error
            raise CalendarNotFetched(reason="unreachable", message=type(error).__name__) from error
        if isinstance(answer, Fetched):
            return answer
        address = answer
    raise CalendarNotFetched(reason="redirects", most=_MOST_REDIRECTS)


def is_public(ip: IpAddress) -> bool:
    """Tell whether an address is out in the open: not loopback, link-local, private, shared, multicast or reserved."""
    inner = _wrapped(ip)
    return ip.is_global and not ip.is_multicast and not ip.is_reserved if inner is None else is_public(inner)


def _wrapped(ip: IpAddress) -> ipaddress.IPv4Address | None:
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in _NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _asked(address: str, headers: dict[str, str], manners: Manners, ends_at: float) -> Fetched | str:
    """Ask once; return the answer, or the address it leads on to."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    connection = _connected(parts.scheme, host, parts.port, manners, ends_at)
    # A time limit on the socket counts anew with every byte: who sends a heading letter by letter is cut off by this.
    watch = threading.Timer(_left(ends_at), _cut, [connection.sock])
    watch.start()
    try:
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("GET", path, headers=headers)
        response = connection.getresponse()
        onward = str(response.headers.get("Location") or "")
        if response.status in _REDIRECTS and onward:
            return urljoin(address, onward)
        told = {
            "etag": (response.headers.get("ETag") or "")[: _LONGEST_TAG["etag"]],
            "modified": (response.headers.get("Last-Modified") or "")[: _LONGEST_TAG["modified"]],
        }
        if response.status == _UNCHANGED:
            return Fetched(None, **told)
        if response.status != _OK:
            raise CalendarNotFetched(reason="status", status=response.status)
        return Fetched(_read(response, connection, manners, ends_at), **told)
    finally:
        watch.cancel()
        connection.close()


def _cut(opened: socket.socket) -> None:
    with contextlib.suppress(OSError):
        opened.shutdown(socket.SHUT_RDWR)


def _connected(
    scheme: str, host: str, port: int | None, manners: Manners, ends_at: float
) -> http.client.HTTPConnection:
    """Connect to the address that was checked, under the name that was asked for."""
    port = port or (443 if scheme == "https" else 80)
    plain = http.client.HTTPConnection(host, port)
    if scheme == "https":
        plain = http.client.HTTPSConnection(host, port)
    last: OSError | None = None
    for ip in _resolved(host, port, manners):
        try:
            opened = socket.create_connection((str(ip), port), timeout=_left(ends_at, manners.connect_seconds))
        except OSError as error:
            last = error
            continue
        if scheme == "https":
            opened = ssl.create_default_context().wrap_socket(opened, server_hostname=host)
        opened.settimeout(_left(ends_at))
        plain.sock = opened
        return plain
    raise last or CalendarNotFetched(reason="unknown", host=host)


def _resolved(host: str, port: int, manners: Manners) -> list[IpAddress]:
    """Resolve a name; one private address among its answers refuses them all."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError) as error:
        raise CalendarNotFetched(reason="unknown", host=host) from error
    addresses = list(dict.fromkeys(ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found))
    if not manners.private_allowed and not all(is_public(ip) for ip in addresses):
        raise CalendarNotFetched(reason="private", host=host)
    return addresses


def _read(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, manners: Manners, ends_at: float
) -> bytes:
    """Read the answer piece by piece, so that neither a slow nor a swelling one holds anything up."""
    coding = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    if coding not in {"identity", "gzip", "x-gzip"}:
        raise CalendarNotFetched(reason="encoding", encoding=coding[:40])
    pieces = _pieces(response, connection, ends_at)
    data = bytearray()
    for piece in pieces if coding == "identity" else _unpacked(pieces, manners.most_bytes):
        data += piece
        if len(data) > manners.most_bytes:
            raise CalendarNotFetched(reason="too_large", limit_bytes=manners.most_bytes)
    return bytes(data)


def _pieces(
    response: http.client.HTTPResponse, connection: http.client.HTTPConnection, ends_at: float
) -> Iterator[bytes]:
    while True:
        if connection.sock is not None:
            connection.sock.settimeout(_left(ends_at))
        else:
            _left(ends_at)
        piece = response.read1(_CHUNK)
        if not piece:
            _left(ends_at)
            if response.length:
                raise http.client.IncompleteRead(partial=b"", expected=response.length)
            return
        yield piece


def _unpacked(pieces: Iterator[bytes], most: int) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(wbits=31)
    try:
        for piece in pieces:
            yield unpacking.decompress(piece, most + 1)
    except zlib.error as error:
        raise CalendarNotFetched(reason="encoding", encoding="gzip") from error
    if not unpacking.eof:
        raise CalendarNotFetched(reason="encoding", encoding="gzip")


def _left(ends_at: float, most: float | None = None) -> float:
    left = ends_at - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left if most is None else min(left, most)


__all__ = ["AddressWrong", "CalendarNotFetched", "Fetched", "Manners", "fetch", "is_public"]
