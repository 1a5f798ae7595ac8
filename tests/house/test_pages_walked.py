"""No page without a walk: whoever adds an address adds it to the list that the browser walks, or says why not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import resolve
from django.urls.resolvers import URLPattern, URLResolver
from tests.journeys import pages

from zaal.interfaces.web import urls

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SENT = "takes a form and leads on"
PART = "a part of a page that is walked"
FILE = "a file or a picture"
PROGRAMS = "for programs"
AFTER_A_CODE = "comes after a code or a password; walked where somebody signs up, and by the account's own tests"
NOT_WALKED = {
    SENT: "language prices compare_rooms list_rooms shortlist_title shortlist_note shortlist_removal "
    "shortlist_return quotes quote_option quote_booking option_booking option_request "
    "option_release option_extension option_challenge option_refusal booking_changes "
    "token_revocation desk_closures desk_reopening picture_told picture_again picture_up "
    "picture_down picture_removal picture_return first_steps_away house_room_listing "
    "house_room_removal house_room_unlisting chart_removal booking_order_number desk_order_print "
    "calendar_feeds calendar_file calendar_newer calendar_reading calendar_removal calendar_revoked",
    PART: "places venue_plan venue_free picture_progress calendar_source",
    FILE: "icon plan_file quote_document booking_calendar booking_document drawn-room drawn-house share-picture "
    "picture picture_whole letter_calendar letter_html house_file booking_order_document desk_order_document "
    "door_cards run_sheet_document figures_workbook",
    PROGRAMS: "healthz readyz robots sitemap sitemap_pages sitemap_venues calendar_feed",
    AFTER_A_CODE: "account_reauthenticate account_email_verification_sent account_set_password "
    "account_confirm_login_code",
    "of a list made in the walk: opened where rooms are chosen": "shortlist",
    "of a chart on its way in: walked where a hotel pastes one": "chart_columns chart_preview",
}


def test_every_address_is_walked_or_says_why_not() -> None:
    reasons = {name for names in NOT_WALKED.values() for name in names.split()}

    named = set(_names(urls.urlpatterns))

    assert sorted(named - _walked() - reasons) == []


def test_no_reason_is_kept_for_what_is_walked() -> None:
    reasons = [name for names in NOT_WALKED.values() for name in names.split()]

    assert sorted(_walked() & set(reasons)) == []
    assert len(reasons) == len(set(reasons))


def _walked() -> set[str]:
    addresses = [*pages.FOR_ALL, *pages.FOR_BOOKERS, *pages.FOR_HOTELS]
    paths = [address.partition("?")[0] for address in addresses]
    numbered = [path.replace("{letter}", "1") for path in paths if path != "/no/such/page"]
    return {resolve(path).url_name or "" for path in numbered}


def _names(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns)
        elif one.name:
            yield one.name
