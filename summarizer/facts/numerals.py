"""Words and signs that numbers are written with, as more than one module reads them. Data only."""

from __future__ import annotations

ORDINALS = {
    word: value
    for value, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
} | {
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
    "hundredth": 100,
    "thousandth": 1000,
}
ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))
CURRENCY_SIGNS = frozenset("$€£¥₽₴₹₺₪₩")
CURRENCIES = CURRENCY_SIGNS | frozenset("us$ a$ c$ hk$ usd eur gbp rub uah chf czk pln jpy cny".split())
"""What may stand before an amount and tell its currency."""
