#!/usr/bin/env python3
"""Checks the theme files: fields, colours, contrast, and what is left of them without red-green.

    python3 Tests/Generators/theme_contrast.py [FILE...]

Prints a line for each theme and each fault; the exit code is 1 if there is one.
"""

import itertools
import json
import pathlib
import re
import sys

FOLDER = pathlib.Path(__file__).resolve().parents[2] / "themes"
GROUNDS = ("background", "surface")
STATES = ("good", "warning", "bad")
TEXTS = ("primary", "secondary", "accent") + STATES
ROLES = TEXTS + GROUNDS
FIELDS = {"name", "summary", "appearance", "inherits", "palette", "colors", "attributes", "ascii"}
ATTRIBUTES = {"bold", "underline", "reverse", "dim"}
HUES = "black red green yellow blue magenta cyan white".split()
ANSI = {"default"} | set(HUES) | {f"bright-{hue}" for hue in HUES}

# Machado, Oliveira and Fernandes (2009), full severity, for linear RGB.
DEUTERAN = ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
            (-0.011820, 0.042940, 0.968881))
PROTAN = ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
          (-0.003882, -0.048116, 1.051998))


def load(path):
    """JSON whose lines may end in a comment."""
    text = path.read_text(encoding="utf-8")
    return json.loads(re.sub(r'("(?:[^"\\]|\\.)*")|//[^\n]*', lambda m: m.group(1) or "", text))


def resolved(theme, folder):
    """The theme with what it inherits, and its palette's names replaced by their values."""
    whole = {"palette": {}, "colors": {}, "attributes": {}}
    if "inherits" in theme:
        whole = resolved(load(folder / f"{theme['inherits']}.json"), folder)
    for field, value in theme.items():
        whole[field] = {**whole[field], **value} if field in ("palette", "colors", "attributes") \
            else value
    palette = whole["palette"]
    whole["colors"] = {role: palette.get(name, name) for role, name in whole["colors"].items()}
    return whole


def faults_of_form(path, theme, whole):
    """What the file says that a theme cannot say."""
    if theme.get("name") != path.stem:
        yield "its name is not that of the file"
    yield from (f"unknown field {field}" for field in theme.keys() - FIELDS)
    if not theme.get("summary") or "\n" in theme["summary"]:
        yield "the summary is not one line"
    if theme.get("appearance") not in ("dark", "light", "terminal"):
        yield "the appearance is neither dark, light nor terminal"
    yield from (f"no colour for {role}" for role in set(ROLES) - whole["colors"].keys())
    for role, color in whole["colors"].items():
        if role not in ROLES:
            yield f"unknown role {role}"
        if color not in ANSI and not re.fullmatch("#[0-9a-f]{6}", color):
            yield f"{role} has the unknown colour {color}"
    for role, names in whole["attributes"].items():
        if role not in ROLES or set(names) - ATTRIBUTES:
            yield f"unknown attribute {role}: {names}"


# --- Colours --------------------------------------------------------------------------------------


def linear(color):
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    return [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts]


def luminance(color):
    return sum(w * v for w, v in zip((0.2126, 0.7152, 0.0722), linear(color)))


def contrast(one, other):
    """WCAG 2: from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    r, g, b = (min(1, max(0, v)) for v in rgb)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def distance(one, other, eyes=None):
    """CIE76: 2.3 is just seen side by side, 20 is another colour."""
    seen = [linear(color) for color in (one, other)]
    if eyes:
        seen = [[sum(w * v for w, v in zip(row, rgb)) for row in eyes] for rgb in seen]
    return sum((a - b) ** 2 for a, b in zip(lab(seen[0]), lab(seen[1]))) ** 0.5


def in_256(color):
    """The nearest colour of the 6 × 6 × 6 cube and the greys."""
    steps = (0, 95, 135, 175, 215, 255)
    cube = itertools.product(steps, repeat=3)
    greys = ((8 + 10 * n,) * 3 for n in range(24))
    names = ["#%02x%02x%02x" % rgb for rgb in itertools.chain(cube, greys)]
    return min(names, key=lambda name: distance(name, color))


def faults_of_contrast(colors, least, depth):
    for role, ground in itertools.product(TEXTS, GROUNDS):
        wanted = least.get(role, least["all"])
        found = contrast(colors[role], colors[ground])
        if found < wanted:
            yield f"{role} on {ground} in {depth}: {found:.2f}, not {wanted}"


def faults_of_colour(name, colors):
    least = {"all": 7} if name == "contrast" else {"all": 4.5, "secondary": 3}
    yield from faults_of_contrast(colors, least, "full colour")
    yield from faults_of_contrast({r: in_256(c) for r, c in colors.items()}, least, "256 colours")
    views = [("any eyes", None)]
    if name == "deuteran":
        views += [("deuteranopia", DEUTERAN), ("protanopia", PROTAN)]
    for (view, eyes), (one, other) in itertools.product(
            views, itertools.combinations(("primary", "accent") + STATES, 2)):
        found = distance(colors[one], colors[other], eyes)
        if found < 20:
            yield f"{one} and {other} differ by {found:.0f} to {view}, not 20"


def faults_without_colour(whole):
    """Where no colour tells the states apart, the attributes must."""
    drawn = {role: tuple(sorted(whole["attributes"].get(role, []))) for role in
             ("primary", "accent") + STATES}
    for one, other in itertools.combinations(drawn, 2):
        if drawn[one] == drawn[other]:
            yield f"{one} and {other} look alike"


def check(path):
    theme = load(path)
    whole = resolved(theme, path.parent)
    faults = list(faults_of_form(path, theme, whole))
    colors = whole["colors"]
    if not faults and all(color.startswith("#") for color in colors.values()):
        faults = list(faults_of_colour(theme["name"], colors))
        least = {role: min(contrast(colors[role], colors[g]) for g in GROUNDS) for role in TEXTS}
        print(f"{path.stem:9}", "  ".join(f"{role} {value:.1f}" for role, value in least.items()))
    elif not faults:
        faults = list(faults_without_colour(whole))
        print(f"{path.stem:9} the terminal's own colours")
    for fault in faults:
        print(f"{path}: {fault}")
    return not faults


def main():
    paths = [pathlib.Path(name) for name in sys.argv[1:]] or sorted(FOLDER.glob("*.json"))
    return 0 if all([check(path) for path in paths]) and paths else 1


if __name__ == "__main__":
    sys.exit(main())
