"""How every door says no: the status of a refusal's kind, and the sentence of its code in the reader's language.

A sentence says what is the matter and what to do next. Its placeholders are the refusal's facts, made readable by
``zaal.interfaces.refusals.sentence``: moments on the venue's clock, amounts in the reader's notation.
"""
# ruff: noqa: E501 - a sentence stays whole on its line, where its translator looks for it

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from zaal.domain.money import Money
from zaal.domain.period import LocalTimeAmbiguous
from zaal.domain.refusals import Conflict, Invalid, NotAllowed, NotFound
from zaal.interfaces import wording

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from zaal.domain.refusals import Refusal

MOST_TAKEN_TOLD = 3
STATUSES = {NotAllowed: 403, NotFound: 404, Conflict: 409, Invalid: 422}
# Who is not known at all is asked to say who they are; that is another answer than "you may not".
UNKNOWN_ACTOR = frozenset({"sign_in_needed", "token_unknown"})
TITLES: dict[int, _StrPromise] = {
    400: lazy("The request cannot be read"),
    401: lazy("Sign in first"),
    403: lazy("Not allowed"),
    404: lazy("Not found"),
    405: lazy("Not possible here"),
    409: lazy("No longer possible"),
    413: lazy("Too large"),
    422: lazy("Not possible as asked"),
    503: lazy("Busy"),
}

