"""Licences that words and photographs may carry, with the address that a page links to."""

from django.db import models


class Licence(models.TextChoices):
    ALL_RIGHTS_RESERVED = "all-rights-reserved", "All rights reserved"
    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC_BY_ND = "cc-by-nd-4.0", "CC BY-ND 4.0"
    CC_BY_NC = "cc-by-nc-4.0", "CC BY-NC 4.0"
    CC_BY_NC_SA = "cc-by-nc-sa-4.0", "CC BY-NC-SA 4.0"
    CC_BY_NC_ND = "cc-by-nc-nd-4.0", "CC BY-NC-ND 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    PUBLIC_DOMAIN = "public-domain", "Public domain"

    @property
    def url(self) -> str:
        """The deed's address; empty where there is none."""
        if self is Licence.ALL_RIGHTS_RESERVED:
            return ""
        if self is Licence.CC0:
            return "https://creativecommons.org/publicdomain/zero/1.0/"
        if self is Licence.PUBLIC_DOMAIN:
            return "https://creativecommons.org/publicdomain/mark/1.0/"
        kind = self.value.removeprefix("cc-").removesuffix("-4.0")
        return f"https://creativecommons.org/licenses/{kind}/4.0/"

    @classmethod
    def at(cls, url: str) -> "Licence | None":
        """The licence whose deed is at this address, whatever its scheme or final slash."""
        wanted = url.strip().partition("://")[2].rstrip("/")
        return next((each for each in cls if each.url[8:].rstrip("/") == wanted and wanted), None)
