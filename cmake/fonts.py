#!/usr/bin/env python3
"""Subsets the text font for the page: fonts.py <folder>. Needs fontTools.

Open Sans (Apache licence 2.0) of Debian's fonts-open-sans: Latin-1, Latin Extended-A and the signs
that the portal writes. Hinting, kerning and layout tables go: the rasteriser reads none of them.
"""

import shutil
import sys
from pathlib import Path

from fontTools import subset

SOURCE = Path("/usr/share/fonts/truetype/open-sans")
LICENCE = Path("/usr/share/doc/fonts-open-sans/copyright")
FACES = {
    "open-sans-regular.ttf": ("OpenSans-Regular.ttf",),
    # Newer Debian releases write the S large.
    "open-sans-semibold.ttf": ("OpenSans-Semibold.ttf", "OpenSans-SemiBold.ttf"),
}
RANGES = (
    "U+0020-007E,U+00A0-017F,U+0192,U+0218-021B,U+02C6,U+02DC,U+2010-2015,U+2018-201E,"
    "U+2020-2022,U+2026,U+2030,U+2032,U+2033,U+2039,U+203A,U+20AC,U+2122,U+2190-2193,"
    "U+2212,U+2248,U+2260,U+2264,U+2265,U+25CF,U+2713,U+FFFD"
)


def source_of(names):
    """The first of the font's files that is there."""
    for name in names:
        if (SOURCE / name).is_file():
            return SOURCE / name
    sys.exit(f"fonts: {SOURCE} has no {' or '.join(names)}; install fonts-open-sans")


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, sources in FACES.items():
        subset.main(
            [
                str(source_of(sources)),
                f"--output-file={folder / name}",
                f"--unicodes={RANGES}",
                "--no-hinting",
                "--layout-features=",
                "--drop-tables+=GPOS,GSUB,GDEF,kern,DSIG,FFTM,meta",
                "--name-IDs=0,1,2,13,14",
                "--notdef-outline",
            ]
        )
    shutil.copyfile(LICENCE, folder / "open-sans-licence.txt")


if __name__ == "__main__":
    main()
