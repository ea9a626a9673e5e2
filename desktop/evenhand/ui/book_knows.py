"""What the book already knows of a case, in a few lines: to be read before the client is asked once more."""

from evenhand import formats, wording
from evenhand.storage.book import Book
from evenhand.translation import _, language, ngettext
from evenhand.ui.case_facts import CaseFacts

_CONTACTS = _LETTERS = 3


def book_knows(book: Book, facts: CaseFacts) -> list[str]:
    """The order with its days, the client's other orders, the contacts about it, the letters; the latest first."""
    lang, order = language(), facts.order
    lines = [
        _("{number}, {what}, {sum}").format(number=order.number, what=order.what, sum=wording.money(order.total)),
        _("Ordered on {day}").format(day=formats.long_date(order.ordered_on, lang)),
    ]
    if order.delivered_on is not None:
        lines.append(_("Delivered on {day}").format(day=formats.long_date(order.delivered_on, lang)))
    others = [one for one in book.orders.of_client(order.client_id) if one.id != order.id]
    if others:
        latest = formats.long_date(others[0].ordered_on, lang)
        count = ngettext("{n} other order", "{n} other orders", len(others))
        lines.append(_("{orders}, the latest of {day}: {what}").format(orders=count, day=latest, what=others[0].what))
    contacts = [
        one
        for one in book.interactions.of_client(order.client_id)
        if one.order_id == order.id or one.case_id == facts.case.id
    ]
    for contact in contacts[:_CONTACTS]:
        day = formats.short_date(contact.happened_at.date(), lang)
        lines.append(f"{day}, {wording.word(contact.channel)}: {contact.summary}")
    for letter in facts.letters[:_LETTERS]:
        day = formats.short_date(letter.issued_on, lang)
        lines.append(f"{day}, {wording.word(letter.kind)}, {letter.number}")
    return lines
