import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError

from donations import terms
from donations.money import Currency, currency, default_currency, written

LONGEST = 40
FIGURES = "0123456789"
MINUSES = "-−–"
SPACES = str.maketrans(dict.fromkeys("\t\u00a0\u2007\u2009\u202f", " "))

# 1,000.50 and 1 000.50: a comma or a space stands only before three figures.
WITH_POINT = re.compile(
    r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+)|(?=\.[0-9]))"
    r"(?:\.(?P<part>[0-9]*))?"
)
# 1 000,50 and 7,5, as on the Continent. So 1,000 is a thousand and 1,00 is one.
WITH_COMMA = re.compile(r"(?P<whole>[0-9]+|[1-9][0-9]{0,2}(?: [0-9]{3})+),(?P<part>[0-9]{1,2})")


class AmountField(forms.Field):
    """A sum of money as people write it: 25, £25, 1,000.50, 1 000,50."""

    def __init__(self, *, code: str = "", **options: object) -> None:
        super().__init__(**options)
        self.code = code or default_currency()

    @property
    def currency(self) -> Currency:
        return currency(self.code)

    @property
    def example(self) -> str:
        return "7.50" if self.currency.decimals else "750"

    def to_python(self, typed: str | None) -> Decimal | None:
        text = (typed or "").translate(SPACES).strip()
        if not text:
            return None
        if any(char.isnumeric() and char not in FIGURES for char in text[:LONGEST]):
            raise ValidationError(f"Enter the amount with the figures 0 to 9, like {self.example}")
        amount = self._read(self._bare(text))
        is_negative = any(minus in text for minus in MINUSES)
        return -amount if is_negative else amount

    def validate(self, amount: Decimal | None) -> None:
        super().validate(amount)
        if amount is None:
            return
        if amount < terms.MINIMUM:
            least = written(terms.MINIMUM, self.code)
            raise ValidationError(f"Enter an amount of {least} or more, like {self.example}")
        if amount > terms.MAXIMUM:
            most = written(terms.MAXIMUM, self.code)
            raise ValidationError(
                f"Enter an amount of {most} or less; to promise more, write to us"
            )

    def _bare(self, text: str) -> str:
        """Without a leading minus and without £ or GBP; another currency's mark stays."""
        text = text.lstrip(MINUSES).strip()
        for mark in (self.currency.symbol.strip(), self.currency.code):
            without = text.removeprefix(mark).removesuffix(mark)
            if without != text:
                return without.strip().lstrip(MINUSES)
        return text

    def _read(self, text: str) -> Decimal:
        found = len(text) <= LONGEST and (WITH_POINT.fullmatch(text) or WITH_COMMA.fullmatch(text))
        if not found:
            raise ValidationError(
                f"Enter an amount in {self.currency.units}, in figures, like {self.example}"
            )
        part = found["part"] or ""
        if len(part) > self.currency.decimals:
            raise ValidationError(self._too_precise())
        whole = re.sub("[ ,]", "", found["whole"]) or "0"
        return Decimal(f"{whole}.{part}" if part else whole)

    def _too_precise(self) -> str:
        if self.currency.decimals:
            return f"Enter no more than two figures after the point, like {self.example}"
        return f"Enter whole {self.currency.units}, like {self.example}"
