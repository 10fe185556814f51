#!/usr/bin/env python3
"""Writes the table by which texts are compared in searches, and the rows that check it.

    python3 Tests/Generators/folding_table.py [--check]

A character is folded as a reader would overlook its differences: full case folding, compatibility
decomposition, accents dropped, and a few letters that Unicode does not decompose. Vowel signs of
scripts that need them stay. Hangul syllables are left to the program, which takes them apart by
rule. The rows for the test are made with Python's own folding of whole words, not from the table.
"""

import pathlib
import random
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parents[2]
SWIFT = ROOT / "Sources/DaybookCore/Search/FoldingTable.swift"
ROWS = ROOT / "Tests/DaybookCoreTests/Data/folding.tsv"

# Letters with a stroke or of their own that people write without it when they search.
PLAIN = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ı": "i", "ð": "d", "þ": "th",
         "æ": "ae", "œ": "oe", "ĸ": "k", "ŋ": "n", "ƒ": "f", "ɫ": "l", "ⱥ": "a", "ȼ": "c"}


def is_accent(char):
    """Marks above, below and through letters, Hebrew points, Arabic vowels; no vowel signs."""
    combining = unicodedata.combining(char)
    return combining >= 200 or 10 <= combining <= 35 or combining == 1


def is_unseen(char):
    return unicodedata.category(char) == "Cf"


def folded(text):
    """The text as it is compared."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (PLAIN.get(c, c) for c in text if not is_accent(c) and not is_unseen(c))
    return "".join(kept)


def is_syllable(code):
    return 0xAC00 <= code <= 0xD7A3


def entries():
    """(code point, what stands for it): at most two code points, else it stays as it is."""
    for code in range(0x80, 0x110000):
        if 0xD800 <= code < 0xE000 or is_syllable(code):
            continue
        result = folded(chr(code))
        if result != chr(code) and len(result) <= 2:
            yield code, result


def swift(rows):
    packed = []
    for code, result in rows:
        first = ord(result[0]) if result else 0
        second = ord(result[1]) if len(result) > 1 else 0
        packed.append(code << 42 | first << 21 | second)
    lines = ["// Written by Tests/Generators/folding_table.py: change that, not this.", "",
             "/// What stands for a character when texts are compared: the code point, and up to two",
             "/// others for it, each in 21 bits. In the order of the code points.",
             "enum FoldingTable {", f"    /// Unicode {unicodedata.unidata_version}.",
             "    static let entries: [UInt64] = ["]
    for start in range(0, len(packed), 4):
        lines.append("        " + " ".join(f"0x{value:X}," for value in packed[start:start + 4]))
    return "\n".join(lines + ["    ]", "}", ""])


WORDS = """Größenwahn STRASSE straße Łódź Żółta Ørsted Þorskur Đuro İstanbul ılık Ærø Œuvre naïve
    CAFÉ Cafe\u0301 Ñandú Ťažký Őszi Σίσυφος σίσυφοσ ΣΊΣΥΦΟΣ ЁЛКА ёлка Й Ångström Åre Ｆｕｌｌ ﬁn
    株式会社 ペンギン ﾍﾟﾝｷﾞﾝ 주식회사 한국 שָׁלוֹם مُحَمَّد चाँदनी हिन्दी ไทย บริษัท ﺍﻟ x\u00adyz a\u200db Ⅻ ① ½
    Việt Nguyễn Crème brûlée Şişli ĞÜŞİÖÇ ẞ ﬀ ſ K Å""".split()


def rows_text():
    random.seed(7)
    rows = ["# A text and what it is compared as; by Tests/Generators/folding_table.py."]
    pool = [chr(c) for c in list(range(0x21, 0x250)) + list(range(0x370, 0x530))
            + list(range(0x1E00, 0x2000)) if unicodedata.category(chr(c)) not in ("Cn", "Cc")]
    words = WORDS + ["".join(random.choice(pool) for _ in range(6)) for _ in range(300)]
    for word in words:
        if "\\" in word or "\t" in word or word.startswith("#"):
            continue
        parts = [folded(c) for c in word]
        if any(len(part) > 2 and not is_syllable(ord(c)) for part, c in zip(parts, word)):
            continue
        rows.append(f"{word}\t{folded(word)}")
    return "\n".join(rows) + "\n"


def main():
    outputs = {SWIFT: swift(list(entries())), ROWS: rows_text()}
    for path, text in outputs.items():
        if "--check" in sys.argv:
            if path.read_text(encoding="utf-8") != text:
                sys.exit(f"{path} is not what this script writes")
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")


main()
