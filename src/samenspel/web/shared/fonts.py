"""The fonts of the pages: cut from the installed font packages to the letters of Western European languages.

A whole font weighs as much as all the rest of a first page ten times over. The files are made once per version, when
static files are collected, and never committed.
"""

from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

FONTS = {
    "sans-regular.woff2": ("font_source_sans_pro", "SourceSansPro-Regular.ttf"),
    "sans-semibold.woff2": ("font_source_sans_pro", "SourceSansPro-Semibold.ttf"),
    "serif-semibold.woff2": ("font_source_serif_pro", "SourceSerifPro-Semibold.ttf"),
}
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x2010, 0x2028), 0x2032, 0x2033, 0x20AC, 0x2190, 0x2192, 0x2212,
]  # fmt: skip
FOLDER = "fonts"


class FontFinder(BaseFinder):
    """Finds fonts/….woff2 and makes them where they are not there yet."""

    def __init__(self, app_names: object = None, *args: object, **kwargs: object) -> None:
        """Look in a folder of the data directory."""
        self.storage = FileSystemStorage(settings.DATA / "made")
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: Any) -> list[Any]:
        """Nothing can be set wrong here."""
        return []

    def list(self, ignore_patterns: Any) -> Iterator[tuple[str, FileSystemStorage]]:
        """Every font, with the storage it is in."""
        for name in FONTS:
            yield str(self._made(name)), self.storage

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The place of one font on disk; nothing for other files."""
        folder, _, name = path.partition("/")
        if folder != FOLDER or name not in FONTS:
            return [] if find_all else None
        found = self.storage.path(str(self._made(name)))
        return [found] if find_all else found

    def _made(self, name: str) -> Path:
        """The path of a font in the storage; makes the file first when it is not there."""
        relative = Path(FOLDER) / name
        if not self.storage.exists(str(relative)):
            self.storage.save(str(relative), BytesIO(cut(*FONTS[name])))
        return relative


def cut(package: str, file: str) -> bytes:
    """A font with only the letters of LETTERS and what belongs to them, as WOFF2."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options(layout_features=["kern", "liga", "tnum", "lnum", "mark", "ccmp", "locl"], hinting=False)
    with TTFont(Path(import_module(package).font_directory) / file) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=LETTERS)
        cutter.subset(font)
        font.flavor = "woff2"
        out = BytesIO()
        font.save(out)
    return out.getvalue()
