"""The letters' own texts through the tone check, in every language that has a phrase list."""

from datetime import date
from itertools import product

import pytest

from evenhand import formats, resources
from evenhand.domain.records import LetterKind
from evenhand.domain.tone import Severity, check
from evenhand.letters.fields import FIELDS
from evenhand.letters.template import fill_body, load
from evenhand.tone_phrases import languages, phrases

# Of each group at most one is true of a letter.
EITHER = (("case.ours", "case.shared", ""), ("refund.full", "refund.part"), ("case.number", ""))
WRITTEN = [
    (language, LetterKind(path.stem))
    for language in languages()
    for path in sorted(resources.path("letters", language).glob("*.md"))
]


@pytest.mark.parametrize(("language", "kind"), WRITTEN, ids=lambda one: str(one))
def test_the_letters_that_come_with_evenhand_read_well(language: str, kind: LetterKind) -> None:
    day = formats.long_date(date(2027, 4, 14), language)
    full = {name: day if name.endswith(("date", ".by", ".until")) else "7" for name in FIELDS}
    for chosen in product(*EITHER):
        others = {name for group in EITHER for name in group if name} - set(chosen)
        text = fill_body(load(kind, language).body, full | dict.fromkeys(others, ""))
        found = [one for one in check(text, phrases(language), kind=kind) if one.severity is not Severity.GOOD]
        assert not found, "\n".join(f"{one.category} {one.matched!r}" for one in found) + f"\n\n{text}"
