"""What keeps a letter from being printed, in the screen's language."""

from evenhand.letters.refusal import LetterRefused
from evenhand.translation import N_, _
from evenhand.wording import book_refusals, import_refusals  # noqa: F401 - asked through the same sentence
from evenhand.wording.languages import language_name
from evenhand.wording.refusals import sentence

__all__ = ["place", "sentence"]

_PLACES = {
    "text": N_("the text"),
    "subject": N_("the subject"),
    "client_name": N_("the client's name"),
    "address": N_("the client's address"),
    "order": N_("the order"),
    "reference": N_("the reference"),
    "refund": N_("the refund's sum"),
    "refund_method": N_("the way the money goes back"),
    "refund_what_for": N_("what the refund is for"),
    "gift": N_("the gift"),
    "remedy": N_("how it is put right"),
    "option": N_("a way to put it right"),
    "voucher": N_("the voucher"),
    "business": N_("the name of your business"),
    "owner_name": N_("your name"),
    "role": N_("the line under your name"),
    "contact": N_("your own address and contact lines"),
    "legal_line": N_("the small line at the foot"),
    "logo": N_("the logo"),
    "signature": N_("the signature"),
}

_FACTS = {
    "refund": N_("This letter needs a refund. Choose one in the case first."),
    "bonus": N_("This letter needs a bonus. Choose one in the case first."),
    "gift": N_("This letter needs a gift. Choose one in the case first."),
    "remedy": N_("This letter needs a way to put it right. Choose one in the case first."),
    "options": N_("Write at least one way to put it right."),
    "order": N_("This letter needs an order. Open it from a case."),
    "case": N_("This letter needs a case. Open it from a case."),
}


def place(name: str) -> str:
    """A part of a letter, for a sentence that says where something stands."""
    known = _PLACES.get(name) or _PLACES["voucher" if name.startswith("voucher") else "text"]
    return _(known)


def _rule_line(details: dict[str, object]) -> str:
    text, name, near = str(details["text"]), details["name"], details["did_you_mean"]
    short = text if len(text) <= 40 else f"{text[:40].rstrip()}…"
    if near:
        return _("House rules, “{line}”: “{name}” is not known. Did you mean “{near}”?").format(
            line=short, name=name, near=near
        )
    return _("House rules, “{line}”: “{name}” can't be printed. Take it out or write the words themselves.").format(
        line=short, name=name
    )


@sentence.register
def _letter(error: LetterRefused) -> str:
    details = error.details
    where = place(str(details.get("place", "text")))
    if "client" in details:  # one of several whose addresses are printed at once
        where = f"{where} ({details['client']})"
    match error.code:
        case "missing_glyph":
            return _(
                "The letter's typeface has no “{character}” ({codepoint}), in {place}. Write it another way."
            ).format(character=details["character"], codepoint=details["codepoint"], place=where)
        case "right_to_left":
            return _("“{character}”, in {place}, is written from right to left, which letters can't do yet.").format(
                character=details["character"], place=where
            )
        case "empty":
            return _("There is nothing in {place} yet.").format(place=where)
        case "too_long":
            return _("There is too much in {place} for the page. Shorten it a little.").format(place=where)
        case "address_too_long":
            return _("The address doesn't fit the window of the envelope. Shorten a line or take one out.")
        case "missing_fact":
            needed = _FACTS.get(str(details["fact"]), _FACTS["case"])
            return _(needed)
        case "unknown_marker" | "repeated_marker":
            return _("Line {line}: [[{name}]] can't stand here. Take it out.").format(
                line=details["line"], name=details["name"]
            )
        case "no_rule_lines":
            return _(
                "No house rule has a line for clients in {language}. Write one under House rules, or choose another "
                "language."
            ).format(language=language_name(str(details["language"])))
        case "rule_line":
            return _rule_line(details)
        case "picture":
            return _("The picture for {place} can't be read. Choose it once more in My business.").format(place=where)
        case "text_mistake":
            near = details.get("did_you_mean")
            if near:
                return _("Line {line}: “{name}” is not known. Did you mean “{near}”?").format(
                    line=details["line"], name=details["name"], near=near
                )
            return _("Line {line}: “{name}” can't be printed. Take it out or write the words themselves.").format(
                line=details["line"], name=details.get("name", "")
            )
    return _("This letter can't be printed as it stands.")
