"""Calendars asked for at their address: politely, within limits, and never from inside a private network."""

from __future__ import annotations

import gzip
import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from zaal.domain.feeds import AddressWrong
from zaal.gateways.calendars import fetching
from zaal.gateways.calendars.fetching import CalendarNotFetched, Manners, fetch, is_public

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CALENDAR = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
INSIDE = Manners(private_allowed=True)


@dataclass
class Server:
    """A server on this machine, and what it was asked."""

    address: str
    asked: list[dict[str, str]] = field(default_factory=list)


@contextmanager
def serving(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[Server]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server.asked.append({name.lower(): value for name, value in self.headers.items()})
            answer(self)

        def log_message(self, *_args: Any) -> None:
            """Say nothing on the terminal."""

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    server = Server(f"http://127.0.0.1:{listening.server_address[1]}/a.ics?key=1")
    thread = Thread(target=listening.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listening.shutdown()
        listening.server_close()


def says(status: int = 200, body: bytes = CALENDAR, **headers: str) -> Callable[[BaseHTTPRequestHandler], None]:
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return answer


def reason(address: str, manners: Manners = INSIDE) -> object:
    with pytest.raises(CalendarNotFetched) as refused:
        fetch(address, manners=manners)
    return refused.value.facts["reason"]


def test_a_calendar_is_fetched_with_what_its_server_says_of_its_version():
    with serving(says(ETag='"7"', Last_Modified="Mon, 01 Mar 2027 09:00:00 GMT")) as server:
        found = fetch(server.address, manners=INSIDE)

    assert (found.data, found.etag, found.modified) == (CALENDAR, '"7"', "Mon, 01 Mar 2027 09:00:00 GMT")
    assert "Zaal" in server.asked[0]["user-agent"]


def test_what_has_not_changed_is_not_fetched_again():
    with serving(says(304, b"")) as server:
        found = fetch(server.address, etag='"7"', modified="Mon, 01 Mar 2027 09:00:00 GMT", manners=INSIDE)

    assert found.data is None
    assert server.asked[0]["if-none-match"] == '"7"'
    assert server.asked[0]["if-modified-since"] == "Mon, 01 Mar 2027 09:00:00 GMT"


def test_a_packed_answer_is_unpacked_but_not_without_end():
    with serving(says(body=gzip.compress(CALENDAR), Content_Encoding="gzip")) as server:
        assert fetch(server.address, manners=INSIDE).data == CALENDAR
    with serving(says(body=gzip.compress(b"x" * 6 * 1024 * 1024), Content_Encoding="gzip")) as server:
        assert reason(server.address) == "too_large"
    with serving(says(body=b"no gzip", Content_Encoding="gzip")) as server:
        assert reason(server.address) == "encoding"
    with serving(says(Content_Encoding="br")) as server:
        assert reason(server.address) == "encoding"


@pytest.mark.parametrize("status", [401, 404, 410, 500])
def test_an_error_of_the_server_is_told_with_its_number(status: int):
    with serving(says(status)) as server, pytest.raises(CalendarNotFetched) as refused:
        fetch(server.address, manners=INSIDE)

    assert refused.value.facts["status"] == status


def test_too_large_an_answer_is_left_half_way():
    with serving(says(body=b"x" * 2000)) as server:
        assert reason(server.address, Manners(most_bytes=1000, private_allowed=True)) == "too_large"


def test_an_answer_that_breaks_off_is_no_calendar():
    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", "5000")
        handler.end_headers()
        handler.wfile.write(CALENDAR)

    with serving(answer) as server:
        assert reason(server.address) == "unreachable"


def test_a_server_that_dribbles_is_cut_off():
    def answer(handler: BaseHTTPRequestHandler) -> None:
        for _ in range(100):
            handler.wfile.write(b"X")
            handler.wfile.flush()
            time.sleep(0.05)

    started = time.monotonic()
    with serving(answer) as server:
        assert reason(server.address, Manners(whole_seconds=0.3, private_allowed=True)) == "slow"
    assert time.monotonic() - started < 3


def test_redirects_are_followed_and_each_is_checked():
    with serving(says()) as last, serving(says(302, b"", Location=last.address)) as first:
        assert fetch(first.address, manners=INSIDE).data == CALENDAR
    with serving(says(302, b"", Location="file:///etc/passwd")) as server, pytest.raises(AddressWrong):
        fetch(server.address, manners=INSIDE)
    with serving(says(302, b"", Location="/again.ics")) as server:
        assert reason(server.address) == "redirects"


def test_a_redirect_into_the_private_network_is_refused(monkeypatch: pytest.MonkeyPatch):
    with serving(says()) as inside, serving(says(302, b"", Location=inside.address)) as outside:
        monkeypatch.setattr(fetching, "is_public", lambda _ip: len(outside.asked) == 0)

        assert reason(outside.address, Manners()) == "private"

    assert (len(outside.asked), inside.asked) == (1, [])


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "10.0.0.8",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",  # noqa: S104 - asked for, not listened on
        "2130706433",
    ],
)
def test_nothing_inside_a_private_network_is_asked(host: str):
    assert reason(f"http://{host}:9/a.ics", Manners()) in {"private", "unknown"}


@pytest.mark.parametrize(
    ("ip", "open_"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("100.64.0.1", False),
        ("192.0.2.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:a00:1::", False),
        ("fe80::1", False),
        ("fc00::1", False),
    ],
)
def test_an_address_is_judged_by_what_is_wrapped_in_it(ip: str, open_: bool):  # noqa: FBT001 - a column of the table
    assert is_public(ip_address(ip)) is open_


def test_one_private_answer_among_public_ones_refuses_the_name(monkeypatch: pytest.MonkeyPatch):
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, 80)) for ip in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_kwargs: found)

    assert reason("http://rebinding.example.org/a.ics", Manners()) == "private"


def test_a_name_nobody_has_and_a_port_nobody_listens_on_are_told(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert reason(f"http://127.0.0.1:{port}/a.ics") == "unreachable"

    def unknown(*_args: object, **_kwargs: object) -> None:
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert reason("http://nobody.example.org/a.ics") == "unknown"
