"""Pages as the bytes of a PDF, with the tree of roles beside them."""

import hashlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from mitmachstadt.methods.tagged_pdf.blocks import Block
from mitmachstadt.methods.tagged_pdf.fonts import Font
from mitmachstadt.methods.tagged_pdf.layout import BOTTOM, HEIGHT, RIGHT, WIDTH, Page, Run, laid_out

SIZES = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5)
_COLOUR = "0.09 0.1 0.11 rg"


@dataclass(frozen=True)
class Fonts:
    regular: Font
    bold: Font


@dataclass
class _Role:
    """A node of the tree of roles, as "TH/Row" with its scope; `places`: pages, numbers of text."""

    role: str
    kids: dict[tuple[str, int], "_Role"] = field(default_factory=dict)
    places: list[tuple[int, int]] = field(default_factory=list)


class _File:
    """Objects by their numbers."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def new(self) -> int:
        self.objects.append(b"")
        return len(self.objects)

    def put(self, number: int, content: str | bytes) -> int:
        self.objects[number - 1] = content.encode() if isinstance(content, str) else content
        return number

    def add(self, content: str | bytes) -> int:
        return self.put(self.new(), content)

    def stream(self, data: bytes, entries: str = "") -> int:
        packed = zlib.compress(data, 9)
        head = f"<< {entries} /Length {len(packed)} /Filter /FlateDecode >>\nstream\n"
        return self.add(head.encode() + packed + b"\nendstream")

    def written(self, root: int, info: int) -> bytes:
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        offsets = []
        for number, content in enumerate(self.objects, 1):
            offsets.append(len(out))
            out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
        name = hashlib.sha256(bytes(out)).hexdigest()[:32]
        start = len(out)
        out += f"xref\n0 {len(offsets) + 1}\n0000000000 65535 f \n".encode()
        out += "".join(f"{offset:010} 00000 n \n" for offset in offsets).encode()
        trailer = f"/Size {len(offsets) + 1} /Root {root} 0 R /Info {info} 0 R"
        out += f"trailer\n<< {trailer} /ID [<{name}> <{name}>] >>\n".encode()
        return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


def made_pdf(
    blocks: Sequence[Block],
    fonts: Fonts,
    *,
    title: str,
    language: str,
    day: date,
    footer: str = "",
    most_pages: int | None = None,
) -> bytes:
    """The document.

    Args:
        language: BCP 47, for example "de".
        day: the day that it says it was made on.
        footer: stands below every page, before its number.
        most_pages: letters get smaller, down to 7.5 points, until it fits.
    """
    for size in SIZES:
        pages = laid_out(blocks, fonts.regular, fonts.bold, size=size)
        if most_pages is None or len(pages) <= most_pages:
            break
    file = _File()
    root, info, tree = file.new(), file.new(), file.new()
    used = "".join(run.text for page in pages for run in page.runs) + footer + "0123456789/ "
    names = {False: _font(file, fonts.regular, used), True: _font(file, fonts.bold, used)}
    kids = file.new()
    roles = _Role("Document")
    numbers = []
    for place, page in enumerate(pages):
        words = f"{footer}  {place + 1} / {len(pages)}".strip()
        drawn = _drawn(page, place, roles, fonts, words)
        content = file.stream(drawn.encode())
        numbers.append(
            file.add(
                f"<< /Type /Page /Parent {kids} 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}]"
                f" /Contents {content} 0 R /StructParents {place} /Tabs /S /Resources"
                f" << /Font << /F0 {names[False]} 0 R /F1 {names[True]} 0 R >> >> >>"
            )
        )
    listed = " ".join(f"{number} 0 R" for number in numbers)
    file.put(kids, f"<< /Type /Pages /Kids [{listed}] /Count {len(numbers)} >>")
    _write_tree(file, tree, roles, numbers)
    file.put(
        root,
        f"<< /Type /Catalog /Pages {kids} 0 R /StructTreeRoot {tree} 0 R /MarkInfo"
        f" << /Marked true >> /Lang ({language}) /ViewerPreferences << /DisplayDocTitle true >>"
        f" /Metadata {_metadata(file, title, language, day)} 0 R >>",
    )
    moment = f"(D:{day:%Y%m%d}000000Z)"
    file.put(info, f"<< /Title {_text(title)} /CreationDate {moment} /ModDate {moment} >>")
    return file.written(root, info)


def _text(words: str) -> str:
    return f"<FEFF{words.encode('utf-16-be').hex()}>"


def _drawn(page: Page, place: int, roles: _Role, fonts: Fonts, footer: str) -> str:
    """The page's content; each run of text with its number in the tree."""
    pieces = [_COLOUR]
    for number, run in enumerate(page.runs):
        here = roles
        for step in run.path:
            here = here.kids.setdefault(step, _Role(step[0]))
        here.places.append((place, number))
        font = fonts.bold if run.bold else fonts.regular
        pieces.append(
            f"/{here.role.partition('/')[0]} << /MCID {number} >> BDC\n{_shown(run, font)}\nEMC"
        )
    for x, y, until in page.rules:
        pieces.append(f"/Artifact BMC\n0.6 G 0.4 w {x:.2f} {y:.2f} m {until:.2f} {y:.2f} l S\nEMC")
    wide = fonts.regular.width(footer, 8)
    below = Run(footer, WIDTH - RIGHT - wide, BOTTOM - 24, 8, False, ())
    pieces.append(f"/Artifact << /Type /Pagination >> BDC\n{_shown(below, fonts.regular)}\nEMC")
    return "\n".join(pieces)


