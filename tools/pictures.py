"""Pictures of the screen, kept small."""

from io import BytesIO
from pathlib import Path

TALLEST = 2600
QUALITY = 35


def keep(png: bytes, scale: float, path: Path, quality: int = QUALITY) -> None:
    """Write a picture as WebP at this scale; what is very long is cut."""
    from PIL import Image

    picture = Image.open(BytesIO(png)).convert("RGB")
    picture = picture.crop((0, 0, picture.width, min(picture.height, TALLEST)))
    small = picture.resize((round(picture.width * scale), round(picture.height * scale)), Image.Resampling.LANCZOS)
    small.save(path, "WEBP", quality=quality, method=6)
