"""The letters' own texts through the tone check, in every language that has a phrase list."""

import pytest

from evenhand import resources
from evenhand.domain.records import LetterKind, Responsibility
from evenhand.domain.tone import Severity, check
from evenhand.letters.letter import difficult_facts, first_text
from evenhand.letters.trial import bare_facts, invented_owner
from evenhand.tone_phrases import languages, phrases

WRITTEN = [
    (language, LetterKind(path.stem))
    for language in languages()
    for path in sorted(resources.path("letters", language).glob("*.md"))
]


@pytest.mark.parametrize(("language", "kind"), WRITTEN, ids=lambda one: str(one))
def test_the_letters_that_come_with_evenhand_read_well(language: str, kind: LetterKind) -> None:
    owner = invented_owner(language)
    for facts in (*difficult_facts(owner, language, kind), *bare_facts(owner, language, kind)):
        ours = facts.case and facts.case.responsibility in (Responsibility.OURS, Responsibility.SHARED)
        if kind is LetterKind.APOLOGY and not ours:
            continue  # it's offered for these two alone
        text = first_text(kind, facts)
        whole = f"{text.subject}\n\n{text.body}"
        found = [one for one in check(whole, phrases(language), kind=kind) if one.severity is not Severity.GOOD]
        assert not found, "\n".join(f"{one.category} {one.matched!r}" for one in found) + f"\n\n{whole}"
