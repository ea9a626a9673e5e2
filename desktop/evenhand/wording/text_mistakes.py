"""What is wrong in an own text of the owner's, in the screen's language."""

from evenhand import wording
from evenhand.domain.records import LetterKind
from evenhand.letters.fitting import Use, fields_of, written
from evenhand.letters.mending import Spot
from evenhand.letters.refusal import LetterRefused
from evenhand.translation import _


def text_mistake(refused: LetterRefused, kind: LetterKind, found: Spot | None) -> str:
    """One sentence that names the line and what can be done, the field or block that was probably meant included."""
    if found is None:
        return wording.sentence(refused)  # which knows what keeps a letter from being printed
    what = _what(refused, kind)
    if refused.details.get("place") == "subject":
        return _("Subject: {what}").format(what=what)
    return _("Line {line}: {what}").format(line=found.line, what=what)


def _what(refused: LetterRefused, kind: LetterKind) -> str:
    name, near = str(refused.details.get("name", "")), refused.details.get("did_you_mean")
    reason = refused.details.get("reason", refused.code)
    if reason in ("unknown_marker", "repeated_marker"):
        return _block(str(reason), f"[[{name}]]", str(near) if near else "")
    if reason == "unknown_field" and near:
        return _("{name} is not known. Did you mean {near}?").format(name=f"{{{name}}}", near=f"{{{near}}}")
    if reason == "unknown_field":
        return _("{name} is not known. Choose from the fields.").format(name=f"{{{name}}}")
    if reason == "empty_field":
        return _empty(name, fields_of(kind).get(name))
    if reason == "unclosed":
        return _("{name} is open to the end. Write {closing} where it should end.").format(name=name, closing="{/}")
    if reason == "not_open":
        return _("{closing} ends nothing that was begun.").format(closing="{/}")
    if reason == "bare_block":
        return _("Some letters of this kind have no {name}. Did you mean {near}?").format(name=name, near=near)
    return _("A brace {brace} stands alone. To print one, write it twice.").format(brace=name)


def _block(reason: str, marker: str, near: str) -> str:
    if reason == "repeated_marker":
        return _("{name} stands in the text twice.").format(name=marker)
    if not near:
        return _("{name} has no place in this letter.").format(name=marker)
    if f"[[{near}]]" == marker:
        return _("{name} needs a line of its own.").format(name=marker)
    return _("{name} is not known. Did you mean {near}?").format(name=marker, near=f"[[{near}]]")


def _empty(name: str, use: Use | None) -> str:
    if use is None:
        return _("{name} is never filled in a letter of this kind.").format(name=f"{{{name}}}")
    code = "…".join(written(name, Use.ASKED, ""))
    if use is Use.ASKED:
        return _("{name} can't be printed, only asked: {code}").format(name=f"{{{name}}}", code=code)
    return _("{name} is empty in some letters. Put what belongs to it into {code}").format(
        name=f"{{{name}}}", code=code
    )
