# ruff: noqa: INP001 - a script run once, no package
r"""Makes the documents' font of Han characters from Noto Sans SC, once.

    npm pack @expo-google-fonts/noto-sans-sc@0.4.3 && tar xzf expo-google-fonts-noto-sans-sc-*.tgz
    pip install fonttools
    python data/build_han_font.py package/400Regular/NotoSansSC_400Regular.ttf \
        src/zaal/gateways/pdf/fonts/NotoSansSC-Regular-common.ttf

Kept are the characters of GB 2312, Big5 level 1 and JIS X 0208 level 1 from the CJK blocks on, with their
punctuation; what comes before (Latin, Greek, Cyrillic, box drawing) is left to the other fonts. Hinting goes:
paper has dots enough.
"""

from __future__ import annotations

import sys
from itertools import product
from pathlib import Path

from fontTools import subset

# Rows and cells of each set in the encoding that has them two bytes a character.
TRAILS_BIG5 = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
SETS = (
    ("gb2312", range(0xA1, 0xF8), range(0xA1, 0xFF)),
    ("big5", range(0xA1, 0xC7), TRAILS_BIG5),
    ("euc_jp", range(0xA1, 0xD0), range(0xA1, 0xFF)),
)
FIRST_OF_CJK = 0x2E80


def main(source: Path, target: Path) -> None:
    """Read the whole font, write the part of it."""
    options = subset.Options(hinting=False)
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=kept())
    subsetter.subset(font)
    subset.save_font(font, str(target), options)
    sys.stdout.write(f"{target}: {target.stat().st_size // 1024} KB, {len(font.getBestCmap())} characters\n")


def kept() -> set[int]:
    """Collect the characters of the sets."""
    found = {
        character
        for encoding, leads, trails in SETS
        for pair in product(leads, trails)
        for character in bytes(pair).decode(encoding, errors="ignore")
    }
    return {ord(character) for character in found if ord(character) >= FIRST_OF_CJK}


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
