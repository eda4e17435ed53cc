"""Names as they are compared, and short names made from them."""

from __future__ import annotations

import re
import unicodedata

_SILENT = frozenset(
    """
    ag bv co corp corporation gmbh inc incorporated kg kgaa limited llc ltd mbh nv plc sa sarl se spa srl ug and und
    """.split()
)
_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "+": " plus "}
)


def normalised(name: str) -> str:
    """The name as it is compared: lower case, umlauts spelled out, without accents, signs, legal forms and *and*.

    `"Müller & Söhne GmbH"` and `"mueller und soehne"` are the same. A name of nothing but such words is kept.
    """
    spelled = unicodedata.normalize("NFKC", name).lower().translate(_SPELLINGS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", plain))
    return " ".join([word for word in words if word not in _SILENT] or words)


def handle_for(partner: str, taken: frozenset[str]) -> str:
    """A short name for the partner that is not taken: `acme`, else `acme-2`."""
    stem = normalised(partner).replace(" ", "-")[:32].strip("-") or "partner"
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
