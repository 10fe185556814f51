#!/usr/bin/env python3
"""Writes the width tables of TerminalKit and the table that cross-checks them.

    pip install regex wcwidth
    python3 Tests/Generators/unicode_tables.py

The properties come from the `regex` package, because the Unicode version of Python's own
`unicodedata` is that of the Python at hand; `unicodedata` confirms what it knows. `wcwidth`, an
independent implementation, is only ever asked what it would have answered: it fills the cross-check
table, and a code point on which it disagrees without a reason given below stops the run.
"""

import pathlib
import random
import unicodedata

import regex
import wcwidth

UNICODE = "17.0.0"
ROOT = pathlib.Path(__file__).resolve().parents[2]
SWIFT = ROOT / "Sources/TerminalKit/Text/UnicodeWidthTables.swift"
CROSSCHECK = ROOT / "Tests/TerminalKitTests/Data/width-crosscheck.tsv"
SCALARS = [c for c in range(0x110000) if not 0xD800 <= c < 0xE000]
TEXT = "".join(map(chr, SCALARS))

# The order of these names is the raw value of ScalarKind in Swift.
KINDS = [
    "plain", "mark", "virama", "control", "hidden", "unassigned", "leadJamo", "vowelJamo",
    "trailJamo", "regional", "modifier", "emoji", "modifierBase", "joiningLetter", "ideograph",
]
ZERO, NARROW, WIDE, AMBIGUOUS = range(4)

# Scripts that write with a virama or stack, where a joiner between letters changes the shape.
JOINING_SCRIPTS = """Devanagari Bengali Gurmukhi Gujarati Oriya Tamil Telugu Kannada Malayalam
    Sinhala Khmer Myanmar Balinese Javanese Sundanese Tai_Tham Chakma Kaithi Sharada Khojki
    Grantha Newa Tirhuta Siddham Modi Takri Brahmi Meetei_Mayek Mongolian Phags_Pa""".split()

# EastAsianWidth.txt: what is unassigned in these blocks is wide.
WIDE_WHEN_UNASSIGNED = [
    (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD),
]


def having(*properties):
    """The code points that have at least one of the properties."""
    pattern = "[" + "".join(rf"\p{{{name}}}" for name in properties) + "]"
    return {ord(c) for c in regex.findall(pattern, TEXT)}


def kinds():
    """The kind of each code point that is not plain; the later line wins."""
    unassigned = having("Cn", "Co")
    emoji = having("Emoji") - set(range(0x80)) - having("Regional_Indicator", "Emoji_Modifier")
    marks = having("Mn", "Me")
    letters = having("Lo", "Lm") & having(*(f"Joining_Type={t}" for t in "DRLC"))
    letters |= having("Lo", "Lm", "Mc") & having(*(f"Script={s}" for s in JOINING_SCRIPTS))
    layers = [
        ("joiningLetter", letters),
        ("ideograph", having("Unified_Ideograph")),
        ("leadJamo", having("Hangul_Syllable_Type=L")),
        ("vowelJamo", having("Hangul_Syllable_Type=V")),
        ("trailJamo", having("Hangul_Syllable_Type=T")),
        ("emoji", emoji),
        ("modifierBase", having("Emoji_Modifier_Base")),
        ("modifier", having("Emoji_Modifier")),
        ("regional", having("Regional_Indicator")),
        ("mark", marks),
        ("virama", marks & having("Canonical_Combining_Class=9")),
        ("unassigned", unassigned),
        ("hidden", having("Cf", "Zl", "Zp", "Default_Ignorable_Code_Point")),
        ("control", having("Cc")),
    ]
    return {code: kind for kind, codes in layers for code in codes}


def widths(kind_of):
    """The width of each code point that is not narrow."""
    # The package answers "wide" for every unassigned code point, hence the subtraction.
    unassigned = having("Cn")
    width_of = {code: AMBIGUOUS for code in having("East_Asian_Width=A") - unassigned}
    for code in having("East_Asian_Width=W", "East_Asian_Width=F") - unassigned:
        width_of[code] = WIDE
    for first, last in WIDE_WHEN_UNASSIGNED:
        for code in unassigned & set(range(first, last + 1)):
            width_of[code] = WIDE
    for code, kind in kind_of.items():
        if kind in ("mark", "virama", "control", "hidden", "vowelJamo", "trailJamo"):
            width_of[code] = ZERO
    return width_of


