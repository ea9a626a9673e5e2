"""The words of the house rules that come with the app, in each language that has them."""

import re

import pytest

from evenhand import built_in_rules, resources
from evenhand.domain.tone import Severity, check
from evenhand.letters import rule_lines
from evenhand.tone_phrases import phrases

LANGUAGES = sorted(path.stem for path in resources.path("rules").glob("??.toml"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_rule_has_a_name_of_its_own_and_says_what_to_do(language: str) -> None:
    words = built_in_rules.words(language)
    assert set(words) == {str(one["id"]) for one in built_in_rules.data()}
    assert len({one["name"] for one in words.values()}) == len(words)
    for one in words.values():
        assert set(one) - {"for_clients"} == {"name", "do", "say"}
        assert not re.search(r"[.!]", one["name"])
        assert "!" not in "".join(one.values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_rules_say_to_a_client_reads_well(language: str) -> None:
    for number, one in built_in_rules.words(language).items():
        found = [note for note in check(one["say"], phrases(language)) if note.severity is not Severity.GOOD]
        assert not found, f"{number}: {one['say']} {[(note.category, note.matched) for note in found]}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_for_clients_can_stand_on_the_sheet(language: str) -> None:
    lines = [one["for_clients"] for one in built_in_rules.words(language).values() if "for_clients" in one]
    assert len(lines) >= 10
    for line in lines:
        rule_lines.check(language, line)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_rules_speak_to_clients_in_every_language(language: str) -> None:
    def spoken(code: str) -> set[str]:
        return {number for number, one in built_in_rules.words(code).items() if "for_clients" in one}

    assert spoken(language) == spoken("en")
