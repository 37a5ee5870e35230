"""Office files are zip archives: the same content becomes the same bytes, whoever writes it and when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

DOCUMENT_AUTHOR = "comparer"
"""The only name in an office file: never that of a user or a machine."""

_EARLIEST_ZIP_TIME = (1980, 1, 1, 0, 0, 0)
_ZIP_CREATE_SYSTEM = 0
_COMPRESSION_LEVEL = 6


def document_timestamp(as_of: str) -> datetime:
    """Midnight of an ISO date, month or year, without a zone; the first day an archive can hold where none is given."""
    try:
        return datetime.fromisoformat("-".join([*as_of.split("-"), "01", "01"][:3]))
    except ValueError:
        return datetime(*_EARLIEST_ZIP_TIME)  # noqa: DTZ001 - office files hold a date without a zone


def repack_archive(content: bytes, replacements: Mapping[str, bytes] | None = None) -> bytes:
    """The same members in the same order, without the time and the system of the writing; some with other content."""
    buffer = BytesIO()
    with (
        ZipFile(BytesIO(content)) as source_archive,
        ZipFile(buffer, "w", ZIP_DEFLATED, compresslevel=_COMPRESSION_LEVEL) as target_archive,
    ):
        for member in source_archive.infolist():
            info = ZipInfo(member.filename, _EARLIEST_ZIP_TIME)
            info.compress_type = ZIP_DEFLATED
            info.create_system = _ZIP_CREATE_SYSTEM
            target_archive.writestr(info, (replacements or {}).get(member.filename) or source_archive.read(member))
    return buffer.getvalue()
