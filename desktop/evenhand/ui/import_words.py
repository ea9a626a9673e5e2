"""What an import is about, in words: encodings, what stands between cells, what a column holds, who is known."""

from evenhand.actions.importing import By, Do, Known, Line, Plan
from evenhand.exchange.people import Field
from evenhand.translation import N_, _, ngettext, pgettext

_ENCODINGS = {
    "utf-8": N_("Unicode (UTF-8)"),
    "utf-8-sig": N_("Unicode (UTF-8)"),
    "utf-16": N_("Unicode (UTF-16)"),
    "utf-16-le": N_("Unicode (UTF-16 LE)"),
    "utf-16-be": N_("Unicode (UTF-16 BE)"),
    "utf-32": N_("Unicode (UTF-32)"),
    "cp1251": N_("Cyrillic, Windows (cp1251)"),
    "koi8-r": N_("Cyrillic, Unix (KOI8-R)"),
    "cp866": N_("Cyrillic, DOS (cp866)"),
    "iso8859-5": N_("Cyrillic (ISO 8859-5)"),
    "cp1250": N_("Central European, Windows (cp1250)"),
    "iso8859-2": N_("Central European (ISO 8859-2)"),
    "iso8859-16": N_("Romanian (ISO 8859-16)"),
    "cp1252": N_("Western European, Windows (cp1252)"),
    "latin-1": N_("Western European (ISO 8859-1)"),
    "iso8859-15": N_("Western European (ISO 8859-15)"),
}
_SEPARATORS = {",": N_("Comma"), ";": N_("Semicolon"), "\t": N_("Tab"), "|": N_("Upright line")}
_FIELDS = {
    Field.NAME: N_("Whole name"),
    Field.FIRST: N_("First name"),
    Field.MIDDLE: N_("Middle name"),
    Field.LAST: N_("Last name"),
    Field.COMPANY: N_("Company"),
    Field.PHONE: N_("Telephone"),
    Field.EMAIL: N_("E-mail"),
    Field.ADDRESS: N_("Whole address"),
    Field.STREET: N_("Street"),
    Field.STREET_MORE: N_("House, flat"),
    Field.POSTCODE: N_("Postcode"),
    Field.TOWN: N_("Town"),
    Field.REGION: N_("Region"),
    Field.COUNTRY: N_("Country"),
    Field.LANGUAGE: N_("Language"),
    Field.CURRENCY: N_("Currency"),
    Field.SINCE: N_("Client since"),
    Field.NOTE: N_("Note"),
}
_BY = {By.EMAIL: N_("The same e-mail address"), By.PHONE: N_("The same telephone number"), By.NAME: N_("The same name")}


def encoding_name(name: str) -> str:
    """An encoding as people know it; one we have no words for keeps its own name."""
    known = _ENCODINGS.get(name.lower().replace("_", "-"))
    return _(known) if known else name


def separator_name(separator: str) -> str:
    """What stands between the cells of a table."""
    known = _SEPARATORS.get(separator)
    return _(known) if known else separator


def field_name(field: Field | None) -> str:
    """What a column holds; None is left out."""
    return _("Leave out") if field is None else _(_FIELDS[field])


def by_name(by: By | None) -> str:
    """How somebody was recognised."""
    return _(_BY[by]) if by is not None else ""


def choices(line: Line) -> list[tuple[Do, str, str]]:
    """What can be done with somebody, each with a line that says what comes of it."""
    given = _choices(line.known)
    return given if line.fills else [one for one in given if one[0] is not Do.UPDATE]


def _choices(known: Known) -> list[tuple[Do, str, str]]:
    leave = (Do.SKIP, _("Leave as it is"), _("Nothing of this row comes into the book."))
    if known is Known.CLIENT:
        return [
            (Do.UPDATE, _("Fill in what's missing"), _("What the book knows already stays as it is.")),
            leave,
            (Do.ADD, _("Add as another person"), _("The book has both.")),
        ]
    if known is Known.TWICE:
        return [
            (Do.UPDATE, _("Fill in the first with it"), _("They come into the book as one person.")),
            (Do.SKIP, _("Take in only the first"), _("Nothing of this row comes into the book.")),
            (Do.ADD, _("Add as another person"), _("The book has both.")),
        ]
    return [(Do.ADD, _("Take in"), ""), (Do.SKIP, _("Leave out"), "")]


def short_choice(line: Line) -> str:
    """What is done with somebody, in a word or two for a list."""
    if line.known is Known.NEW:
        return "" if line.do is Do.ADD else pgettext("import", "left out")
    if line.do is Do.UPDATE:
        return (
            pgettext("import", "filled in") if line.known is Known.CLIENT else pgettext("import", "joined to the first")
        )
    if line.do is Do.ADD:
        return pgettext("import", "added as another person")
    return pgettext("import", "left as it is") if line.known is Known.CLIENT else pgettext("import", "left out")


def primary_text(plan: Plan) -> str:
    """What the button does."""
    counts = plan.counts()
    if counts[Do.ADD]:
        n = counts[Do.ADD]
        return ngettext("Take in {n} client", "Take in {n} clients", n)
    if counts[Do.UPDATE]:
        n = counts[Do.UPDATE]
        return ngettext("Fill in {n} client", "Fill in {n} clients", n)
    return _("Take in")


def consequences(plan: Plan) -> str:
    """What the button does besides, and what stays out."""
    counts, parts = plan.counts(), []
    if counts[Do.ADD] and (n := counts[Do.UPDATE]):
        parts.append(ngettext("{n} is filled in.", "{n} are filled in.", n))
    if n := counts[Do.SKIP]:
        parts.append(ngettext("{n} is left out.", "{n} are left out.", n))
    if n := len(plan.bad):
        parts.append(ngettext("{n} row can't be read.", "{n} rows can't be read.", n))
    if not counts[Do.ADD] and not counts[Do.UPDATE]:
        parts.insert(0, _("Nobody is taken in."))
    return " ".join(parts)
