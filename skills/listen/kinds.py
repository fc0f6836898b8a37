"""What kind of file a person sent, told by its bytes and never by its name."""

import re
from typing import Literal

Kind = Literal["midi", "musicxml", "mxl", "abc", "chart", "audio", "picture", "other"]

_AUDIO = (b"ID3", b"OggS", b"fLaC", b"FORM", b"MAC ", b"wvpk", b"#!AMR", b"\x1aE\xdf\xa3")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"%PDF", b"BM", b"II*\0", b"MM\0*")
_FIELD = re.compile(r"^[A-Za-z]:", re.MULTILINE)


def kind_of(content: bytes) -> Kind:
    """The kind of a file. "other" is what cannot be told."""
    head = content[:64]
    if head.startswith(b"MThd") or (head.startswith(b"RIFF") and head[8:12] == b"RMID"):
        return "midi"
    if head.startswith(b"PK\x03\x04"):
        return "mxl"
    if head.startswith(_AUDIO) or (head.startswith(b"RIFF") and head[8:12] == b"WAVE") or head[4:8] == b"ftyp":
        return "audio"
    if head[:1] == b"\xff" and head[1:2] in (b"\xfb", b"\xf3", b"\xf2", b"\xfa", b"\xf1", b"\xf9"):
        return "audio"
    if head.startswith(_PICTURES):
        return "picture"
    text = decoded(content[:100_000])
    if text is None:
        return "other"
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        return "musicxml" if re.search(r"<score-(partwise|timewise)\b", text) else "other"
    fields = {line[0] for line in _FIELD.findall(text)}
    if "K" in fields and ("X" in fields or start[:2] in ("T:", "M:", "L:")):
        return "abc"
    return "chart"


def decoded(content: bytes) -> str | None:
    """Text from bytes, whatever common encoding it is in; None for what is no text."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            try:
                return content.decode(encoding, errors="ignore")
            except UnicodeError:
                return None
    if b"\0" in content:
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    odd = sum((ch < " " and ch not in "\t\n\r\f\v") or "\x7f" <= ch < "\xa0" for ch in text)
    return None if odd > len(text) / 50 else text