def runs(kind_of, width_of):
    """The code space as runs of equal traits: (first code point, traits)."""
    found = []
    for code in SCALARS:
        kind = kind_of.get(code, "plain")
        traits = KINDS.index(kind) << 2 | width_of.get(code, NARROW)
        if not found or found[-1][1] != traits:
            found.append((code, traits))
    return found


def write_swift(found):
    words = []
    for code, traits in found:
        digits = f"{code << 8 | traits:08X}"
        words.append(f"0x{digits[:4]}_{digits[4:]},")
    lines = [" " * 8 + " ".join(words[i:i + 7]) for i in range(0, len(words), 7)]
    major, minor, _ = UNICODE.split(".")
    SWIFT.write_text(f"""\
// Written by Tests/Generators/unicode_tables.py: change that, not this.

/// What Unicode {major}.{minor} says about each code point, as far as a terminal cares.
enum UnicodeWidthTables {{
    /// The version of Unicode that the table was made from.
    static let unicodeVersion = (major: {major}, minor: {minor})

    /// The code space as {len(found)} runs of code points that behave alike, in order. The upper 24
    /// bits are the first code point of the run, the lower 8 its `ScalarTraits`.
    static let runs: [UInt32] = [
""" + "\n".join(lines) + "\n    ]\n}\n")


# --- Cross-checks ---------------------------------------------------------------------------------


def confirm_with_python(kind_of, width_of):
    """Python's own data must agree wherever neither version of Unicode changed its mind."""
    changed = set(range(0x2630, 0x2638)) | set(range(0x268A, 0x2690)) | set(range(0x4DC0, 0x4E00))
    changed |= set(range(0x1D300, 0x1D377)) | {0x1171E}
    for code in SCALARS:
        category = unicodedata.category(chr(code))
        kind = kind_of.get(code, "plain")
        if category == "Cn" or code in changed:
            continue
        if kind in ("mark", "virama") and category not in ("Mn", "Me"):
            raise SystemExit(f"{code:04X} is {category}, not a mark")
        if category in ("Cf", "Zl", "Zp") and kind != "hidden":
            raise SystemExit(f"{code:04X} is {category} and would be drawn")
        expected = {"W": WIDE, "F": WIDE, "A": AMBIGUOUS}.get(
            unicodedata.east_asian_width(chr(code)), NARROW)
        if width_of.get(code, NARROW) not in (ZERO, expected):
            raise SystemExit(f"{code:04X} has another East Asian Width")


def confirm_with_wcwidth(kind_of, width_of):
    """The two must agree on each code point, but for the reasons given here."""
    spacing = having("Mc")
    for code in SCALARS:
        kind = kind_of.get(code, "plain")
        # Ours are 0 where wcwidth has no answer or one that depends on the neighbours: nothing
        # that is hidden or unassigned is drawn as itself. Each regional indicator counts 1, so
        # that a pair is 2; wcwidth counts the first 2 and the second 0. A spacing mark takes a
        # cell; wcwidth says so only inside a string.
        if kind in ("control", "hidden", "unassigned", "regional") or code in spacing:
            continue
        for ambiguous in (NARROW, WIDE):
            ours = width_of.get(code, NARROW)
            ours = ambiguous if ours == AMBIGUOUS else ours
            theirs = wcwidth.wcwidth(chr(code), ambiguous_width=ambiguous)
            if ours != theirs:
                raise SystemExit(f"{code:04X} ({kind}): {ours} here, {theirs} in wcwidth")


def escaped(text):
    plain = lambda c: c.isascii() and c.isprintable() and c != "\\"
    return "".join(c if plain(c) else f"\\u{{{ord(c):X}}}" for c in text)


def emoji_sequences(kind_of):
    modifiers = [chr(c) for c in range(0x1F3FB, 0x1F400)]
    bases = [chr(c) for c, kind in sorted(kind_of.items()) if kind == "modifierBase"]
    for number, base in enumerate(bases):
        # A narrow base becomes an emoji by its modifier and takes 2 cells; wcwidth leaves it at 1.
        if wcwidth.wcwidth(base) == 2:
            yield base + modifiers[number % 5]
            yield base + modifiers[number % 5] + "\u200d\u2642\ufe0f"
    for code, kind in sorted(kind_of.items()):
        if kind in ("emoji", "modifierBase"):
            yield chr(code)
            yield chr(code) + "\ufe0f"
    yield from (key + "\ufe0f\u20e3" for key in "0123456789#*")
    for pair in "AC DE FR GB JP US ZA EU UN CH AT BR IN CN KR".split():
        yield "".join(chr(0x1F1E6 + ord(letter) - 65) for letter in pair)
    people = "\U0001F468 \U0001F469 \U0001F9D1".split()
    for one in people:
        for other in people:
            yield f"{one}\u200d\u2764\ufe0f\u200d{other}"
            yield f"{one}\u200d{other}\u200d\U0001F467\u200d\U0001F466"
        for thing in "\U0001F33E \U0001F373 \U0001F4BB \U0001F680 \U0001F9AF".split():
            yield f"{one}\u200d{thing}"
    tags = "".join(chr(0xE0000 + ord(letter)) for letter in "gbeng")
    yield f"\U0001F3F4{tags}\U000E007F"


