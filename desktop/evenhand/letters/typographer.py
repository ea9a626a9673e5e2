"""No-break spaces where a line of a letter must not end, by language. It never changes what is to be read."""

import re
from functools import cache

from evenhand.domain.records import LETTER_LANGUAGES

_NBSP = "\u00a0"
# Markdown's own marks may stand between what belongs together: **3 500** ₽.
_MARKS = r"[*_]*"

_UNITS = r"[₽€£$֏%]|lei\b|leu\b|(?:руб|коп)\.|драм|դրամ|лей\b|лея\b|леев\b|[A-Z]{3}\b|гг?\.|թ\.|թթ\.|шт\.|л\.|°"
_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "ru": "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря",
    "ro": "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|decembrie",
    "hy": "հունվարի|փետրվարի|մարտի|ապրիլի|մայիսի|հունիսի|հուլիսի|օգոստոսի|սեպտեմբերի|հոկտեմբերի|նոյեմբերի|դեկտեմբերի",
}
# Short words that lean on the next one.
_LEANING = {
    "en": r"a|I|Mr\.?|Mrs\.?|Ms\.?|Mx\.?|Dr\.?|St\.?|No\.|no\.|p\.",
    "ru": (
        r"в|во|к|ко|с|со|о|об|обо|у|и|а|я|но|на|по|за|из|от|до|не|ни|для|без|при|над|под|как|что|"
        r"г\.|гор\.|ул\.|пр\.|просп\.|пер\.|пл\.|наб\.|ш\.|д\.|корп\.|к\.|стр\.|кв\.|оф\.|обл\.|р-н|тел\.|ИП|т\.|см\."
    ),
    "ro": r"o|a|e|și|în|la|cu|de|pe|nr\.|str\.|Str\.|bd\.|Bd\.|bl\.|sc\.|et\.|ap\.|jud\.|com\.|dl\.?|dna\.?|Dlui|Dnei",
    "hy": r"և|ու|ք\.|գ\.|փող\.|պող\.|շ\.|բն\.|տուն|ԱՁ|հատ\.",
}


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    initial = r"[A-ZА-ЯЁĂÂÎȘȚԱ-Ֆ]\."
    rules = [
        (rf"(?<=\d)({_MARKS}) ({_MARKS})(?={_UNITS})", rf"\1{_NBSP}\2"),
        (r"(?<=[№§#]) (?=[\w*])", _NBSP),
        (rf"(?<=\d)({_MARKS}) (?={_MONTHS[language]})", rf"\1{_NBSP}"),
        # 1 234 567 typed with plain spaces
        (r"(?<=\d) (?=\d{3}(?!\d))", _NBSP),
        # O. S. Borodina, both ways round
        (rf"(?<=\b{initial}) (?={initial}|[A-ZА-ЯЁĂÂÎȘȚԱ-Ֆ]\w)", _NBSP),
        (r" (?=[–—](?:\s|$))", _NBSP),
        (rf"(?<!\S)([*_(«„\"]*)((?i:{_LEANING[language]})) (?=\S)", rf"\1\2{_NBSP}"),
    ]
    return tuple((re.compile(pattern, re.MULTILINE), put) for pattern, put in rules)


def glued(text: str, language: str) -> str:
    """The text with its holding spaces, ready to be broken into lines."""
    if " " not in text:
        return text
    for pattern, put in _rules(language if language in LETTER_LANGUAGES else "en"):
        text = pattern.sub(put, text)
    return text
