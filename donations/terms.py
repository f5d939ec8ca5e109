"""What a pledge may be, as the operator set it."""

from decimal import Decimal

from django.conf import settings

MINIMUM: Decimal = settings.PLEDGE_MINIMUM
MAXIMUM: Decimal = settings.PLEDGE_MAXIMUM
PRESETS: list[int] = settings.PLEDGE_PRESETS
# Stands before every reference, so that a bank statement says whose it is.
REFERENCE_PREFIX: str = settings.PLEDGE_REFERENCE_PREFIX
