"""Which program wrote a file, by what only its files have; no word where nothing tells."""

import re
from collections.abc import Sequence
from pathlib import Path

from evenhand.exchange.columns import plain

GOOGLE, OUTLOOK, APPLE = "Google Contacts", "Outlook", "Apple Contacts"
ZOHO, INVOICE_NINJA = "Zoho", "Invoice Ninja"

# All headings of a line are there, however they're spelt.
_MARKS = (
    (GOOGLE, ("Phone 1 - Value", "Labels")),
    (GOOGLE, ("E-mail 1 - Value", "Labels")),
    (GOOGLE, ("Phone 1 - Value", "Group Membership")),
    (GOOGLE, ("E-mail 1 - Value", "Group Membership")),
    (OUTLOOK, ("E-mail Address", "Business Street")),
    (OUTLOOK, ("E-mail Address", "Business Phone")),
    (OUTLOOK, ("Адрес эл. почты", "Рабочий телефон")),
    (OUTLOOK, ("Adresă de e-mail", "Telefon serviciu")),
    (OUTLOOK, ("E-Mail-Adresse", "Telefon geschäftlich")),
    (ZOHO, ("EmailID", "Display Name")),
    (INVOICE_NINJA, ("Client Name", "Contact First Name")),
    (INVOICE_NINJA, ("Client Name", "Client Contact Email")),
)
_HEAD = 1 << 16
_MAKER = re.compile(rb"^PRODID[^:\r\n]*:([^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_MAKERS = ((b"Apple", APPLE), (b"Microsoft", OUTLOOK), (b"Outlook", OUTLOOK), (b"Google", GOOGLE))


def wrote_table(headers: Sequence[str]) -> str:
    """The program whose tables have these headings, "" where it isn't known."""
    names = {plain(one) for one in headers}
    return next((program for program, marks in _MARKS if names.issuperset(map(plain, marks))), "")


def wrote_cards(path: Path) -> str:
    """The program that address cards name as their maker, "" where they name none that we know. Raises OSError."""
    with path.open("rb") as file:
        said = _MAKER.search(file.read(_HEAD))
    return next((program for sign, program in _MAKERS if said and sign in said.group(1)), "")
