from __future__ import annotations

import pytest

from mitmachstadt.methods.text_import import ImportRefused, decode

TEXT = "Straßen für Bürger*innen – „mehr Grün“"


@pytest.mark.parametrize(
    ("data", "encoding", "removed_bom"),
    [
        (TEXT.encode(), "utf-8", False),
        (TEXT.encode("utf-8-sig"), "utf-8", True),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le", True),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be", True),
        (TEXT.encode("cp1252"), "windows-1252", False),
        ("GRÜNFLÄCHEN, Größe, CAFÉ".encode("latin-1"), "windows-1252", False),
    ],
)
def test_certain_encodings_are_read(data: bytes, encoding: str, removed_bom: bool) -> None:
    decoded = decode(data)
    assert (decoded.encoding, decoded.removed_bom) == (encoding, removed_bom)
    assert decoded.text in (TEXT, "GRÜNFLÄCHEN, Größe, CAFÉ")


@pytest.mark.parametrize("data", [b"", b" \r\n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n"])
def test_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode(data)
    assert refused.value.code == "empty_file"


@pytest.mark.parametrize(
    "data",
    [b"%PDF-1.7 abc", b"PK\x03\x04xyz", b"\xff\xd8\xff\xe0", b"ab\x00cd", b"\x01\x02\x03\x04"],
)
def test_binary_file_is_refused(data: bytes) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode(data)
    assert refused.value.code == "not_text"


def test_unclear_encoding_asks_and_takes_the_answer() -> None:
    data = "Gr\u00fcne Stra\u00dfe".encode("cp850")
    with pytest.raises(ImportRefused) as refused:
        decode(data)
    assert refused.value.code == "encoding_unclear"
    assert "cp850" in refused.value.data["candidates"]  # type: ignore[operator]
    assert "Gr" in str(refused.value)
    assert decode(data, encoding="cp850").text == "Grüne Straße"


@pytest.mark.parametrize(
    ("encoding", "code"), [("klingon", "unknown_encoding"), ("utf-8", "wrong_encoding")]
)
def test_wrong_answer_is_refused(encoding: str, code: str) -> None:
    with pytest.raises(ImportRefused) as refused:
        decode("für".encode("latin-1"), encoding=encoding)
    assert refused.value.code == code


def test_bytes_that_make_no_german_words_are_a_question() -> None:
    with pytest.raises(ImportRefused) as refused:
        decode("Grüne Straße".encode("mac-roman"))
    assert refused.value.code == "encoding_unclear"
