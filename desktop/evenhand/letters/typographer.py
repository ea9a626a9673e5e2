"""No-break spaces where a line of a letter must not end, by language. It never changes what is to be read."""

import re
from functools import cache, lru_cache

from evenhand import formats
from evenhand.domain.records import LETTER_LANGUAGES

_NBSP = "\u00a0"
# Markdown's own marks may stand between what belongs together: **3 500** ₽.
_MARKS = r"[*_]*"

# Armenian abbreviations are typed with a full stop or with U+2024, which looks the same.
_STOP = r"[.\u2024]"
# What follows a figure: signs and abbreviations in any language, words in the letter's own.
_UNITS = rf"[₽€£$֏%°]|[A-Z]{{3}}\b|le[iu]\b|(?:руб|коп|тыс|р|шт|л|гг?)\.|мл(?:н|рд)\b|թթ?{_STOP}"
_OWN_UNITS = {
    "en": r"p\b|thousand|million|week",
    "ru": r"тысяч|миллион|рубл|ле[йяе]|недел|год(?:а|у|ом)?\b",
    "ro": r"de\b|mi[ei]\b|mili(?:on|oan|ard)|săptămân",
    "hy": r"հազար|միլիոն|ՀՀ\b|շաբաթ|ամս|թվական",
}
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
    "hy": rf"և|ու|(?:ք|գ|փող|պող|շ|բն|հատ){_STOP}|տուն|ԱՁ",
}


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    capital = "[A-ZА-ЯЁĂÂÎȘȚԱ-Ֆ]"
    initial = rf"{capital}{_STOP}"
    words = "|".join(sorted(map(re.escape, formats.after_figures(language))))
    rules = [
        (rf"(?<=\d)({_MARKS}) ({_MARKS})(?={_UNITS}|{_OWN_UNITS[language]}|{words})", rf"\1{_NBSP}\2"),
        (r"(?<=[№§#]) (?=[\w*])", _NBSP),
        (r"(?<=\bN[or]) (?=\d)", _NBSP),
        # 3 March and March 3, but March / 2026
        (rf"(?<=\d)({_MARKS}) (?={_MONTHS[language]})", rf"\1{_NBSP}"),
        (rf"\b({_MONTHS[language]}) (?=\d{{1,2}}(?!\d))", rf"\1{_NBSP}"),
        # 1 234 567 typed with plain spaces
        (r"(?<=\d) (?=\d{3}(?!\d))", _NBSP),
        # O. S. Borodina, and Borodina O. S.
        (rf"(?<=\b{initial}) (?={initial}|{capital}\w)", _NBSP),
        (rf"(?<!\w)({capital}[^\W\d]+) (?={initial}(?:[ {_NBSP}]?{initial})?(?!\w))", rf"\1{_NBSP}"),
        (r" (?=[–—](?:\s|$))", _NBSP),
        (rf"(?<!\S)([*_(«„\"]*)((?i:{_LEANING[language]})) (?=\S)", rf"\1\2{_NBSP}"),
    ]
    return tuple((re.compile(pattern, re.MULTILINE), put) for pattern, put in rules)


@lru_cache(maxsize=1024)
def glued(text: str, language: str) -> str:
    """The text with its holding spaces, ready to be broken into lines."""
    if " " not in text:
        return text
    for pattern, put in _rules(language if language in LETTER_LANGUAGES else "en"):
        text = pattern.sub(put, text)
    return text
