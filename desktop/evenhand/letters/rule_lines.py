"""The house rules' lines for clients, which a letter shows as a list in the place of [[rules]].

Each is written in the closed language of the letters' own texts. It's said to everybody, so it knows no client.
"""

from dataclasses import replace

from evenhand.domain.letter_kinds import KINDS
from evenhand.domain.records import LetterKind
from evenhand.letters import markdown
from evenhand.letters.facts import LetterFacts
from evenhand.letters.fields import values
from evenhand.letters.markdown import Paragraph
from evenhand.letters.refusal import LetterRefused
from evenhand.letters.template import fill_body, nearest
from evenhand.letters.trial import bare_facts, difficult_facts, invented_owner


def items(kind: LetterKind, facts: LetterFacts) -> list[Paragraph]:
    """The lines as the items of a list, filled; one whose conditions leave nothing of it falls away.

    Raises LetterRefused: "no_rule_lines" where no rule has words in the language, "rule_line" for a mistake in one.
    """
    known = known_to_all(kind, facts)
    found = [one for line in facts.rules for one in _item(line, known)]
    if not found:
        raise LetterRefused("no_rule_lines", language=facts.language)
    return found


def known_to_all(kind: LetterKind, facts: LetterFacts) -> dict[str, str]:
    """The fields that hold something whoever reads them."""
    return {name: "" if name.startswith("client.") else value for name, value in values(kind, facts).items()}


def plain_lines(kind: LetterKind, facts: LetterFacts) -> list[str]:
    """The same as plain text."""
    return ["\n".join("".join(run.text for run in line) for line in one.lines) for one in items(kind, facts)]


def check(language: str, line: str) -> None:
    """Tries a line on invented letters. Raises LetterRefused, "rule_line" or what a character raises."""
    from evenhand.letters.flow import Prose

    kind = next(kind for kind, one in KINDS.items() if "rules" in one.blocks)
    owner = invented_owner(language)
    for facts in (*difficult_facts(owner, language, kind), *bare_facts(owner, language, kind)):
        for one in _item(line, known_to_all(kind, replace(facts, rules=(line,)))):
            Prose.of(one, language)


def _item(line: str, known: dict[str, str]) -> list[Paragraph]:
    try:
        blocks = markdown.blocks(fill_body(" ".join(line.split()), known), ())
    except LetterRefused as refused:
        details = refused.details
        raise LetterRefused(
            "rule_line",
            text=line,
            reason=details.get("reason", refused.code),
            name=details.get("name", ""),
            did_you_mean=_meant(details, known),
        ) from refused
    found = [one for one in blocks if isinstance(one, Paragraph)]
    return [replace(one, bullet="" if number else "•", depth=1) for number, one in enumerate(found)]


def _meant(details: dict[str, object], known: dict[str, str]) -> str | None:
    """Of all fields, one that holds something was meant."""
    if details.get("reason") != "unknown_field":
        return None
    return nearest(str(details["name"]), tuple(name for name, value in known.items() if value))
