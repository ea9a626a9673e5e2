"""A client's address as lines of type, for a window, an envelope or a label."""

from dataclasses import dataclass

from evenhand.domain.records import Client
from evenhand.letters.glyphs import ready
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.shaping import SERIF, Line, Run, break_lines, words_of
from evenhand.letters.sheet import MM, Sheet, measure

_POINT = 1 / MM
_CLOSEST = 1.14  # the smallest leading, of the type size
_SMALLEST_OF_ALL = 7.0  # points


@dataclass(frozen=True, slots=True)
class SetAddress:
    """The lines of an address at one size (points) and leading (mm)."""

    lines: tuple[Line, ...]
    size: float
    leading: float

    def first_baseline(self, top: float, height: float, usual: float) -> float:
        """As far below the top as usual, or less where the last line's descenders would leave the height."""
        below = (len(self.lines) - 1) * self.leading + 0.27 * self.size * _POINT
        return top + min(usual, height - below)

    def draw(self, sheet: Sheet, left: float, first_baseline: float) -> None:
        for number, line in enumerate(self.lines):
            sheet.line(line, left, first_baseline + number * self.leading, self.size)


def written(client: Client, language: str) -> list[str]:
    """The name for the envelope and the address below it. Raises LetterRefused("empty") without any name."""
    name = ready(client.address_name or client.name, "client_name", language)
    if not name:
        raise LetterRefused("empty", place="client_name")
    lines = [ready(line, "address", language) for line in client.address_lines]
    return [name, *(line for line in lines if line)]


def fitted_address(
    texts: list[str], width: float, height: float, *, sizes: tuple[float, float], leading: float
) -> SetAddress | None:
    """The texts a line each, at the largest of the sizes that lets them; at the smallest, long ones are wrapped.

    Many lines are made smaller yet, down to 7 points; None when even then they're higher than `height`. `leading` is
    of the type size, where there is room for it.
    """
    largest, smallest = sizes
    wrapped_from = round((largest - smallest) / 0.1)
    for step in range(round((largest - min(smallest, _SMALLEST_OF_ALL)) / 0.1) + 1):
        size = largest - step * 0.1
        lines = tuple(
            line for text in texts for line in break_lines(words_of([Run(text, SERIF)]), measure(width, size))
        )
        apart = min(size * leading * _POINT, height / len(lines))
        if apart >= size * _CLOSEST * _POINT and (len(lines) == len(texts) or step >= wrapped_from):
            return SetAddress(lines, size, apart)
    return None
