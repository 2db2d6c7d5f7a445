"""Short public ids: what stands in addresses, fixtures, exports and reviews."""

import secrets

#: Douglas Crockford's base 32, lower case: no i, l, o, u to misread or to spell words.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 12


def new_public_id() -> str:
    """Return 12 random signs of Crockford's base 32: 60 bits from the system's source.

    At 10 million rows the chance that any two collide is about 4 in 100,000; the
    unique constraint refuses the second one.
    """
    bits = secrets.randbits(5 * LENGTH)  # asked for once: five for each sign
    return "".join([ALPHABET[bits >> place & 31] for place in range(0, 5 * LENGTH, 5)])


def is_public_id(value: str) -> bool:
    """Tell whether value has the form of a public id; says nothing of its existence."""
    return len(value) == LENGTH and all(sign in ALPHABET for sign in value)
