"""Names as they are compared, and short names made from them."""

from __future__ import annotations

import re
import unicodedata

_SILENT = frozenset(
    """
    ag bv co corp corporation gmbh inc incorporated kg kgaa limited llc ltd mbh nv plc sa sarl se spa srl ug and und
    """.split()
)
_DOTTED = tuple(
    """
    a.b a.g a.s a/s b.v d.o.o e.g e.k e.kfm e.kfr e.v g.m.b.h k.g k/s l.l.c l.l.p l.p m.b.h n.v o.h.g p.l.c p/s s.a
    s.a.r.l s.a.s s.c.a s.e s.l s.l.u s.n.c s.p.a s.r.l s.r.o u.g
    """.split()
)
"""Legal forms that are known by their dots: without them they may be words, such as *as*."""
_APART = ("s.a r.l", "sp. z o.o", "sp. z.o.o")
"""Legal forms with a blank of their own: S.à r.l., Sp. z o.o."""
_SPELLINGS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "+": " plus "}
)


def _legal_forms() -> re.Pattern[str]:
    """The legal forms that are written with dots or a stroke, behind a name: `S.A.`, `S.p.A.`, `A/S`.

    Parted by blanks, as in `a. s.`, they are known at the end alone: `A. S. Watson` begins with initials.
    """
    pieces = [re.split("[./]", form) for form in _DOTTED]
    closed = [*map(re.escape, _APART), *("[./]".join(piece) for piece in pieces)]  # S.à r.l. before S.A.
    parted = [r"[./]\s?".join(piece) for piece in pieces]
    return re.compile(rf"(?<=[\s,(])(?:(?:{'|'.join(closed)})(?![./]?[^\W_])|(?:{'|'.join(parted)})[.)\s]*$)")


_LEGAL_FORM = _legal_forms()


def normalised(name: str) -> str:
    """The name as it is compared: lower case, umlauts spelled out, without accents, signs, legal forms and *and*.

    `"Müller & Söhne GmbH"` and `"mueller und soehne"` are the same, `"Acme S.p.A."` and `"acme"` too. A name of nothing
    but such words is kept.
    """
    spelled = unicodedata.normalize("NFKC", name).lower().translate(_SPELLINGS)
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", spelled) if not unicodedata.combining(sign))
    whole = unicodedata.normalize("NFC", plain).strip()
    return " ".join(_telling(_LEGAL_FORM.sub(" ", whole)) or _telling(whole) or _words(whole))


def _telling(text: str) -> list[str]:
    return [word for word in _words(text) if word not in _SILENT]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def handle_for(partner: str, taken: frozenset[str]) -> str:
    """A short name for the partner that is not taken: `acme`, else `acme-2`."""
    stem = normalised(partner).replace(" ", "-")[:32].strip("-") or "partner"
    if stem not in taken:
        return stem
    return next(f"{stem}-{n}" for n in range(2, len(taken) + 3) if f"{stem}-{n}" not in taken)