def _shown(run: Run, font: Font) -> str:
    """A line, with a space at its end so that copied lines do not run into each other."""
    glyphs = "".join(f"{font.glyph(letter):04X}" for letter in f"{run.text} ")
    return f"BT /F{int(run.bold)} {run.size:.2f} Tf {run.x:.2f} {run.y:.2f} Td <{glyphs}> Tj ET"


def _font(file: _File, font: Font, used: str) -> int:
    """A font with all its glyphs, and what letters those are that the text uses."""
    left, bottom, right, top = font.box
    data = file.stream(font.data, f"/Length1 {len(font.data)}")
    name = f"F{hashlib.sha256(font.data).hexdigest()[:8].upper()}"
    descriptor = file.add(
        f"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox"
        f" [{left} {bottom} {right} {top}] /ItalicAngle 0 /Ascent {font.ascent} /Descent"
        f" {font.descent} /CapHeight {font.ascent} /StemV 80 /FontFile2 {data} 0 R >>"
    )
    widths = " ".join(map(str, font.widths))
    inner = file.add(
        f"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry"
        f" (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R"
        f" /CIDToGIDMap /Identity /W [0 [{widths}]] >>"
    )
    letters = file.stream(_letters(font, used).encode())
    return file.add(
        f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
        f" /DescendantFonts [{inner} 0 R] /ToUnicode {letters} 0 R >>"
    )


def _letters(font: Font, used: str) -> str:
    pairs = sorted({(font.glyph(letter), letter) for letter in f"{used} "})
    known = dict(pair for pair in pairs if pair[0])
    lines = [
        f"<{glyph:04X}> <{letter.encode('utf-16-be').hex()}>" for glyph, letter in known.items()
    ]
    blocks = [lines[at : at + 100] for at in range(0, len(lines), 100)]
    said = "\n".join(
        f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks
    )
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo << /Registry"
        " (Adobe) /Ordering (UCS) /Supplement 0 >> def /CMapName /Adobe-Identity-UCS def /CMapType"
        f" 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{said}\nendcmap CMapName"
        " currentdict /CMap defineresource pop end end"
    )


def _write_tree(file: _File, tree: int, roles: _Role, pages: list[int]) -> None:
    """The tree of roles, and for each page which role each of its texts has."""
    parents: list[dict[int, int]] = [{} for _page in pages]
    top = _write_role(file, roles, tree, pages, parents)
    arrays = " ".join(
        f"{place} [{' '.join(f'{owners[n]} 0 R' for n in sorted(owners))}]"
        for place, owners in enumerate(parents)
    )
    known = file.add(f"<< /Nums [{arrays}] >>")
    file.put(
        tree,
        f"<< /Type /StructTreeRoot /K {top} 0 R /ParentTree {known} 0 R"
        f" /ParentTreeNextKey {len(pages)} >>",
    )


def _write_role(
    file: _File, role: _Role, parent: int, pages: list[int], parents: list[dict[int, int]]
) -> int:
    number = file.new()
    kids = [f"{_write_role(file, kid, number, pages, parents)} 0 R" for kid in role.kids.values()]
    for page, text in role.places:
        parents[page][text] = number
        kids.append(f"<< /Type /MCR /Pg {pages[page]} 0 R /MCID {text} >>")
    name, _slash, scope = role.role.partition("/")
    said = f" /A << /O /Table /Scope /{scope} >>" if scope else ""
    return file.put(
        number,
        f"<< /Type /StructElem /S /{name} /P {parent} 0 R /K [{' '.join(kids)}]{said} >>",
    )


def _metadata(file: _File, title: str, language: str, day: date) -> int:
    """The same as XMP."""
    words = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    data = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"'
        "><dc:title><rdf:Alt>"
        f'<rdf:li xml:lang="x-default">{words}</rdf:li></rdf:Alt></dc:title><dc:language><rdf:Bag>'
        f"<rdf:li>{language}</rdf:li></rdf:Bag></dc:language>"
        f"<xmp:CreateDate>{day.isoformat()}</xmp:CreateDate>"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>'
    )
    body = data.encode()
    head = f"<< /Type /Metadata /Subtype /XML /Length {len(body)} >>\nstream\n".encode()
    return file.add(head + body + b"\nendstream")