# A code whose sentence depends on one fact has its variants as "code.value of that fact".
VARIED_BY = {
    "change_not_instant": "rule",
    "cutoff_passed": "kind",
    "not_instant": "rule",
    "option_ended": "ending",
    "file_not_readable": "reason",
    "rates_wrong": "reason",
    "house_value_wrong": "wanted",
    "calendar_address_wrong": "reason",
    "calendar_not_fetched": "reason",
    "correction_wrong": "wanted",
}
SENTENCES: dict[str, _StrPromise] = {
    # the four kinds
    "not_allowed": lazy("You may not do this. Ask the person or the hotel it belongs to."),
    "not_found": lazy("There is no such thing, or it is not yours to see."),
    "conflict": lazy("This is no longer possible. Look again and decide anew."),
    "invalid": lazy("This cannot be done as asked. Check what you entered."),
    # people
    "sign_in_needed": lazy("Sign in first: holding and booking a room need to know who you are."),
    "scope_missing": lazy("This token may not do that. Make a token with the scope %(scope)s."),
    "token_unknown": lazy("This token is not valid, or was revoked. Make a new one."),
    "token_name_too_long": lazy("The name of a token can have at most %(most)s characters. Shorten it."),
    "scope_unknown": lazy("There is no scope %(scopes)s. Choose from %(known)s."),
    "person_unknown": lazy("Nobody has signed up as %(email)s. Check the address."),
    "fact_unknown": lazy("Nothing of this number happened here. Check the number."),
    "letter_unknown": lazy("There is no mail with this number. Go back to the outbox."),
    # shortlists
    "shortlist_unknown": lazy("There is no shortlist behind this link. Check that the whole link was copied."),
    "room_not_kept": lazy("This room is not on the shortlist (any more)."),
    "not_your_shortlist": lazy("Only who made this shortlist can change it. You can look, compare and ask for quotes."),
    "shortlist_full": lazy("A shortlist holds at most %(most)s rooms. Take one off first."),
    "shortlist_text_too_long": lazy("This can have at most %(most)s characters. Shorten it."),
    # places
    "place_unknown": lazy("We know no place called “%(text)s”. Check the spelling, or name a larger place near it."),
    "place_ambiguous": lazy("“%(text)s” can be several places: %(matches)s. Choose one."),
    "place_out_of_range": lazy("These coordinates are not on the globe. Give latitude (-90 to 90) and longitude (-180 to 180)."),
    "radius_out_of_range": lazy("The distance must be more than 0 and at most %(most)s km."),
    "currency_unknown": lazy("We have no exchange rate for %(currency)s. Choose another currency."),
    "currency_ended": lazy("%(currency)s has had no exchange rate since %(last_date)s. Choose another currency."),
    "exchange_rate_not_positive": lazy("An exchange rate must be a number above zero, not %(rate)s. Correct it."),
    # what is asked for
    "period_empty": lazy("The end must be after the start."),
    "moment_without_zone": lazy("This moment has no time zone. Add one, such as +02:00."),
    "local_time_missing": lazy("The clock skips %(local)s there that night. The next time that exists is %(next_valid)s."),
    "local_time_ambiguous": lazy("The clock shows %(local)s twice there that night. Say whether you mean the first (%(first)s) or the second (%(second)s)."),
    "too_many_days": lazy("You asked for %(asked)s days; at most %(most)s go into one request."),
    "days_overlap": lazy("Two of the times overlap: the one from %(one)s and the one from %(other)s. Change one of them."),
    "delegates_out_of_range": lazy("Give a number of delegates from 1 to %(most)s."),
    "ask_empty": lazy("Give at least one delegate and one day."),
    "starts_in_past": lazy("%(starts_at)s has passed. Choose a later time."),
    "closed_at_that_time": lazy("The hotel is not open all that time on %(day)s. Choose a time within its opening hours."),
    "does_not_fit": lazy("%(space)s seats %(least)s to %(most)s in %(layout)s, not %(delegates)s. Choose another layout or room."),
    "rooms_overlap": lazy("%(one)s and %(other)s share a part of the house and are both wanted on %(starts_at)s. Choose another room, or other times."),
    "too_many_rooms": lazy("One request can hold at most %(most)s rooms. Split it."),
    "too_many_codes": lazy("One request can hold at most %(most)s promotion codes, each of at most %(longest)s characters. Leave the others out."),
    "promotion_code_unknown": lazy("The promotion code “%(promotion)s” gives nothing here today. Check it letter by letter, or leave it out."),
    "layout_not_offered": lazy("%(space)s is not set up as %(layout)s. Choose from %(offered)s."),
    "year_out_of_range": lazy("Choose a day in the years from %(first)s to %(last)s."),
    "figures_days_reversed": lazy("The last day is before the first. Turn them round."),
    "figures_too_many_days": lazy("You asked for %(asked)s days; figures go over %(most)s, two years, at once. Ask for fewer."),
    "extra_out_of_range": lazy("Take each extra at least once and at most %(most)s times, and at most %(most_extras)s different ones."),
    "title_too_long": lazy("The name of the meeting can have at most %(most)s characters. Shorten it."),
    "amount_not_finite": lazy("This is no amount of money. Write it in digits."),
    "mixed_currencies": lazy("These amounts are in different currencies, %(one)s and %(other)s. Use one of them."),
    # prices
    "rate_missing": lazy("The hotel has entered no price for this room on %(day)s. Choose another day, or ask the hotel."),
    "tariff_missing": lazy("The hotel has entered no prices for %(day)s. Choose another day, or ask the hotel."),
    "tariff_changes": lazy("Another price list of the hotel begins on %(from_date)s. Ask for a quote for the days before, and for one from then."),
    "terms_missing": lazy("The hotel has entered no cancellation terms for %(day)s. Ask the hotel."),
    "tax_rule_missing": lazy("No tax rate is known for %(day)s, so no price can be given. Choose another day."),
    "price_too_high": lazy("This comes to more than can be sold here. Ask for less, or ask the hotel."),
    "discount_too_large": lazy("A discount of %(discount)s is not possible: it can be from nothing to %(most)s."),
    "deposit_out_of_range": lazy("A deposit of %(deposit)s is not possible: it can be from nothing to %(gross)s."),
    "parts_do_not_add_up": lazy("What the payers pay must come to %(gross)s together. Correct the amounts."),
    "weights_empty": lazy("Say for at least one payer how much of the price is theirs, and for none less than nothing."),
    "extra_unknown": lazy("The hotel has no extra “%(extra)s” on %(day)s. Leave it out or choose another."),
    "package_unknown": lazy("The hotel has no package “%(package)s”. Choose another, or the room alone."),
    "package_does_not_fit": lazy("No package fits %(starts)s on %(day)s for this long and %(delegates)s delegates. Choose the room alone, or other times."),
    "package_without_market_value": lazy("The package “%(package)s” cannot be priced yet. Choose another, or ask the hotel."),
    "picture_too_large": lazy("“%(filename)s” is too large a file: at most 20 MB. Save it smaller and send it again."),
    "picture_too_many_pixels": lazy("“%(filename)s” has too many pixels: at most 60 million. Save it smaller and send it again."),
    "picture_too_small": lazy("This would be blurred: %(width)s by %(height)s pixels. A picture, and what is cut out of it, needs at least %(least_width)s by %(least_height)s."),
    "picture_format_unknown": lazy("“%(filename)s” is not a picture that can be read here. Save it as JPEG, PNG, WebP or AVIF; phones call that “most compatible”."),
    "picture_broken": lazy("“%(filename)s” is damaged or not complete. Send it again from where it was made."),
    "picture_moves": lazy("“%(filename)s” moves. Send a picture that stands still."),
    "picture_there": lazy("“%(filename)s” is among the pictures of this house already."),
    "picture_unknown": lazy("This picture is not there any more. Reload the page to see those that are."),
    "picture_file_missing": lazy("The file of this picture is not on the server any more. Take it away and upload it again."),
    "too_many_pictures": lazy("A house can show %(most)s pictures. Take one away first."),
    "crop_outside": lazy("The part to show lies partly outside the picture. Make it narrower, or move it."),
    "alt_missing": lazy("Say what is to be seen in the picture, for whoever cannot see it."),
    "alt_too_long": lazy("Say what is to be seen in at most %(most)s characters."),
    "alt_language_unknown": lazy("No page is written in the language “%(language)s”. Possible are %(known)s."),
    # calendars
    "feed_unknown": lazy("There is no calendar under this address (any more). Ask the hotel for a new one."),
    "source_unknown": lazy("This calendar is not there any more. Reload the page to see those that are."),
    "too_many_calendars": lazy("A house can have %(most)s calendars of this kind. Remove one first."),
    "calendar_name_wrong": lazy("Give the calendar a name of at most %(most)s characters."),
    "calendar_address_wrong": lazy("Nobody can be asked at this address. Copy the whole of it from the other calendar."),
    "calendar_address_wrong.scheme": lazy("A calendar's address begins with https://, http:// or webcal://. Copy the whole of it."),
    "calendar_address_wrong.password": lazy("An address with a name and password in it is not asked. Use the calendar's private address instead."),
    "calendar_address_wrong.length": lazy("An address has no blanks and at most %(most)s characters. Copy it again."),
    "calendar_without_address": lazy("This calendar came as a file. Bring a newer file instead."),
    "calendar_with_address": lazy("This calendar is read from its address. Remove it first to bring a file instead."),
    "calendar_not_fetched": lazy("The calendar cannot be fetched. Check its address."),
    "calendar_not_fetched.private": lazy("%(host)s is inside a private network, which is not asked from here. Use a public address, or upload a file."),
    "calendar_not_fetched.unknown": lazy("There is no server called %(host)s. Check the address."),
    "calendar_not_fetched.unreachable": lazy("The calendar's server does not answer. Check the address, or wait until it does."),
    "calendar_not_fetched.insecure": lazy("The certificate of the calendar's server is not valid. Tell whoever runs it."),
    "calendar_not_fetched.slow": lazy("The calendar's server took longer than %(seconds)s seconds."),
    "calendar_not_fetched.status": lazy("The calendar's server answers with an error (%(status)s): it may be gone, or no longer public."),
    "calendar_not_fetched.redirects": lazy("The calendar's address leads on from one to the next without an end. Check it."),
    "calendar_not_fetched.too_large": lazy("The calendar is larger than 5 MB. Ask for one with fewer years in it."),
    "calendar_not_fetched.encoding": lazy("The calendar's server packs it in a way that cannot be read here."),
    # the sale
    "city_unknown": lazy("There is no hotel here in such a city. Search for a place near it."),
    "venue_unknown": lazy("There is no such hotel here. Search again."),
    "measures_missing": lazy("The hotel does not say how large this room is, so it cannot be drawn to scale."),
    "number_not_drawable": lazy("Ask for a number of places from 1 to %(most)s."),
    "space_unknown": lazy("The hotel has no such room on offer. Look at its other rooms."),
    "quote_unknown": lazy("We cannot find this quote among yours. Check the reference, or sign in."),
    "option_unknown": lazy("We cannot find this option among yours. Check the reference, or sign in."),
    "booking_unknown": lazy("We cannot find this booking among yours. Check the reference, or sign in."),
    "space_taken": lazy("%(space)s is taken %(taken)s. Choose another time or room."),
    "quote_expired": lazy("This price was held until %(valid_until)s. Make a new quote."),
    "quote_used": lazy("This quote has become booking %(booking)s. Look there."),
    "option_expired": lazy("The option ended on %(release_at)s. Make a new quote and see whether the room is still free."),
    "option_ended": lazy("This option has ended. Make a new quote."),
    "option_ended.confirmed": lazy("This option has been booked. Look among your bookings."),
    "option_ended.released": lazy("This option was let go. Make a new quote."),
    "option_ended.lapsed_by_challenge": lazy("This option has lapsed: somebody else was ready to book. Make a new quote."),
    "option_ended.refused": lazy("The hotel did not take this request. Make a new quote, or look for another room."),
    "option_ended.expired": lazy("This option has lapsed. Make a new quote."),
    "option_waits": lazy("This option is number %(rank)s in line. It can be booked once it is first."),
    "too_many_options": lazy("You hold %(most)s options at this hotel, the most that one person may. Release or book one of them first."),
    "extended_before": lazy("You extended this option before, and once is all. Book it, or ask the hotel to hold it longer."),
    "somebody_waits": lazy("Somebody waits in line for this room, so that you cannot hold it longer. Book it in time, or ask the hotel."),
    "held_longest": lazy("This option is held until %(latest)s, as long as it can be. Book it before then."),
    "reason_unknown": lazy("Choose a reason from the list."),
    "words_missing": lazy("Say in a few words why, as no reason of the list fits."),
    "words_too_long": lazy("This can have at most %(most)s characters. Shorten it."),
    "holds_itself": lazy("This option holds the room itself: there is nobody ahead of it. Book it."),
    "not_next_in_line": lazy("This option is number %(rank)s in line. Whoever waits ahead of it can ask the first to decide."),
    "nobody_to_challenge": lazy("The room, or part of it, is booked or closed at these times, so there is nobody to ask. Look for another room."),
    "first_has_asked": lazy("The first in line has asked the hotel to confirm. Wait for what the hotel says; we tell you."),
    "under_challenge": lazy("Somebody else is ready to book this room, so it cannot be held longer. Book it or let it go before %(answer_by)s."),
    "release_not_later": lazy("The option is held until %(release_at)s already. Choose a later moment."),
    "extension_too_long": lazy("The hotel lets you hold this room until %(latest)s at most. Choose an earlier moment, or ask the hotel."),
    "release_in_past": lazy("%(release_at)s has passed. Choose a later moment until which to hold the room."),
    "release_too_late": lazy("The room can be held until the meeting starts, on %(latest)s, and no longer."),
    "not_instant": lazy("The hotel confirms this booking by hand. Hold the room with an option, then ask the hotel to confirm."),
    "not_instant.lead_time_short": lazy("The hotel confirms at once only until %(min_lead_hours)s before the start. Hold the room with an option, then ask the hotel to confirm."),
    "not_instant.lead_time_long": lazy("The hotel confirms at once up to %(max_lead_days)s days ahead. Hold the room with an option, then ask the hotel to confirm."),
    "not_instant.too_many_delegates": lazy("The hotel confirms at once up to %(max_delegates)s delegates. Hold the room with an option, then ask the hotel to confirm."),
    "not_instant.value_too_high": lazy("The hotel confirms at once up to %(max_value)s. Hold the room with an option, then ask the hotel to confirm."),
    "confirms_at_once": lazy("There is nothing to ask: this booking confirms at once. Book it."),
    "not_asked": lazy("The customer has not asked to book this. Confirm it once they hold the room with an option and ask you to."),
    "booking_cancelled": lazy("This booking was cancelled on %(cancelled_at)s. Nothing more needs to be done."),
    "booking_started": lazy("The meeting began on %(starts_at)s; it can no longer be changed or cancelled here. Call the hotel."),
    "fee_changed": lazy("Cancelling now costs %(fee)s, no longer %(expected)s. Look at it and decide again."),
    "rates_changed": lazy("The hotel has changed its rates since this was quoted, so it cannot be counted from them. Ask the hotel for the account."),
    "diary_busy": lazy("Somebody else is booking part of this at this very moment. Nothing was changed; try again."),
    "nothing_changed": lazy("This is what is booked already. Change something first."),
    "price_changed": lazy("This now costs %(price)s, no longer %(expected)s. Look at it and decide again."),
    "change_fee_changed": lazy("This change now costs a fee of %(fee)s, no longer %(expected)s. Look at it and decide again."),
    "change_fee_not_stated": lazy("The hotel's terms do not say what giving up this part costs now. Ask %(hotel)s (%(contact)s)."),
    "change_not_instant": lazy("The hotel makes this change by hand. Ask %(hotel)s (%(contact)s)."),
    "change_not_instant.lead_time_short": lazy("The hotel takes changes at once only until %(min_lead_hours)s before the start. Ask %(hotel)s (%(contact)s)."),
    "change_not_instant.lead_time_long": lazy("The hotel confirms at once up to %(max_lead_days)s days ahead. Ask %(hotel)s (%(contact)s)."),
    "change_not_instant.too_many_delegates": lazy("The hotel confirms at once up to %(max_delegates)s delegates. Ask %(hotel)s (%(contact)s)."),
    "change_not_instant.value_too_high": lazy("The hotel confirms at once up to %(max_value)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed": lazy("This could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.delegates": lazy("The number of delegates could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.times": lazy("The times could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.layout": lazy("The layout could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.space": lazy("The room could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.extras": lazy("Extras could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.package": lazy("The package could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.rooms": lazy("Further rooms could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "cutoff_passed.day": lazy("The day could be changed here until %(until)s. Ask %(hotel)s (%(contact)s)."),
    "fee_not_stated": lazy("The hotel's terms do not say what cancelling costs now. Ask %(hotel)s (%(contact)s): it can call the booking off for you at the fee you agree on."),
    "fee_is_stated": lazy("The terms say what cancelling costs now: %(fee)s. Only the customer can cancel at that."),
    "fee_out_of_range": lazy("A fee of %(fee)s is not possible: it can be from nothing to %(most)s, in whole cents."),
    "lead_out_of_range": lazy("Give a number of working days from 1 to %(most)s."),
    "lead_too_short": lazy("The hotel takes bookings until %(working_days)s working days before, here until %(latest)s. Choose a later day, or ask the hotel."),
    "idempotency_key_reused": lazy("This Idempotency-Key was used for another request. Use a new key."),
    # the house
    "organisation_unknown": lazy("There is no such hotel organisation. Check the number."),
    "slug_taken": lazy("Another hotel is called “%(slug)s” here. Choose another name."),
    "closes_in_past": lazy("%(ends_at)s has passed. Choose a later end."),
    "closure_unknown": lazy("Nothing is closed under %(closure)s. List the hotel's closures and choose one."),
    "reason_too_long": lazy("The reason can have at most %(most)s characters. Shorten it."),
    "capacity_too_small": lazy("%(space)s in %(layout)s seats nobody, or fewer than its minimum. Correct the numbers."),
    "layout_twice": lazy("%(space)s states two capacities for %(layout)s. Leave one of them."),
    "section_unknown": lazy("%(space)s is made of a part the hotel does not list: “%(section)s”. Add the part, or correct the name."),
    "section_unused": lazy("The part “%(section)s” belongs to no room. Leave it out, or add it to a room."),
    "space_name_taken": lazy("Two rooms are called “%(name)s”. Rename one."),
    "opening_upside_down": lazy("The opening hours of one weekday end before they begin, or are listed twice. Correct them."),
    "rate_without_validity": lazy("“%(rate)s” is valid on no day at all. Correct its dates or weekdays."),
    "rate_negative": lazy("“%(rate)s” is below zero. Correct the amount."),
    "package_too_long": lazy("The package “%(package)s” is longer than the hotel is ever open. Shorten it."),
    "tiers_out_of_order": lazy("The cancellation steps of “%(policy)s” are not in order: %(tier)s stands before %(following)s. Put the earliest first."),
    "tier_percent_falls": lazy("In “%(policy)s” cancelling later would cost less (%(later)s %% after %(earlier)s %%). Correct the percentages."),
    "percent_out_of_range": lazy("“%(policy)s” has a percentage of %(percent)s. It must be from 0 to 100."),
    "amount_negative": lazy("“%(policy)s” has a figure below zero, %(amount)s. Correct it."),
    "contract_without_party": lazy("“%(policy)s” must be either a contract with one organisation, or terms for everybody."),
    "payment_shares_too_high": lazy("The payments of “%(terms)s” are together %(percent)s %% of the total. They must not be more than 100 %%."),
    "payment_negative": lazy("“%(terms)s” has a figure below zero, %(figure)s, at “%(step)s”. Correct it."),
    "payment_rest_twice": lazy("Two payments of “%(terms)s” ask for the rest. Only one can."),
    "payment_rest_missing": lazy("The payments of “%(terms)s” leave something that is never asked. Let one of them ask for the rest."),
    "payment_unclear": lazy("“%(step)s” of “%(terms)s” states both a share and an amount, or no day. State one of the two, and when."),
    "payment_steps_out_of_order": lazy("“%(step)s” of “%(terms)s” may be due after “%(following)s”. Put the payments in order of time."),
    "terms_overlap": lazy("“%(policy)s” and “%(other)s” both hold for %(delegates)s people and a value of %(value)s. Say for which bookings each is."),
    "terms_gap": lazy("The cancellation terms, “%(policy)s” among them, leave some bookings or days without any. Close the gap."),
    "vat_id_not_valid": lazy("%(vat_id)s is no Dutch VAT number. It is NL, nine digits, B and two digits; check each of them."),
    "uen_not_valid": lazy("%(uen)s is no UEN of Singapore. Check each digit and letter."),
    "tax_percent_out_of_range": lazy("The tax of %(country)s on %(tax_class)s from %(from_date)s is %(percent)s %%. It must be from 0 to 100."),
    "tax_rule_upside_down": lazy("The tax of %(country)s on %(tax_class)s from %(from_date)s ends before that, on %(until_date)s. Correct the dates."),
    "tax_rules_overlap": lazy("Two taxes of %(country)s on %(tax_class)s hold on %(day)s. End the earlier one the day before."),
    "tax_rules_leave_gap": lazy("No tax of %(country)s on %(tax_class)s holds on %(day)s, though one did the day before. Close the gap."),
    # a house as data
    "house_wrong": lazy("Nothing was changed. This needs to be corrected (%(count)s):\n%(mistakes)s"),
    "house_version_unknown": lazy("%(filename)s is no house file that we can read. It begins with “%(key)s”: %(known)s."),
    "house_key_unknown": lazy("“%(key)s” means nothing here. Perhaps “%(nearest)s” is meant."),
    "house_key_missing": lazy("“%(key)s” is missing. Add it."),
    "house_value_wrong": lazy("“%(found)s” cannot stand here. Correct it."),
    "house_value_wrong.text": lazy("“%(found)s” is no text of at most 2,000 characters. Write one."),
    "house_value_wrong.yes_no": lazy("“%(found)s” cannot stand here. Write true or false."),
    "house_value_wrong.whole_number": lazy("“%(found)s” is no whole number. Write one, such as 12."),
    "house_value_wrong.number": lazy("“%(found)s” is no number. Write one, such as 12.50."),
    "house_value_wrong.day": lazy("“%(found)s” is no day. Write one as 2027-03-18."),
    "house_value_wrong.time": lazy("“%(found)s” is no time of the day. Write one as 09:00."),
    "house_value_wrong.list": lazy("“%(found)s” is no list. Write [ ... ]."),
    "house_value_wrong.object": lazy("“%(found)s” is no object. Write { ... }."),
    "house_value_wrong.one_of": lazy("“%(found)s” cannot stand here. Choose from %(choices)s."),
    "organisation_name_unknown": lazy("There is no one organisation here called “%(organisation)s”. Check the name, or write its number."),
    "house_fact_wrong": lazy("“%(found)s” cannot be the %(fact)s of a hotel. Correct it."),
    "room_fact_wrong": lazy("“%(found)s” cannot be the %(fact)s of a room. Correct it."),
    "amenity_unknown": lazy("“%(amenity)s” is not among what a hotel or room can offer. Choose from %(known)s."),
    "rate_figure_too_long": lazy("“%(rate)s” has a figure with more digits than are kept: %(found)s. Write at most %(decimals)s decimals."),
    "rate_percent_out_of_range": lazy("“%(rate)s” has a percentage of %(percent)s. It must be from %(least)s to %(most)s."),
    "code_not_plain": lazy("“%(found)s” is no code. Use letters, digits, - and _, %(most)s at most."),
    "name_wrong": lazy("“%(rate)s” needs a name in at least one language, of at most %(most)s characters."),
    "rates_alike": lazy("“%(rate)s” stands here twice from %(from_date)s (see %(other)s), so that nobody can tell which holds. Leave one out, or change its first day or weekdays."),
    "deal_unknown": lazy("“%(rate)s” is for the deal “%(deal)s”, which the hotel does not have. Add the deal, or correct the code."),
    "deal_twice": lazy("Two deals are called “%(word)s”. Change one of them."),
    "promotion_without_word": lazy("“%(deal)s”: a promotion needs a word of at most %(most)s characters to ask for it by; a negotiated rate has none."),
    "overtime_without_minutes": lazy("Extra time counts in units of at least a minute, with a grace no longer than the extra time itself. Correct it: units %(unit)s, grace %(grace)s, at most %(most)s minutes."),
    "one_figure_needed": lazy("“%(rate)s” needs either “%(one)s” or “%(other)s”: one of the two, not both."),
    "tariffs_overlap": lazy("Two tariffs hold on %(day)s. End the earlier one the day before."),
    "tariffs_leave_gap": lazy("No tariff holds on %(day)s, so nothing could be priced. Close the gap."),
    "dayparts_overlap": lazy("The dayparts “%(daypart)s” and “%(other)s” share some time. Change one of them."),
    "daypart_twice": lazy("Two dayparts are called “%(daypart)s”. Rename one."),
    "package_starts_closed": lazy("The package “%(package)s” may start at %(starts)s, when the hotel is closed. Change the time, or the opening hours."),
    "package_without_parts": lazy("The package “%(package)s” does not say what belongs to it, so that no tax can be told. Add its parts."),
    "delegates_upside_down": lazy("The package “%(package)s” is for at least %(least)s and at most %(most)s people. Correct the numbers."),
    "condition_upside_down": lazy("“%(rate)s” is for no request at all: at least %(least)s and at most %(most)s (%(of)s). Correct the numbers."),
    "quantity_too_small": lazy("“%(rate)s” bills at least %(found)s units. Write at least 1."),
    # files
    "file_too_large": lazy("%(filename)s is too large: at most %(limit_bytes)s bytes. Split it."),
    "too_many_rows": lazy("%(filename)s has more than %(limit)s rows. Split it."),
    "file_not_readable": lazy("%(filename)s cannot be read. Save it again and try once more."),
    "file_not_readable.calendar": lazy("This is no calendar that can be read. Save it again as iCalendar (.ics), or check the address."),
    "file_not_readable.calendar_truncated": lazy("The calendar breaks off half-way. Fetch it again."),
    "file_not_readable.time_zone": lazy("The calendar has a time zone that cannot be reckoned with. Save it again from another program."),
    "file_not_readable.recurrence": lazy("The calendar has too many series that fall on no day. Save it again from another program."),
    "file_not_readable.empty": lazy("%(filename)s is empty. Choose another file."),
    "file_not_readable.encoding": lazy("%(filename)s is not written in %(wanted)s. Save it that way and try again."),
    "file_not_readable.json": lazy("%(filename)s is not valid JSON near line %(line)s. Correct it."),
    "file_not_readable.zip": lazy("%(filename)s is not a whole zip archive with one file in it. Fetch it again."),
    "file_not_readable.workbook": lazy("%(filename)s is not a workbook that can be opened. Save it as XLSX, ODS or CSV, and try again."),
    "file_not_readable.old_workbook": lazy("%(filename)s is an old Excel file, or has a password. Save it as XLSX without one, and try again."),
    "file_not_readable.ragged_row": lazy("Row %(row)s of %(filename)s has more cells than its head. Correct it."),
    "file_not_readable.truncated": lazy("%(filename)s breaks off at line %(line)s. Fetch it again."),
    "rates_wrong": lazy("%(filename)s has something in it that cannot be: “%(found)s”. Nothing was loaded; fetch it again."),
    "rates_wrong.day": lazy("%(filename)s has rates for “%(found)s”, which is no day they can be of. Nothing was loaded; fetch it again."),
    "rates_wrong.rate": lazy("%(filename)s says %(found)s for %(currency)s on %(day)s, which is no rate. Nothing was loaded; fetch it again."),
    "rates_wrong.doubled": lazy("%(filename)s says two different things of %(found)s. Nothing was loaded; fetch it again."),
    "rates_wrong.currency": lazy("%(filename)s has a currency “%(found)s” that we do not know. Nothing was loaded; fetch it again."),
    "tax_rule_not_readable": lazy("In %(filename)s, rule %(row)s has “%(found)s” for %(column)s. Nothing was loaded; correct it."),
    "columns_missing": lazy("%(filename)s lacks %(missing)s. It has %(found)s."),
    "sheet_not_found": lazy("%(filename)s has no sheet “%(sheet)s”. It has: %(sheets)s."),
    "recurrence_too_dense": lazy("A series in this calendar repeats too often: %(rule)s. Leave it out."),
    "recurrence_never_happens": lazy("A series in this calendar never happens: %(rule)s. Leave it out."),
    "recurrence_not_understood": lazy("A series in this calendar repeats in a way we do not understand. Leave it out."),
    "chart_upload_unknown": lazy("This chart is not (or no longer) waiting here: charts wait for a week. Upload it again."),
    "columns_not_confirmed": lazy("Nobody has said yet what the columns of this chart mean. Confirm them first."),
    "room_column_missing": lazy("Say which column has the names of the rooms."),
    "column_meant_twice": lazy("%(columns)s cannot both mean the same. Choose one of them, and leave the other out."),
    "too_many_oddities": lazy("There are %(found)s odd figures in this chart; at most %(most)s can be decided here. Correct the file first, or leave a column out."),
    "correction_wrong": lazy("“%(given)s” is no correction for %(room)s. Enter a number."),
    "correction_wrong.seats": lazy("“%(given)s” is no number of people for %(room)s. Enter one in digits, from 1."),
    "correction_wrong.words": lazy("Enter the name or the rooms for %(room)s, with + between rooms."),
    "sections_in_use": lazy("%(space)s is taken at some time to come. Its sections can change when nothing is booked or held there."),
    "room_in_use": lazy("Quotes, bookings or closures name %(space)s, so it cannot be deleted. Take it off the market instead."),
    "chart_of_other_hotels": lazy("The file is about %(hotels)s, not about %(venue)s. Choose another file or hotel."),
    "contact_missing": lazy("Name somebody whom the house can call on the day, with a telephone number."),
    "diet_out_of_range": lazy("On one diet there can be none to %(most)s of the people: no more take part."),
    "final_number_differs": lazy("%(given)s is not the number booked, which is %(booked)s. Change the booking first: you see what it costs."),
    "moment_outside": lazy("At %(at)s this is not possible: the earliest is %(earliest)s, the latest %(latest)s."),
    "order_closed": lazy("The meeting is over or was cancelled: nothing more can be told about it."),
    "remark_too_long": lazy("This is too long to be kept: write at most %(most)s signs."),
    # the doors themselves
    "malformed_json": lazy("The body is not valid JSON. Correct it and send it again."),
    "invalid_request": lazy("Some fields are not as they should be: %(fields)s. Correct them and send it again."),
    "place_needed": lazy("Say where: a place, or “near” with latitude and longitude."),
    "path_unknown": lazy("There is nothing at this address. See %(docs)s for what there is."),
    "method_not_allowed": lazy("%(method)s is not possible at this address. Possible: %(allowed)s."),
    "body_too_large": lazy("The body is larger than %(most_bytes)s bytes. Send less."),
    "busy_try_again": lazy("It is too busy right now. Nothing was changed; try again in a few seconds."),
    "secret_not_readable": lazy("This is no secret to sign messages with. It is whsec_ and 24 to 64 bytes in base64."),
    "timestamp_out_of_tolerance": lazy("The message says it was sent more than five minutes from now. Send it anew."),
    "signature_wrong": lazy("The signature does not belong to this message. Sign it with the secret of this address."),
}  # fmt: skip

LAYOUT_WORDS: dict[str, _StrPromise] = {
    "theatre": lazy("theatre"),
    "classroom": lazy("classroom"),
    "u_shape": lazy("U-shape"),
    "boardroom": lazy("boardroom"),
    "hollow_square": lazy("hollow square"),
    "cabaret": lazy("cabaret"),
    "banquet": lazy("banquet"),
    "reception": lazy("reception"),
}


def status(refusal: Refusal) -> int:
    """Return the HTTP status of a refusal: that of its kind; 401 where nobody is known to be asking."""
    if refusal.code in UNKNOWN_ACTOR:
        return 401
    return next(number for kind, number in STATUSES.items() if isinstance(refusal, kind))


def title(number: int, language: str) -> str:
    """Return the short heading that goes with a status."""
    with translation.override(language):
        return str(TITLES[number])


def sentence(refusal: Refusal, language: str, zone: str | None = None) -> str:
    """Say a refusal in the reader's language; moments on the clock of ``zone``, without one in UTC (and said so).

    A code without a sentence of its own is said as its kind; a test of the house finds those.
    """
    return say(refusal.code, refusal.facts, language, zone, kind=_kind(refusal))


def say(
    code: str, facts: Mapping[str, object], language: str, zone: str | None = None, *, kind: str = "invalid"
) -> str:
    """Say a code with its facts, also one that only a door knows (``malformed_json``)."""
    variant = f"{code}.{facts.get(VARIED_BY.get(code, ''))}"
    chosen = SENTENCES.get(variant) or SENTENCES.get(code) or SENTENCES[kind]
    if code == LocalTimeAmbiguous.code:
        facts = _told_apart(facts)
    with translation.override(language):
        told = _Told({name: _tell_named(name, value, language, zone) for name, value in facts.items()})
        return _capitalised(str(chosen) % told)


class _Told(dict[str, str]):
    """Facts as text; one that is not there is told as nothing."""

    def __missing__(self, name: str) -> str:
        return "…"


def _kind(refusal: Refusal) -> str:
    return next(kind.code for kind in STATUSES if isinstance(refusal, kind))


def _tell_named(name: str, value: Any, language: str, zone: str | None) -> str:
    """Write one fact, a length in hours with its unit."""
    if name.endswith("_hours") and isinstance(value, int):
        return wording.hours(value, language)
    return _tell(value, language, zone)


def _told_apart(facts: Mapping[str, object]) -> Mapping[str, object]:
    """Write two instants that read alike on their clock with the name of its time: 02:30 CEST, 02:30 CET."""
    zone = str(facts.get("zone", "UTC"))
    moments = {name: at for name, at in facts.items() if isinstance(at, datetime) and at.tzinfo is not None}
    return {**facts, **{name: wording.clock(at, zone) for name, at in moments.items()}}


def _tell(value: Any, language: str, zone: str | None) -> str:  # noqa: PLR0911 - one way of writing per kind of fact
    """Write one fact for a reader."""
    match value:
        case Money():
            return wording.money(value, language)
        case datetime():
            return _moment(value, language, zone)
        case date():
            return format_date(value, "long", locale=wording.locale_of(language))
        case bool() | None:
            return "…"
        case int() | float() | Decimal():
            return format_decimal(value, locale=wording.locale_of(language))
        case Enum():
            return _word(str(value.value))
        case str():
            return _word(value)
        case list() | tuple() if value and all(isinstance(each, Mapping) for each in value):
            return (_mistakes if "at" in value[0] else _taken)(value, language, zone)
        case list() | tuple() | set() | frozenset():
            return _one_of([_tell(each, language, zone) for each in value], language)
    return str(value)


def _one_of(words: list[str], language: str) -> str:
    return format_list(words, style="or", locale=wording.locale_of(language))


def _mistakes(value: Any, language: str, zone: str | None) -> str:
    """Write what is wrong, each on a line of its own with its place."""
    return "\n".join(f"{one['at']}: {say(one['code'], one['facts'], language, zone)}" for one in value)


def _word(code: str) -> str:
    return str(LAYOUT_WORDS.get(code, code))


def _moment(moment: datetime, language: str, zone: str | None) -> str:
    shown, suffix = moment, ""
    if moment.tzinfo is not None:
        shown = moment.astimezone(ZoneInfo(zone) if zone else UTC)
        suffix = "" if zone else " UTC"
    clock = format_time(shown.replace(tzinfo=None), "HH:mm", locale=wording.locale_of(language))
    return f"{format_date(shown.date(), 'long', locale=wording.locale_of(language))} {clock}{suffix}"


def _taken(clashes: Any, language: str, zone: str | None) -> str:
    """Write when something is taken: "on 18 March 2027 from 09:00 to 12:30", a few at most."""
    spans = dict.fromkeys((clash["starts_at"], clash["ends_at"]) for clash in clashes)
    told = [_span(starts_at, ends_at, language, zone) for starts_at, ends_at in list(spans)[:MOST_TAKEN_TOLD]]
    return wording.listed(told, language)


def _span(starts_at: datetime, ends_at: datetime, language: str, zone: str | None) -> str:
    shown = [moment.astimezone(ZoneInfo(zone) if zone else UTC).replace(tzinfo=None) for moment in (starts_at, ends_at)]
    starts, ends = (format_time(moment, "HH:mm", locale=wording.locale_of(language)) for moment in shown)
    day, last_day = (format_date(moment.date(), "long", locale=wording.locale_of(language)) for moment in shown)
    if not zone:
        ends = f"{ends} UTC"
    if day == last_day:
        return _("on %(day)s from %(starts)s to %(ends)s") % {"day": day, "starts": starts, "ends": ends}
    return _("from %(day)s %(starts)s to %(last_day)s %(ends)s") % {
        "day": day,
        "starts": starts,
        "last_day": last_day,
        "ends": ends,
    }


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
