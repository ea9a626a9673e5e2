"""Hours of one's own work as people type them, kept as whole minutes."""

import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal

MOST_HOURS = 1000


class HoursNotUnderstood(ValueError):
    """Typed hours that can't be read, or are more than a thousand. `text` is what was typed."""

    def __init__(self, text: str) -> None:
        super().__init__("not a length of time")
        self.text = text


_HOUR = r"(?:h|hrs?|hours?|ч|час(?:а|ов)?|ore|or[aă]|ժ|ժամ)"
_MINUTE = r"(?:m|mins?|minutes?|м|мин|минут[аы]?|minut|ր|րոպե|')"
_NUMBER = r"[0-9]{1,5}(?:[.,][0-9]{1,2})?"
_LENGTH = re.compile(
    rf"(?:(?P<hours>{_NUMBER})\s*{_HOUR}(?![^\W\d])\.?)?\s*(?:(?:and|и|și|si|և)\s)?\s*"
    rf"(?:(?P<minutes>{_NUMBER})\s*(?:de\s)?(?P<unit>{_MINUTE}(?!\w)\.?)?)?"
)
_CLOCK = re.compile(rf"(?P<hours>[0-9]{{1,4}})\s*[:h]\s*(?P<minutes>[0-5][0-9])\s*(?:{_HOUR}\.?)?")
_NUMERAL = re.compile(r"^(?:an?|one|o|un|один|одна|մեկ|մի)\s+(?=\w)")
_IN_WORDS = {
    "half an hour": 30, "half hour": 30, "an hour and a half": 90, "one and a half hours": 90,
    "полчаса": 30, "пол часа": 30, "полтора часа": 90,
    "jumătate de oră": 30, "o jumătate de oră": 30, "jumatate de ora": 30, "o jumatate de ora": 30,
    "o oră și jumătate": 90, "o ora si jumatate": 90,
    "կես ժամ": 30, "մեկուկես ժամ": 90,
}  # fmt: skip


def parse_minutes(text: str) -> int:
    """Minutes of "1:30", "1,5", "1.5", "90 min", "1 h 30", "1 ч 30 мин", "o oră", "45 րոպե"; a bare number is hours.

    Rounded half up to a whole minute. Raises HoursNotUnderstood.
    """
    bare = " ".join(unicodedata.normalize("NFC", text).casefold().replace("ş", "ș").replace("եւ", "և").split())
    if bare in _IN_WORDS:
        return _IN_WORDS[bare]
    bare = _NUMERAL.sub("1 ", bare)
    if found := _CLOCK.fullmatch(bare):
        hours, minutes = Decimal(found["hours"]), Decimal(found["minutes"])
    elif found := _LENGTH.fullmatch(bare):
        hours, minutes = (_number(found[name]) for name in ("hours", "minutes"))
        if found["hours"] is None and found["unit"] is None:  # a bare number
            hours, minutes = minutes, Decimal(0)
        both = found["hours"] is not None and found["minutes"] is not None
        if both and (minutes >= 60 or hours != int(hours)):
            raise HoursNotUnderstood(text)
        if found["hours"] is found["minutes"] is None:
            raise HoursNotUnderstood(text)
    else:
        raise HoursNotUnderstood(text)
    whole = int((hours * 60 + minutes).quantize(Decimal(1), ROUND_HALF_UP))
    if whole > MOST_HOURS * 60:
        raise HoursNotUnderstood(text)
    return whole


def _number(text: str | None) -> Decimal:
    return Decimal((text or "0").replace(",", "."))


def written(minutes: int) -> str:
    """Minutes as a clock writes them: 90 is "1:30"."""
    hours, rest = divmod(minutes, 60)
    return f"{hours}:{rest:02d}"
