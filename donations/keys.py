"""Each pledge form that we draw carries a key of its own, signed and dated.

The key is stored with the pledge and is unique there, so one form makes one pledge however
often it is sent. The signature means that a form was drawn here before it was sent.
"""

from datetime import timedelta
from uuid import UUID, uuid4

from django.core.signing import BadSignature, TimestampSigner

GOOD_FOR = timedelta(days=7)
_signer = TimestampSigner(salt="donations.keys")


def fresh() -> str:
    return _signer.sign(uuid4().hex)


def read(signed: str, *, max_age: timedelta | None = None) -> UUID | None:
    """The key, or nothing when it is not ours or is older than allowed."""
    try:
        return UUID(_signer.unsign(signed, max_age=max_age))
    except (BadSignature, ValueError):
        return None
