"""Ids that sort by time and never meet: UUIDv7 as text."""

import hashlib
import os
from datetime import datetime
from uuid import UUID


def new_id(now: datetime) -> str:
    """A UUIDv7 (RFC 9562) for that moment: 48 bits of milliseconds, 74 random ones."""
    return _version_7(now, os.urandom(10))


def id_of(moment: datetime, content: str) -> str:
    """The same UUIDv7 for the same thing on every machine, so that copies of it are one."""
    return _version_7(moment, hashlib.sha256(content.encode()).digest()[:10])


def _version_7(moment: datetime, ten_bytes: bytes) -> str:
    millis = int(moment.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    noise = int.from_bytes(ten_bytes)
    value = millis << 80
    value |= 0x7 << 76 | (noise >> 64 & 0xFFF) << 64
    value |= 0b10 << 62 | noise & 0x3FFF_FFFF_FFFF_FFFF
    return str(UUID(int=value))
