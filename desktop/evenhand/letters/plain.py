"""An issued letter as plain text, for an e-mail or to be copied: its own words, and in figures what its bands hold."""

import json
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from evenhand import formats
from evenhand.domain.money import Money
from evenhand.domain.records import Letter, Letterhead
from evenhand.domain.typed_fields import options
from evenhand.letters import labels, markdown

MARKERS = ("refund", "gift", "remedy", "options", "rules")
_AFTER_LABEL = {"hy": "՝ "}


def plain(letter: Letter, head: Letterhead) -> str:
    """The salutation, the text, the figures it stated when it was issued, the closing and the owner's name."""
    told = _Told(letter.language, json.loads(letter.snapshot), head)
    bands = {name: text for name in MARKERS if (text := told.band(name))}
    parts: list[str] = []
    in_list = False
    for block in markdown.blocks(letter.body, MARKERS):
        if isinstance(block, markdown.Marker):
            parts.append(bands.pop(block.name, ""))
        elif block.depth and in_list:
            parts[-1] += f"\n{_written(block)}"
        else:
            parts.append(_written(block))
        in_list = block.name == "rules" if isinstance(block, markdown.Marker) else bool(block.depth)
    # As on the page: a band that has no place of its own stands before the last paragraph.
    bands.pop("rules", None)
    at = max(1, len(parts) - 1)
    parts[at:at] = bands.values()
    signed = "\n".join(one for one in (head.owner_name, head.role, head.business_name) if one.strip())
    parts += [told.band("voucher"), labels.of(letter.language)["closing"], signed]
    return "\n\n".join(part for part in parts if part) + "\n"


def _written(block: markdown.Paragraph) -> str:
    lines = ["".join(run.text for run in line).strip() for line in block.lines]
    if not block.depth:
        return "\n".join(lines)
    indent = "  " * (block.depth - 1)
    first = f"{indent}{block.bullet} " if block.bullet else f"{indent}  "
    return "\n".join((first if number == 0 else " " * len(first)) + line for number, line in enumerate(lines))


class _Told:
    """The figures of a letter's snapshot in its own language."""

    def __init__(self, language: str, figures: dict[str, Any], head: Letterhead) -> None:
        self._language, self._figures, self._head = language, figures, head
        self._labels = labels.of(language)
        self._locale = figures.get("locale", language)

    def band(self, name: str) -> str:
        """The lines of one band; empty where the letter states no such thing."""
        figures = self._figures.get(name)
        match name:
            case "refund" if figures:
                return "\n".join(self._refund(figures))
            case "gift" if figures:
                return _one_line(figures["what"])
            case "remedy" if figures:
                return "\n".join(self._remedy(figures))
            case "rules":
                return "\n".join(f"• {one}" for one in self._figures.get("rules", ()))
            case "options":
                return "\n".join(self._options(self._figures.get("typed", {}).get("options.offered", "")))
            case "voucher" if given := self._figures.get("voucher") or self._figures.get("bonus"):
                return "\n".join(self._voucher(given))
        return ""

    def _refund(self, refund: dict[str, Any]) -> Iterator[str]:
        amount = self._sum(refund)
        worked_out = self._worked_out(refund)
        beside = [formats.in_words(amount, self._locale)] if self._head.sums_in_words else []
        beside += [worked_out] if worked_out else []
        yield self._line("amount", " ".join([self._money(amount), *(f"({one})" for one in beside)]))
        yield self._line("paid_to", refund["method"])
        yield self._line("by", self._day(refund["pay_by"]))

    def _worked_out(self, refund: dict[str, Any]) -> str:
        order = self._figures.get("order")
        paid = self._sum(order["paid"]) if order else None
        if paid == self._sum(refund):
            return ""
        parts = []
        if paid is not None and refund["share"] is not None:
            parts.append(self._labels["share_of"].format(share=self._share(refund["share"]), paid=self._money(paid)))
        elif paid is not None:
            parts.append(self._labels["part_of"].format(paid=self._money(paid)))
        if what_for := str(refund["what_for"]).strip():
            parts.append(what_for)
        return self._labels["worked_out"].join(parts)

    def _remedy(self, remedy: dict[str, Any]) -> Iterator[str]:
        yield self._line("remedy", remedy["what"])
        if remedy["by"]:
            yield self._line("remedy_by", self._day(remedy["by"]))

    def _options(self, typed: str) -> Iterator[str]:
        offered = options(typed)
        for number, option in enumerate(offered, 1):
            yield f"{number}. {_one_line(option.what)}"
            if option.by:
                day = formats.by_hour(formats.long_date(option.by, self._locale), option.at, self._locale)
                yield "   " + self._labels["option_by"].format(date=day)
            if effort := _one_line(option.effort):
                yield "   " + self._labels["option_effort"].replace("{effort}", effort)
        if offered:
            yield f"{len(offered) + 1}. {self._labels['option_own']}"

    def _voucher(self, given: dict[str, Any]) -> Iterator[str]:
        yield self._line("voucher", f"{self._money(self._sum(given))} {self._labels['voucher_for_next']}")
        if given["code"]:
            yield self._line("voucher_code", given["code"])
        until = given["valid_until"]
        day = self._labels["voucher_until"].format(date=self._day(until)) if until else self._labels["voucher_open"]
        yield self._line("voucher_valid", day)

    def _line(self, label: str, value: str) -> str:
        return f"{self._labels[label]}{_AFTER_LABEL.get(self._language, ': ')}{_one_line(value)}"

    def _sum(self, figures: dict[str, Any]) -> Money:
        return Money.of_minor(figures["minor"], figures["currency"])

    def _money(self, amount: Money) -> str:
        return formats.money(amount, self._locale)

    def _share(self, share: str) -> str:
        return formats.percent(Decimal(share), self._locale)

    def _day(self, iso: str) -> str:
        return formats.long_date(date.fromisoformat(iso), self._locale)


def _one_line(text: str) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text).strip()  # a no-break space stays
