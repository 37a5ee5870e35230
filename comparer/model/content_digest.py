"""Digests of what a result was made from."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256


def digest_parts(*parts: str | bytes) -> str:
    """The SHA-256 over texts and bytes, each with its length, as hexadecimal digits."""
    hasher = sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        hasher.update(len(content).to_bytes(8, "big") + content)
    return hasher.hexdigest()


def content_digest(files: Mapping[str, bytes]) -> str:
    """The digest over the data files of a workspace, names and contents in the order of the names."""
    return digest_parts(*(part for name in sorted(files) for part in (name, files[name])))
