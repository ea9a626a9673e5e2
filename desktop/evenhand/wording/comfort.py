"""What the book holds on how things felt, counted in words."""

from evenhand.storage.comfort import ComfortHeld
from evenhand.translation import ngettext


def held_lines(held: ComfortHeld) -> list[str]:
    """How many of what a wipe takes, a line each, without what there is none of; the private notes go apart."""
    lines = (
        (held.flags, ngettext("{n} flag on a client", "{n} flags on clients", held.flags)),
        (
            held.marks,
            ngettext(
                "{n} mark on a contact, with its reasons and note",
                "{n} marks on contacts, with their reasons and notes",
                held.marks,
            ),
        ),
        (held.ways, ngettext("{n} mark on a way to put it right", "{n} marks on ways to put it right", held.ways)),
        (held.cases, ngettext("{n} word on how a case sat", "{n} words on how cases sat", held.cases)),
        (held.check_ins, ngettext("{n} check-in", "{n} check-ins", held.check_ins)),
        (
            held.suggestions,
            ngettext("{n} answer to a suggested flag", "{n} answers to suggested flags", held.suggestions),
        ),
        (
            held.load_answers,
            ngettext("{n} answer to the load guard", "{n} answers to the load guard", held.load_answers),
        ),
    )
    return [line for count, line in lines if count]


def notes_line(held: ComfortHeld) -> str:
    """How many private notes on clients there are."""
    return ngettext("{n} private note on a client", "{n} private notes on clients", held.notes)
