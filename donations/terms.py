"""What a pledge may be. An operator who wants other terms sets them in the settings."""

from decimal import Decimal

from django.conf import settings

MINIMUM: Decimal = getattr(settings, "PLEDGE_MINIMUM", Decimal(1))
MAXIMUM: Decimal = getattr(settings, "PLEDGE_MAXIMUM", Decimal(100_000))
PRESETS: list[int] = getattr(settings, "PLEDGE_PRESETS", [5, 10, 20, 50, 100])
# Stands before every reference, so that a bank statement says whose it is.
REFERENCE_PREFIX: str = getattr(settings, "PLEDGE_REFERENCE_PREFIX", "MR")
