#!/usr/bin/env python3
"""Writes the tables of colours that others have reckoned.

    pip install coloraide rich
    python3 Tests/Generators/color_tables.py

`rich` lists the 256 colours of xterm one by one; `coloraide` knows contrast and CIEDE2000. The pairs
of `ciede2000.tsv` are published ones and not written here. Colours stand without their `#`, which
would make a line of a table a comment.
"""

import pathlib
import random

import coloraide
from coloraide import Color
from rich._palettes import EIGHT_BIT_PALETTE

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "Tests/TerminalKitTests/Data"
PALETTE = {index: "#%02x%02x%02x" % EIGHT_BIT_PALETTE._colors[index] for index in range(16, 256)}

# White and black on each other, greys around the two bounds, and the pure colours.
CONTRASTS = """
    #000000 #ffffff  #ffffff #ffffff  #767676 #ffffff  #777777 #ffffff  #949494 #ffffff
    #959595 #ffffff  #595959 #ffffff  #5a5a5a #ffffff  #ff0000 #ffffff  #00ff00 #ffffff
    #0000ff #ffffff  #ff0000 #000000  #00ff00 #000000  #0000ff #000000  #0000ff #ff0000
    #d8dbe2 #16191f  #949cab #22262e  #f08a84 #22262e  #676a72 #efede5  #010101 #0a0a0a
    #0b0b0b #0a0a0a
"""


def write(name, columns, rows):
    lines = [
        "# Written by Tests/Generators/color_tables.py with "
        f"coloraide {coloraide.__version__} and rich",
        "# " + "\t".join(columns),
    ]
    lines += ["\t".join(map(str, row)) for row in rows]
    (DATA / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


def contrasts():
    colors = CONTRASTS.split()
    for one, other in zip(colors[::2], colors[1::2]):
        yield one[1:], other[1:], f"{Color(one).contrast(other, method='wcag21'):.4f}"


def nearest(text):
    """The nearest index, or nothing where the second is almost as near: there rounding decides."""
    distances = sorted(
        (Color(text).delta_e(value, method="2000", space="lab-d65"), index)
        for index, value in PALETTE.items()
    )
    return distances[0][1] if distances[1][0] - distances[0][0] > 0.05 else None


def all_nearest():
    chance = random.Random(1)
    texts = ["#000000", "#ffffff", "#080808", "#0000ff", "#16191f", "#22262e"]
    texts += [f"#{grey:02x}{grey:02x}{grey:02x}" for grey in range(1, 255, 9)]
    texts += [f"#{chance.randrange(1 << 24):06x}" for _ in range(150)]
    # Calm colours, which are what themes are made of.
    for _ in range(80):
        grey = chance.randrange(16, 240)
        texts.append("#" + "".join(f"{grey + chance.randrange(-16, 17):02x}" for _ in range(3)))
    for text in texts:
        index = nearest(text)
        if index is not None:
            yield text[1:], index


def main():
    write("xterm-palette.tsv", ["index", "colour"], 
          [(index, value[1:]) for index, value in PALETTE.items()])
    write("contrast.tsv", ["one", "other", "ratio"], contrasts())
    write("nearest.tsv", ["colour", "index of the nearest by CIEDE2000"], all_nearest())


if __name__ == "__main__":
    main()
