"""What was noticed about the book at its opening, and where it lies: in a few words, and in sentences."""

from datetime import date, datetime
from pathlib import Path

from evenhand import formats
from evenhand.storage.first_look import Finding, Noticed
from evenhand.storage.presence import Elsewhere
from evenhand.storage.synced import NETWORK
from evenhand.translation import _, language, ngettext


def title(finding: Finding) -> str:
    """What is the matter, in a few words."""
    match finding.what:
        case Noticed.OTHER:
            return _("Another book lies here")
        case Noticed.OLDER:
            return _("An older copy of your book lies here")
        case Noticed.ELSEWHERE:
            fresh = finding.elsewhere is not None and finding.elsewhere.fresh
            return _("Another computer has the book open") if fresh else _("Another computer didn't close the book")
        case _other:
            return _("The book can be looked at only")


def told(finding: Finding) -> str:
    """What was noticed and what to mind about it."""
    match finding.what:
        case Noticed.OTHER:
            return _("The book in this folder is not the one that was last open here.")
        case Noticed.OLDER:
            return _(
                "It lacks what was saved on this computer since. A service that copies folders about, or another"
                " computer, has put it in place of the newer one."
            )
        case Noticed.ELSEWHERE:
            assert finding.elsewhere is not None
            return _elsewhere(finding.elsewhere)
        case _other:
            return _(
                "The disk or the folder of the book can't be written to. Everything can be looked at and printed, and"
                " nothing is saved."
            )


def until_chosen() -> str:
    return _("Nothing is written until you choose.")


def only_looking() -> str:
    return _("You are only looking at this book. Nothing is saved.")


def _elsewhere(found: Elsewhere) -> str:
    host, since = found.host or "?", _moment(found.since)
    if found.fresh:
        return _(
            "“{computer}” has had it open since {since}. Close it there first: where two write to one book, the work"
            " of one is lost."
        ).format(computer=host, since=since)
    return _(
        "“{computer}” opened it at {since} and last gave a sign at {last_sign}. If it's still open there, close it"
        " there first."
    ).format(computer=host, since=since, last_sign=_moment(found.last_sign))


def opened_meanwhile(found: Elsewhere) -> str:
    """Another computer has opened the book that is open here."""
    return _(
        "“{computer}” has opened this book too, at {since}. Close it on one of the two: where both write to it, the"
        " work of one is lost."
    ).format(computer=found.host or "?", since=_moment(found.since))


def synced(service: str) -> str:
    """The folder of the book is copied about, or lies in the network; and what to do about it."""
    if service == NETWORK:
        return _(
            "Your book lies on a network drive. Keep the book here on the computer, and the backups there: a connection"
            " that breaks in the middle of a change can damage it."
        )
    return _(
        "Your book lies in a folder of {service}. Keep the book here on the computer, and the backups there: a copy"
        " that is made in the middle of a change can be damaged."
    ).format(service=service)


def twins(found: list[Path]) -> str:
    """Copies that lie beside the book, and what to do about them."""
    count = ngettext("{n} copy of your book lies beside it.", "{n} copies of your book lie beside it.", len(found))
    names = ", ".join(one.name for one in found[:3])
    advice = _(
        "{names}: a service that copies folders about leaves these when two computers have changed the book. Your book"
        " is book.db; move what is beside it away."
    )
    return f"{count} {advice.format(names=names)}"


def clock_behind(today: date, written: date) -> str:
    """This computer's clock shows a day before the one on which the book was last written."""
    return _(
        "This computer's date is {today}, but the book was last saved on {day}. Check the date: letters and bonuses go"
        " by it."
    ).format(
        today=formats.short_date(today, language(), year=True), day=formats.short_date(written, language(), year=True)
    )


def _moment(at: datetime) -> str:
    here = at.astimezone()
    return f"{formats.short_date(here.date(), language(), year=True)}, {here:%H:%M}"
