"""Office files are zip archives: the same content becomes the same bytes, whoever writes it and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

AUTHOR = "comparer"
"""The only name in an office file: never that of a user or a machine."""

_FIRST = (1980, 1, 1, 0, 0, 0)
_SYSTEM = 0
_LEVEL = 6


def moment(as_of: str) -> datetime:
    """Midnight of an ISO date, month or year, without a zone; the first day an archive can hold where none is given."""
    try:
        return datetime.fromisoformat("-".join([*as_of.split("-"), "01", "01"][:3]))
    except ValueError:
        return datetime(*_FIRST)  # noqa: DTZ001 - office files hold a date without a zone


def repacked(content: bytes, replaced: Mapping[str, bytes] | None = None) -> bytes:
    """The same members in the same order, without the time and the system of the writing; some with other content."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED, compresslevel=_LEVEL) as after:
        for member in before.infolist():
            info = ZipInfo(member.filename, _FIRST)
            info.compress_type = ZIP_DEFLATED
            info.create_system = _SYSTEM
            after.writestr(info, (replaced or {}).get(member.filename) or before.read(member))
    return out.getvalue()
