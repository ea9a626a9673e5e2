"""Few things are counted in words, as one says them; many in figures."""

from evenhand.translation import pgettext


def in_words(n: int) -> str:
    """Up to twelve in words, as they stand before what is counted; any other number in figures."""
    words = (
        pgettext("how many", "one"),
        pgettext("how many", "two"),
        pgettext("how many", "three"),
        pgettext("how many", "four"),
        pgettext("how many", "five"),
        pgettext("how many", "six"),
        pgettext("how many", "seven"),
        pgettext("how many", "eight"),
        pgettext("how many", "nine"),
        pgettext("how many", "ten"),
        pgettext("how many", "eleven"),
        pgettext("how many", "twelve"),
    )
    return words[n - 1] if 1 <= n <= len(words) else str(n)


def counted(said: str, n: int) -> str:
    """A line in which `n` stands in figures, by which its plural form went, with the number in words."""
    line = said.replace(str(n), in_words(n), 1)
    return line[:1].upper() + line[1:]
