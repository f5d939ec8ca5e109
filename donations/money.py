from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.conf import settings


class Currency(NamedTuple):
    code: str
    symbol: str
    units: str
    decimals: int = 2


CURRENCIES = {
    currency.code: currency
    for currency in (
        Currency("AUD", "A$", "Australian dollars"),
        Currency("CAD", "C$", "Canadian dollars"),
        Currency("CHF", "CHF\u00a0", "francs"),
        Currency("DKK", "DKK\u00a0", "kroner"),
        Currency("EUR", "€", "euros"),
        Currency("GBP", "£", "pounds"),
        Currency("JPY", "¥", "yen", decimals=0),
        Currency("NOK", "NOK\u00a0", "kroner"),
        Currency("NZD", "NZ$", "New Zealand dollars"),
        Currency("PLN", "PLN\u00a0", "zlotys"),
        Currency("SEK", "SEK\u00a0", "kronor"),
        Currency("USD", "$", "dollars"),
    )
}


def default_currency() -> str:
    """The publication's own: the code that the settings name."""
    return settings.CURRENCY


def currency_choices() -> list[tuple[str, str]]:
    codes = sorted({*CURRENCIES, default_currency()})
    return [(code, f"{code} ({currency(code).units})") for code in codes]


def currency(code: str) -> Currency:
    """A currency outside the table is written by its code."""
    return CURRENCIES.get(code) or Currency(code, f"{code}\u00a0", code)


def written(amount: Decimal | int, code: str) -> str:
    """As a reader sees it: £10, £10.50, £1,000. Nothing is shown after a round sum."""
    symbol, decimals = currency(code).symbol, currency(code).decimals
    rounded = round_to(amount, decimals)
    sign = "−" if rounded < 0 else ""
    figures = f"{abs(rounded):,.{decimals}f}"
    return f"{sign}{symbol}{figures.removesuffix('.00')}"


def round_to(amount: Decimal | int, decimals: int) -> Decimal:
    return Decimal(amount).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
