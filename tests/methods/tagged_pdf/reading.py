"""Reads back what `tagged_pdf` writes: enough of PDF to be sure that others can."""

import re
import zlib


def objects(pdf: bytes) -> dict[int, bytes]:
    """Every object by its number, found through the table of offsets as a viewer does."""
    start = int(pdf.rsplit(b"startxref\n", 1)[1].split(b"\n", 1)[0])
    assert pdf[start : start + 4] == b"xref"
    lines = pdf[start:].split(b"\n")
    count = int(lines[1].split()[1])
    found = {}
    for number in range(1, count):
        offset = int(lines[2 + number].split()[0])
        head = f"{number} 0 obj\n".encode()
        assert pdf[offset : offset + len(head)] == head
        found[number] = pdf[offset + len(head) : pdf.index(b"\nendobj", offset)]
    return found


def stream(content: bytes) -> bytes:
    length = int(re.search(rb"/Length (\d+)", content)[1])
    begin = content.index(b"stream\n") + 7
    return zlib.decompress(content[begin : begin + length])


def pages(pdf: bytes) -> list[str]:
    """The words of each page as somebody copies them."""
    known = objects(pdf)
    fonts = {}
    for content in known.values():
        if b"/Subtype /Type0" in content:
            letters = stream(known[int(re.search(rb"/ToUnicode (\d+)", content)[1])]).decode()
            pairs = re.findall(r"^<([0-9A-F]{4})> <([0-9a-f]+)>$", letters, re.M)
            fonts[content] = {g: bytes.fromhex(u).decode("utf-16-be") for g, u in pairs}
    said = []
    for content in known.values():
        if not re.search(rb"/Type /Page\b", content):
            continue
        names = {
            name: fonts[known[int(number)]]
            for name, number in re.findall(rb"/(F[01]) (\d+) 0 R", content)
        }
        drawn = stream(known[int(re.search(rb"/Contents (\d+)", content)[1])])
        lines = [
            "".join(names[name].get(g, "?") for g in re.findall("....", glyphs.decode()))
            for name, glyphs in re.findall(rb"/(F[01]) [^<]*<([0-9A-F]*)> Tj", drawn)
        ]
        said.append("\n".join(line.rstrip() for line in lines))
    return said


def roles(pdf: bytes) -> list[str]:
    """The roles of the tree, from the top, each before what is in it."""
    known = objects(pdf)
    tree = next(c for c in known.values() if b"/Type /StructTreeRoot" in c)

    def below(number: int) -> list[str]:
        content = known[number]
        kids = re.search(rb"/K \[(.*?)\](?: /A|\s*>>$)", content, re.S)[1]
        bare = re.sub(rb"<<.*?>>", b"", kids)
        role = re.search(rb"/S /(\w+)", content)[1].decode()
        return [role, *(r for kid in re.findall(rb"(\d+) 0 R", bare) for r in below(int(kid)))]

    return below(int(re.search(rb"/K (\d+) 0 R", tree)[1]))