WORDS = """Größenwahn naïve Ελλάδα Москва 日本語 東京都 ﾊﾝｶｸ ｆｕｌｌ 한국어 한국어 ภาษาไทย
    שָׁלוֹם العربية می‌خواهم हिन्दी क्षत्रिय বাংলা தமிழ் తెలుగు ಕನ್ನಡ മലയാളം සිංහල ខ្មែរ မြန်မာ
    བོད་ཡིག Tiếng Việt e\u0301te\u0301 a\u0308\u0323 ｶﾞ が \u2460\u2461 ±5° № ™ € ¥ £ ₹ ₿ 𝒳
    𐍈 𠮷 ⟨x⟩ …""".split()


def samples(found, kind_of):
    """The edges of all runs, sequences, words and seeded noise."""
    for (first, _), (after, _) in zip(found, found[1:]):
        yield chr(first)
        yield chr(after - 1 if after != 0xE000 else 0xD7FF)
    yield from emoji_sequences(kind_of)
    yield from WORDS
    dice = random.Random(20)
    drawn = [c for c in SCALARS if kind_of.get(c, "plain") in ("plain", "ideograph", "mark")]
    for _ in range(400):
        yield "".join(chr(dice.choice(drawn)) for _ in range(dice.randint(1, 6)))


def is_comparable(text, kind_of):
    """Leaves out what has no width to compare, and where wcwidth guesses at the font.

    It takes a conjunct for as wide as a font would draw it, and counts nothing for the second of
    two spacing marks; terminals advance for each code point with a shape, and so does Daybook.
    """
    kinds_of_text = [kind_of.get(ord(c), "plain") for c in text]
    if "control" in kinds_of_text or "unassigned" in kinds_of_text:
        return False
    if len(text) == 1:
        return kinds_of_text[0] not in ("hidden", "regional") and not regex.match(r"\p{Mc}", text)
    viramas = "".join(chr(c) for c, kind in kind_of.items() if kind == "virama")
    odd = rf"^\p{{M}}|\p{{Mc}}\p{{Mc}}|[^\p{{L}}\p{{M}}]\p{{Mc}}|[{viramas}]\p{{L}}"
    return not regex.search(odd, text)


def write_crosscheck(found, kind_of, width_of):
    rows = []
    for text in dict.fromkeys(samples(found, kind_of)):
        if not is_comparable(text, kind_of):
            continue
        narrow, wide = (wcwidth.wcswidth(text, ambiguous_width=n) for n in (1, 2))
        # wcwidth makes an ambiguous emoji wider although it is wide already.
        if text[1:] == "\ufe0f" and width_of.get(ord(text[0])) == AMBIGUOUS:
            wide = "-"
        rows.append(f"{escaped(text)}\t{narrow}\t{wide}\n")
    CROSSCHECK.write_text(
        f"# Written by Tests/Generators/unicode_tables.py with wcwidth {wcwidth.__version__}.\n"
        "# text\tcells\tcells where ambiguous characters are wide; a dash is not compared\n"
        + "".join(rows))
    return len(rows)


def main():
    newest = wcwidth.list_versions()[-1]
    if newest != UNICODE or not regex.match(r"\p{L}", "\U0001E6C0"):
        raise SystemExit(f"needs regex and wcwidth with the data of Unicode {UNICODE}")
    kind_of = kinds()
    width_of = widths(kind_of)
    confirm_with_python(kind_of, width_of)
    confirm_with_wcwidth(kind_of, width_of)
    found = runs(kind_of, width_of)
    write_swift(found)
    rows = write_crosscheck(found, kind_of, width_of)
    print(f"{len(found)} runs, {rows} rows to cross-check")


if __name__ == "__main__":
    main()
