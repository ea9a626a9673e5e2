"""What stands on a report's half page, set at a size and measured: sentences, and columns of facts. Millimetres."""

from collections.abc import Sequence
from dataclasses import dataclass

from evenhand.letters.glyphs import ready
from evenhand.letters.report_plot import Plot, draw_plot
from evenhand.letters.shaping import BOLD, SANS, SEMIBOLD, SERIF, Line, Run, break_lines, fewest_lines, words_of
from evenhand.letters.sheet import GREY, HAIR, INK, MM, Sheet, measure, width_of

_POINT = 1 / MM


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is, each on one line or more."""

    name: str
    value: str
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Facts beneath a heading; quiet ones are smaller."""

    heading: str
    facts: tuple[Fact, ...]
    quiet: bool = False


def plain(text: str, language: str) -> str:
    """The text ready to be printed, raising what `glyphs.ready` raises; the fonts have a dash, but no minus sign."""
    return ready(text.replace("\u2212", "\u2013"), "text", language)


def broken(text: str, font: str, width: float, size: float, language: str) -> list[Line]:
    """The text in lines of a width."""
    return break_lines(words_of([Run(plain(text, language), font)]), measure(width, size))


@dataclass(frozen=True, slots=True)
class SetProse:
    """Sentences, each in lines of its own."""

    lines: tuple[Line, ...]
    size: float

    @classmethod
    def of(cls, sentences: Sequence[str], language: str, width: float, size: float) -> "SetProse":
        found = (line for one in sentences for line in broken(one, SERIF, width, size, language))
        return cls(tuple(found), size)

    @property
    def leading(self) -> float:
        return self.size * 1.42 * _POINT

    @property
    def height(self) -> float:
        return len(self.lines) * self.leading

    def draw(self, sheet: Sheet, left: float, top: float) -> None:
        for number, line in enumerate(self.lines):
            sheet.line(line, left, top + (number + 0.74) * self.leading, self.size)


@dataclass(frozen=True, slots=True)
class _SetFact:
    """A fact's name and value in lines; the value stands at the right, beside the name or below it."""

    names: tuple[Line, ...]
    values: tuple[Line, ...]
    size: float
    beside: bool
    strong: bool

    @classmethod
    def of(cls, fact: Fact, language: str, width: float, size: float) -> "_SetFact":
        value = words_of([Run(plain(fact.value, language), BOLD if fact.strong else SERIF)])
        name = words_of([Run(plain(fact.name, language), SANS)])
        small = size * 0.9
        whole = break_lines(value, measure(width, size))
        room = width - max((width_of(line, size) for line in whole), default=0.0) - 4
        beside = len(whole) <= 1 and room > 0 and fewest_lines(name, measure(room, small)) <= (1 if room < 24 else 2)
        names = break_lines(name, measure(room if beside else width, small))
        return cls(tuple(names), tuple(whole), size, beside, fact.strong)

    @property
    def leading(self) -> float:
        return self.size * 1.4 * _POINT

    @property
    def height(self) -> float:
        count = max(len(self.names), len(self.values)) if self.beside else len(self.names) + len(self.values)
        return count * self.leading + self.size * 0.22 * _POINT

    def draw(self, sheet: Sheet, left: float, top: float, width: float) -> None:
        for number, line in enumerate(self.names):
            baseline = top + (number + 0.74) * self.leading
            sheet.line(line, left, baseline, self.size * 0.9, INK if self.strong else GREY)
        above = 0 if self.beside else len(self.names)
        for number, line in enumerate(self.values):
            baseline = top + (above + number + 0.74) * self.leading
            sheet.line(line, left + width - width_of(line, self.size), baseline, self.size)


@dataclass(frozen=True, slots=True)
class SetColumn:
    """Tables and plots one below the other, set at a size."""

    parts: tuple[tuple[tuple[Line, ...], tuple[_SetFact, ...]] | Plot, ...]
    width: float
    size: float

    @classmethod
    def of(cls, parts: Sequence[Table | Plot], language: str, width: float, size: float) -> "SetColumn":
        found: list[tuple[tuple[Line, ...], tuple[_SetFact, ...]] | Plot] = []
        for part in parts:
            if isinstance(part, Plot):
                found.append(part)
                continue
            small = size * 0.88 if part.quiet else size
            facts = tuple(_SetFact.of(one, language, width, small) for one in part.facts)
            heading = broken(part.heading, SEMIBOLD, width, size, language) if part.heading else []
            found.append((tuple(heading), facts))
        return cls(tuple(found), width, size)

    @property
    def leading(self) -> float:
        return self.size * 1.36 * _POINT

    @property
    def _gap(self) -> float:
        return self.size * 0.9 * _POINT

    def _height_of(self, part: "tuple[tuple[Line, ...], tuple[_SetFact, ...]] | Plot") -> float:
        if isinstance(part, Plot):
            return part.height
        heading, facts = part
        return len(heading) * self.leading + (0.9 if heading else 0.0) + sum(one.height for one in facts)

    @property
    def height(self) -> float:
        return sum(map(self._height_of, self.parts)) + self._gap * max(0, len(self.parts) - 1)

    def draw(self, sheet: Sheet, left: float, top: float, accent: str) -> None:
        for part in self.parts:
            if isinstance(part, Plot):
                draw_plot(sheet, part, left, top, self.width, accent)
            else:
                self._draw_table(sheet, part, left, top, accent)
            top += self._height_of(part) + self._gap

    def _draw_table(
        self, sheet: Sheet, part: tuple[tuple[Line, ...], tuple[_SetFact, ...]], left: float, top: float, accent: str
    ) -> None:
        heading, facts = part
        for number, line in enumerate(heading):
            sheet.line(line, left, top + (number + 0.74) * self.leading, self.size, accent)
        if heading:
            top += len(heading) * self.leading
            sheet.rule(left, top, left + self.width, HAIR, 0.5)
            top += 0.9
        for one in facts:
            one.draw(sheet, left, top, self.width)
            top += one.height
