"""What django-allauth refuses, said as the rest of Zaal speaks."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ERRORS = {
    "account_inactive": _("This account was closed."),
    "duplicate_email": _("This address is in your account already."),
    "email_password_mismatch": _("The address or the password is not right."),
    "email_taken": _("There is an account with this address already."),
    "enter_current_password": _("Give your current password."),
    "incorrect_code": _("This is not the code we mailed you."),
    "incorrect_password": _("This is not your password."),
    "invalid_or_expired_key": _("This link no longer works. Ask for a new one."),
    "invalid_password_reset": _("This link no longer works. Ask for a new one."),
    "max_email_addresses": _("You cannot have more than %d addresses."),
    "rate_limited": _("That is very often. Wait a moment and try again."),
    "same_as_current": _("This is the address you have now. Give another one."),
    "too_many_login_attempts": _("That went wrong too often. Try again later."),
    "unknown_email": _("There is no account with this address."),
    "unverified_primary_email": _("Only an address that was checked can be the main one."),
}
