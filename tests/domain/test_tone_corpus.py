"""Every language's phrase list against sentences that should be found and near-misses that shouldn't."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evenhand import formats, resources
from evenhand.domain.tone import Category, Finding, Severity, check
from evenhand.domain.tone_phrases import PHRASED
from evenhand.tone_phrases import languages, phrases

CORPUS = Path(__file__).parent / "tone_corpus"
LANGUAGES = sorted(path.stem for path in CORPUS.glob("*.toml"))
WHOLE_LETTER = (Category.NO_ADMISSION, Category.NO_APOLOGY, Category.NO_GIFT)


def corpus(language: str) -> dict[str, Any]:
    return tomllib.loads((CORPUS / f"{language}.toml").read_text("utf-8"))


def notes(text: str, language: str, kind: str = "") -> list[Finding]:
    return [one for one in check(text, phrases(language), kind=kind) if one.severity is not Severity.GOOD]


def test_every_phrase_list_has_its_sentences() -> None:
    assert set(LANGUAGES) == set(languages())


@pytest.mark.parametrize("language", LANGUAGES)
def test_bad_sentences_are_found(language: str) -> None:
    bad = [(Category(category), text) for category, texts in corpus(language)["bad"].items() for text in texts]
    missed = [
        f"{category}: {text}"
        for category, text in bad
        if category
        not in {one.category for one in notes(text, language, "apology" if category in WHOLE_LETTER else "")}
    ]
    assert len(missed) <= len(bad) * 0.05, "\n".join(missed)


@pytest.mark.parametrize("language", LANGUAGES)
def test_good_sentences_are_left_alone(language: str) -> None:
    good = corpus(language)["good"]
    flagged = [f"{one.category} {one.matched!r}: {text}" for text in good for one in notes(text, language)]
    assert len(flagged) <= len(good) * 0.02, "\n".join(flagged)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_better_sentence_reads_well_and_names_no_day_of_its_own(language: str) -> None:
    data = tomllib.loads(resources.path("tone", f"{language}.toml").read_text("utf-8"))
    tables = (table for category in PHRASED for table in data.get(category, ()))
    better = {*data["instead"].values(), *(table["instead"] for table in tables if "instead" in table)}
    day = formats.long_date(date(2026, 4, 14), language)
    known = phrases(language)
    for sentence in better:
        assert not notes(sentence.replace("{day}", day), language), sentence
        assert not known.day.finds(known.folding.words(sentence.replace("{day}", "")).lower()), sentence


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_whole_apology_letter_lacks_nothing(language: str) -> None:
    for text in corpus(language)["good_apology_letters"]:
        assert not notes(text, language, "apology"), text
