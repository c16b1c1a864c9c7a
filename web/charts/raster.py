"""A drawing as PNG, rendered in this process: no browser, no font of the system, nothing read but the drawing.

The type comes with the packages of the Noto fonts, which know Latin and Cyrillic letters.
"""

from math import sqrt
from pathlib import Path
from typing import Final

import fontpkg_noto_sans
import fontpkg_noto_serif
import resvg_py

SANS: Final = fontpkg_noto_sans.FAMILY
SERIF: Final = fontpkg_noto_serif.FAMILY
_FONTS: Final = tuple(
    str(file)
    for package in (fontpkg_noto_sans, fontpkg_noto_serif)
    for file in sorted(Path(package.ROOT, "files").glob("*.ttf"))
    if "Italic" not in file.name
)
# What a picture may hold at most: its pixels are all in memory at once.
_MOST_PIXELS: Final = 5_000_000


def png(drawing: str, width: float, height: float, *, scale: float = 1) -> bytes:
    """An SVG document of this size as PNG, `scale` times as large, or less where it would be too large to hold."""
    fits = min(scale, sqrt(_MOST_PIXELS / (width * height)))
    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=max(1, round(width * fits)),
        height=max(1, round(height * fits)),
        skip_system_fonts=True,
        font_files=list(_FONTS),
        font_family=SANS,
        sans_serif_family=SANS,
        serif_family=SERIF,
    )
