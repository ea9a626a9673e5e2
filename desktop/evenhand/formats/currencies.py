"""What currencies and their hundredths (or thousandths) are called, by language.

Written "one|few|many", as counts.noun reads it. The units are CLDR's display names, without the country where the bare
word can't be taken for another country's money.
"""

from typing import NamedTuple


class CurrencyName(NamedTuple):
    """Both nouns' forms, no subunits where none are in use, and the unit's gender (m or f), which bends the numeral in
    Russian and Romanian."""

    units: str
    subunits: str = ""
    gender: str = "m"


_EN = {
    "AMD": CurrencyName("dram|drams", "luma"),
    "CHF": CurrencyName("Swiss franc|Swiss francs", "centime|centimes"),
    "EUR": CurrencyName("euro|euros", "cent|cents"),
    "GBP": CurrencyName("pound|pounds", "penny|pence"),
    "GEL": CurrencyName("lari", "tetri"),
    "JPY": CurrencyName("yen"),
    "KWD": CurrencyName("Kuwaiti dinar|Kuwaiti dinars", "fils"),
    "KZT": CurrencyName("tenge", "tiyn"),
    "MDL": CurrencyName("Moldovan leu|Moldovan lei", "ban|bani"),
    "RON": CurrencyName("Romanian leu|Romanian lei", "ban|bani"),
    "RUB": CurrencyName("Russian rouble|Russian roubles", "kopeck|kopecks"),
    "TND": CurrencyName("Tunisian dinar|Tunisian dinars", "millime|millimes"),
    "UAH": CurrencyName("hryvnia|hryvnias", "kopiyka|kopiykas"),
    "USD": CurrencyName("US dollar|US dollars", "cent|cents"),
}
_RU = {
    "AMD": CurrencyName("драм|драма|драмов", "лума|лумы|лум"),
    "CHF": CurrencyName("швейцарский франк|швейцарских франка|швейцарских франков", "сантим|сантима|сантимов"),
    "EUR": CurrencyName("евро", "цент|цента|центов"),
    "GBP": CurrencyName("фунт стерлингов|фунта стерлингов|фунтов стерлингов", "пенс|пенса|пенсов"),
    "GEL": CurrencyName("лари", "тетри"),
    "JPY": CurrencyName("иена|иены|иен", gender="f"),
    "KWD": CurrencyName("кувейтский динар|кувейтских динара|кувейтских динаров", "филс|филса|филсов"),
    "KZT": CurrencyName("тенге", "тиын|тиына|тиынов"),
    "MDL": CurrencyName("молдавский лей|молдавских лея|молдавских леев", "бан|бана|банов"),
    "RON": CurrencyName("румынский лей|румынских лея|румынских леев", "бан|бана|банов"),
    "RUB": CurrencyName("рубль|рубля|рублей", "копейка|копейки|копеек"),
    "TND": CurrencyName("тунисский динар|тунисских динара|тунисских динаров", "миллим|миллима|миллимов"),
    "UAH": CurrencyName("гривна|гривны|гривен", "копейка|копейки|копеек", "f"),
    "USD": CurrencyName("доллар США|доллара США|долларов США", "цент|цента|центов"),
}
_RO = {
    "AMD": CurrencyName("dram|drami", "luma"),
    "CHF": CurrencyName("franc elvețian|franci elvețieni", "centimă|centime"),
    "EUR": CurrencyName("euro", "cent|cenți"),
    "GBP": CurrencyName("liră sterlină|lire sterline", "penny|pence", "f"),
    "GEL": CurrencyName("lari", "tetri"),
    "JPY": CurrencyName("yen|yeni"),
    "KWD": CurrencyName("dinar kuweitian|dinari kuweitieni", "fils"),
    "KZT": CurrencyName("tenge", "tiyn", "f"),
    "MDL": CurrencyName("leu|lei", "ban|bani"),
    "RON": CurrencyName("leu|lei", "ban|bani"),
    "RUB": CurrencyName("rublă rusească|ruble rusești", "copeică|copeici", "f"),
    "TND": CurrencyName("dinar tunisian|dinari tunisieni", "milim|milimi"),
    "UAH": CurrencyName("grivnă|grivne", "copeică|copeici", "f"),
    "USD": CurrencyName("dolar american|dolari americani", "cent|cenți"),
}
_HY = {
    "AMD": CurrencyName("դրամ", "լումա"),
    "CHF": CurrencyName("շվեյցարական ֆրանկ", "սանտիմ"),
    "EUR": CurrencyName("եվրո", "ցենտ"),
    "GBP": CurrencyName("ֆունտ ստերլինգ", "պենս"),
    "GEL": CurrencyName("լարի", "թեթրի"),
    "JPY": CurrencyName("իեն"),
    "KWD": CurrencyName("Քուվեյթի դինար", "ֆիլս"),
    "KZT": CurrencyName("տենգե", "տիին"),
    "MDL": CurrencyName("մոլդովական լեյ", "բան"),
    "RON": CurrencyName("ռումինական լեյ", "բան"),
    "RUB": CurrencyName("ռուսական ռուբլի", "կոպեկ"),
    "TND": CurrencyName("թունիսյան դինար", "միլիմ"),
    "UAH": CurrencyName("գրիվնա", "կոպեկ"),
    "USD": CurrencyName("ԱՄՆ դոլար", "ցենտ"),
}
NAMES = {"en": _EN, "ru": _RU, "ro": _RO, "hy": _HY}
