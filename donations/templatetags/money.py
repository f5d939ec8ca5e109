from decimal import Decimal

from django import template

from donations.money import written

register = template.Library()


@register.filter
def money(amount: Decimal | int | None, currency: str) -> str:
    """`{{ pledge.amount|money:pledge.currency }}`: £10, £10.50, £1,000."""
    return "" if amount is None else written(amount, currency)
