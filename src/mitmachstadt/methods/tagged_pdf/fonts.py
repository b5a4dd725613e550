"""What a PDF has to know of a TrueType font: widths, and which glyph a letter is.

Tables after the OpenType specification 1.9: head, hhea, hmtx, maxp, OS/2 and cmap format 4.
"""

import struct
from dataclasses import dataclass


class FontUnreadable(ValueError):
    """Not a TrueType font with the tables that are needed."""


@dataclass(frozen=True)
class Font:
    """`widths`, `box`, `ascent` and `descent` in thousandths of the size."""

    data: bytes
    glyphs: dict[int, int]
    widths: list[int]
    box: tuple[int, int, int, int]
    ascent: int
    descent: int

    def glyph(self, letter: str) -> int:
        """0, the empty box, for what the font does not have."""
        return self.glyphs.get(ord(letter), 0)

    def width(self, text: str, size: float) -> float:
        """How wide a text is, in points."""
        return sum(self.widths[self.glyph(letter)] for letter in text) * size / 1000


def read_font(data: bytes) -> Font:
    """
    Raises:
        FontUnreadable: it is something else.
    """
    try:
        return _read(data)
    except (struct.error, KeyError, IndexError) as error:
        raise FontUnreadable("no TrueType font") from error


def _read(data: bytes) -> Font:
    (count,) = struct.unpack_from(">H", data, 4)
    tables = {}
    for number in range(count):
        name, _sum, offset, length = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        tables[name.decode("latin-1")] = data[offset : offset + length]
    (units,) = struct.unpack_from(">H", tables["head"], 18)
    box = struct.unpack_from(">4h", tables["head"], 36)
    ascent, descent = struct.unpack_from(">2h", tables["hhea"], 4)
    (long_metrics,) = struct.unpack_from(">H", tables["hhea"], 34)
    (glyphs,) = struct.unpack_from(">H", tables["maxp"], 4)
    advances = struct.unpack_from(">" + "Hh" * long_metrics, tables["hmtx"])[::2]
    widths = [*advances, *[advances[-1]] * (glyphs - long_metrics)]

    def scaled(value: int) -> int:
        return (value * 2000 + int(units)) // (2 * int(units))

    left, bottom, right, top = map(scaled, box)
    return Font(
        data=data,
        glyphs=_letters(tables["cmap"]),
        widths=[scaled(width) for width in widths],
        box=(left, bottom, right, top),
        ascent=scaled(ascent),
        descent=scaled(descent),
    )


def _letters(cmap: bytes) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", cmap, 2)
    for number in range(count):
        _platform, _encoding, offset = struct.unpack_from(">HHL", cmap, 4 + 8 * number)
        if struct.unpack_from(">H", cmap, offset) == (4,):
            return _segments(cmap[offset:])
    raise FontUnreadable("no table of letters in format 4")


def _segments(table: bytes) -> dict[int, int]:
    (twice,) = struct.unpack_from(">H", table, 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", table, 14)
    starts = struct.unpack_from(f">{count}H", table, 16 + twice)
    deltas = struct.unpack_from(f">{count}h", table, 16 + 2 * twice)
    base = 16 + 3 * twice
    found = {}
    for number in range(count):
        (step,) = struct.unpack_from(">H", table, base + 2 * number)
        for letter in range(starts[number], ends[number] + 1):
            if letter == 0xFFFF:
                continue
            if step == 0:
                glyph = (letter + deltas[number]) & 0xFFFF
            else:
                place = base + 2 * number + step + 2 * (letter - starts[number])
                (glyph,) = struct.unpack_from(">H", table, place)
                glyph = (glyph + deltas[number]) & 0xFFFF if glyph else 0
            if glyph:
                found[letter] = glyph
    return found
