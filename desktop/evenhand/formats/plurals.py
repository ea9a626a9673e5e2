"""Which form a noun takes after a number (CLDR's plural rules for whole numbers)."""

NBSP = "\u00a0"


def plural_form(count: int, language: str) -> int:
    """The form that `count` (0 and above) takes: 0 is CLDR's one, 1 few (in English: all others), 2 many or, in
    Romanian, the form with "de". Armenian keeps the singular after any number."""
    if language == "hy":
        return 0
    if language == "ru":
        if count % 10 == 1 and count % 100 != 11:
            return 0
        return 1 if 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14 else 2
    if language == "ro":
        return 0 if count == 1 else 1 if count == 0 or 1 <= count % 100 <= 19 else 2
    return int(count != 1)


def spelled(form: int, forms: str) -> str:
    """One of a noun's forms, written "one|few|many"; forms that are alike at the end are written once."""
    spellings = forms.split("|")
    return spellings[min(form, len(spellings) - 1)]


def noun(count: int, forms: str, language: str) -> str:
    """The noun as it stands after the number: рубль, рубля, рублей; leu, lei, de lei."""
    form = plural_form(count, language)
    word = spelled(form, forms)
    return f"de{NBSP}{word}" if language == "ro" and form == 2 else word
