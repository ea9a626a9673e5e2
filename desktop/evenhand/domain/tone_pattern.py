"""The small language in which a language's phrase list says what to look for. resources/tone/en.toml explains it.

A pattern becomes a regular expression whose repeats are all bounded by words, so that no text makes it slow, and sets
of words of each of which every match holds one, so that most patterns are never run at all.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import permutations

from evenhand.domain.tone_text import Folding

_BETWEEN = ",? (?:- )?"  # a comma or a dash between two words doesn't hide a phrase
_SPECIAL = "()[]<>{}|~#^$!\\"
_NAME = re.compile(r"\{([a-z_]+)\}")
_LITERAL = re.compile(r"(?:\\.|[^ ()\[\]<>{}|~#^$!\\])+")
_PLAIN_TERM = re.compile(r"[^ ()\[\]<>{}|~#^$!\\.][^ ()\[\]<>{}|~#^$!\\]*(?=[ )|\]>]|$)")
_FIRST_WORD = re.compile(r"\w+")
_GAP_MEANT = re.compile(r"\.\.\d")
_GAP = re.compile(r"\.\.(\d)(?=[ )|\]>]|$)")

_DIGITS = frozenset("0123456789")

# Of each of these a match holds one. A word with a space after it stands alone; one without may be a word's beginning.
Needed = tuple[frozenset[str], ...]


class PatternMistake(ValueError):
    """A pattern that can't be read, with the reason."""


@dataclass(frozen=True, eq=False)
class Pattern:
    """One pattern, ready to look for."""

    source: str
    expression: str
    needed: Needed

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(self.expression)


@dataclass(frozen=True)
class _Term:
    """What stands between two spaces of a pattern. Kinds: word, maybe, gap, not, start, end."""

    kind: str
    expression: str
    needed: Needed = ()


@cache
def _plain_term(source: str) -> _Term:
    """Words without signs, but for a backslash."""
    text = re.sub(r"\\(.)", r"\1", source)
    first = _FIRST_WORD.match(text)
    return _Term("word", re.escape(text), (frozenset({f"{first[0]} "}),) if first else ())


class Grammar:
    """Reads patterns in one language's spelling, with its named fragments."""

    def __init__(self, folding: Folding, fragments: Mapping[str, Sequence[str]]) -> None:
        self._folding = folding
        self._sources = fragments
        self._fragments: dict[str, tuple[str, Needed]] = {}
        self._open: list[str] = []

    def pattern(self, source: str) -> Pattern:
        """Raises PatternMistake."""
        expression, needed = _Reader(source, self).whole()
        return Pattern(source, rf"(?<!\w)(?:{expression})(?!\w)", needed)

    def patterns(self, sources: Iterable[str]) -> tuple[Pattern, ...]:
        return tuple(self.pattern(source) for source in sources)

    def fragment(self, name: str) -> tuple[str, Needed]:
        if name not in self._fragments:
            if name not in self._sources:
                raise PatternMistake(f"there is no fragment {{{name}}}")
            if name in self._open:
                raise PatternMistake(f"the fragment {{{name}}} holds itself")
            self._open.append(name)
            self._fragments[name] = _either([_Reader(source, self).whole() for source in self._sources[name]])
            self._open.pop()
        return self._fragments[name]

    def plain(self, source: str) -> str:
        return self._folding.words(source)


