from decimal import Decimal

import pytest
from django.template import Context, Template


@pytest.mark.parametrize(
    ("amount", "code", "shown"),
    [
        (Decimal("10"), "GBP", "£10"),
        (Decimal("10.00"), "GBP", "£10"),
        (Decimal("10.5"), "GBP", "£10.50"),
        (Decimal("1000"), "GBP", "£1,000"),
        (Decimal("1234567.89"), "GBP", "£1,234,567.89"),
        (Decimal("0"), "GBP", "£0"),
        (Decimal("0.005"), "GBP", "£0.01"),
        (Decimal("-5"), "GBP", "−£5"),
        (Decimal("7.50"), "EUR", "€7.50"),
        (Decimal("1500"), "JPY", "¥1,500"),
        (Decimal("20"), "SEK", "SEK\u00a020"),
        (Decimal("20"), "XYZ", "XYZ\u00a020"),
        (None, "GBP", ""),
    ],
)
def test_money_is_written_the_short_way(amount, code, shown):
    template = Template("{% load money %}{{ amount|money:code }}")

    assert template.render(Context({"amount": amount, "code": code})) == shown