class _Reader:
    """Reads one pattern from left to right."""

    def __init__(self, source: str, grammar: Grammar) -> None:
        self._source = grammar.plain(source)
        self._grammar = grammar
        self._at = 0

    def whole(self) -> tuple[str, Needed]:
        found = self._alternatives()
        if self._at < len(self._source):
            raise self._mistake(f"stray {self._source[self._at]!r}")
        return found

    def _mistake(self, reason: str) -> PatternMistake:
        return PatternMistake(f"{reason} in the pattern: {self._source}")

    def _next(self) -> str:
        return self._source[self._at : self._at + 1]

    def _close(self, mark: str) -> None:
        if self._next() != mark:
            raise self._mistake(f"{mark!r} is missing")
        self._at += 1

    def _alternatives(self) -> tuple[str, Needed]:
        options = [_join(self._terms())]
        while self._next() == "|":
            self._at += 1
            options.append(_join(self._terms()))
        if not all(expression for expression, _needed in options):
            raise self._mistake("an empty alternative")
        return _either(options)

    def _terms(self) -> list[_Term]:
        terms: list[_Term] = []
        while self._next() not in ("", ")", "]", ">", "|"):
            if self._next() == " ":
                self._at += 1
                continue
            term = self._term()
            if term.kind == "gap" and all(one.kind == "maybe" for one in terms):
                raise self._mistake("a gap stands between two words")
            terms.append(term)
        return terms

    def _term(self) -> _Term:
        if word := _PLAIN_TERM.match(self._source, self._at):
            self._at = word.end()
            return _plain_term(word[0])
        if gap := _GAP.match(self._source, self._at):
            self._at = gap.end()
            return _Term("gap", rf"(?:,? \S++){{0,{gap[1]}}}?")
        if _GAP_MEANT.match(self._source, self._at):
            raise self._mistake("a gap is .. and one figure, at most ..9,")
        if self._next() in ("^", "$"):
            self._at += 1
            return _Term("start", r"^\W*") if self._source[self._at - 1] == "^" else _Term("end", r"(?=\W*$)")
        if self._source.startswith("!(", self._at):
            self._at += 2
            expression, _needed = self._alternatives()
            self._close(")")
            return _Term("not", rf"(?!{_BETWEEN}(?:{expression})(?!\w))")
        atoms: list[tuple[str, Needed]] = []
        optional = False
        start = self._at
        while self._next() not in ("", " ", ")", "]", ">", "|"):
            optional = self._next() == "["
            atoms.append(self._atom())
        if self._source[start : self._at] == "~":
            return _Term("word", r"\w[\w'-]*")
        expression = "".join(one for one, _needed in atoms)
        if len(atoms) == 1 and optional:
            return _Term("maybe", expression)
        needed = atoms[0][1]
        if len(atoms) > 1:
            needed = tuple(frozenset(word.rstrip() for word in one) for one in needed)
        return _Term("word", expression, needed)

    def _atom(self) -> tuple[str, Needed]:
        mark = self._next()
        if name := _NAME.match(self._source, self._at):
            self._at = name.end()
            return self._grammar.fragment(name[1])
        if mark not in _SPECIAL or mark == "\\":
            return self._literal()
        self._at += 1
        if mark == "~":
            return r"\w*", ()
        if mark == "#":
            return r"\d++", (_DIGITS,)
        if mark == "(":
            found = self._alternatives()
            self._close(")")
            return found
        if mark == "[":
            expression, _needed = self._alternatives()
            self._close("]")
            return f"(?:{expression})?", ()
        if mark == "<":
            found = self._in_any_order(self._terms())
            self._close(">")
            return found
        raise self._mistake(f"stray {mark!r}")

    def _literal(self) -> tuple[str, Needed]:
        found = _LITERAL.match(self._source, self._at)
        if not found:
            raise self._mistake("a lone backslash")
        self._at = found.end()
        term = _plain_term(found[0])
        return term.expression, term.needed

    def _in_any_order(self, terms: list[_Term]) -> tuple[str, Needed]:
        words = [term for term in terms if term.kind == "word"]
        gaps = [term for term in terms if term.kind == "gap"]
        if len(words) + len(gaps) < len(terms) or not 2 <= len(words) <= 4 or len(gaps) > 1:
            raise self._mistake("< > takes two to four words and at most one gap")
        orders = []
        for order in permutations(words):
            spread = [one for word in order for one in (word, *gaps)]
            orders.append(_join(spread[: len(spread) - len(gaps)]))
        return _either(orders)[0], sum((word.needed for word in words), ())


def _join(terms: Sequence[_Term]) -> tuple[str, Needed]:
    """Words one after the other; what may be missing takes its space along."""
    expression = ""
    begun = False  # whether a word stands before, from which the next one is parted
    for term in terms:
        if term.kind in ("gap", "not", "start", "end"):
            expression += term.expression
        elif term.kind == "maybe":
            inner = term.expression.removesuffix("?")
            expression += f"(?:{_BETWEEN}{inner})?" if begun else f"(?:{inner}{_BETWEEN})?"
        else:
            expression += f"{_BETWEEN}{term.expression}" if begun else term.expression
            begun = True
    return expression, sum((term.needed for term in terms), ())


def _either(options: Sequence[tuple[str, Needed]]) -> tuple[str, Needed]:
    different = dict(options)
    expression = f"(?:{'|'.join(different)})"
    if len(different) == 1:
        return expression, options[0][1]
    if not all(different.values()):
        return expression, ()
    return expression, (frozenset().union(*map(rarest, different.values())),)


def rarest(needed: Needed) -> frozenset[str]:
    """The set that rules out most: its shortest string is the longest, and it holds few."""
    return max(needed, key=lambda one: (min(5, *map(len, one), 5), -len(one)))
