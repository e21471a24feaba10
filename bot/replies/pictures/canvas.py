"""A card to draw on: Pillow with our colours and our type. Knows nothing of what is drawn.

Units are those of a card 800 wide; the PNG has two pixels to a unit, drawn at four and then halved, since Pillow has
no smooth edges of its own.
"""

import io
from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Literal

from PIL import Image, ImageDraw, ImageFont

WIDTH = 800
MARGIN = 36
_PIXELS = 4  # to a unit while drawing
_COLOURS = 192  # of the PNG's palette: enough for smooth edges, and a third of the bytes

# One card for dark and for light clients: an opaque ground of its own. Each pair of ink and ground is above 4.5 : 1.
GROUND = "#151b26"
PANEL = "#1d2534"
LINE = "#36435a"
INK = "#f1f4f9"
QUIET = "#a9b6c9"
BLUE = "#62a8ff"  # the United States
RED = "#ff7a66"  # the Soviet Union and Russia
GOLD = "#f6c453"  # both together
GREEN = "#56cfa5"  # agreements
VIOLET = "#ab97ff"  # what belongs to no side
PINK = "#ff86bd"  # ruptures
GREY = "#8593aa"  # other nations
OF_SIDE = {"us": BLUE, "ru": RED, None: GREY}

Anchor = Literal["left", "middle", "right"]
Weight = Literal["Regular", "Semibold"]
Rounded = Literal["all", "top", "right"]
Point = tuple[float, float]

_CORNERS = {  # upper left, upper right, lower right, lower left
    "all": (True, True, True, True), "top": (True, True, False, False), "right": (False, True, True, False),
}  # fmt: skip


class Canvas:
    """One picture while it is drawn. A position is (x, y) from the upper left; text stands on its baseline."""

    def __init__(self, height: float, width: float = WIDTH) -> None:
        """An empty card."""
        self.width, self.height = width, height
        self._image = Image.new("RGB", (round(width * _PIXELS), round(height * _PIXELS)), GROUND)
        self._draw = ImageDraw.Draw(self._image)

    def text(  # noqa: PLR0913 - a line of text has so many sides
        self, at: Point, text: str, size: float = 17, *,
        colour: str = INK, weight: Weight = "Regular", anchor: Anchor = "left",
    ) -> None:  # fmt: skip
        """One line."""
        mark = {"left": "ls", "middle": "ms", "right": "rs"}[anchor]
        self._draw.text(_scaled(at), text, fill=colour, font=_font(weight, size), anchor=mark)

    def box(self, start: Point, end: Point, colour: str, *, radius: float = 0, rounded: Rounded = "all") -> None:
        """A filled rectangle from its upper left to its lower right corner, with some of its corners rounded."""
        if end[0] > start[0] and end[1] > start[1]:
            edges = (*_scaled(start), *_scaled(end))
            self._draw.rounded_rectangle(edges, radius * _PIXELS, fill=colour, corners=_CORNERS[rounded])

    def dot(self, centre: Point, radius: float, colour: str) -> None:
        """A filled circle."""
        self._draw.circle(_scaled(centre), radius * _PIXELS, fill=colour)

    def line(self, points: Sequence[Point], colour: str, *, width: float = 1.5) -> None:
        """A line through points."""
        scaled = [_scaled(point) for point in points]
        self._draw.line(scaled, fill=colour, width=round(width * _PIXELS), joint="curve")

    def png(self) -> bytes:
        """The finished picture."""
        small = self._image.reduce(_PIXELS // 2)
        # Six times as fast as the default method and with what it saves smaller, too; `optimize` would double the time.
        few = small.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        held = io.BytesIO()
        few.save(held, "PNG")
        return held.getvalue()


def measure(text: str, size: float, weight: Weight = "Regular") -> float:
    """How wide a line of text is."""
    return _font(weight, size).getlength(text) / _PIXELS


def fitted(text: str, width: float, size: float, weight: Weight = "Regular") -> str:
    """The text, or its beginning with an ellipsis where it is wider than there is room."""
    if measure(text, size, weight) <= width:
        return text
    while text and measure(f"{text}…", size, weight) > width:
        text = text[:-1].rstrip(" ,—–")
    return f"{text}…"


def _scaled(point: Point) -> Point:
    return point[0] * _PIXELS, point[1] * _PIXELS


@cache
def _font(weight: Weight, size: float) -> ImageFont.FreeTypeFont:
    file = resources.files("bot.replies.pictures").joinpath("fonts", f"SourceSansPro-{weight}.ttf")
    return ImageFont.truetype(io.BytesIO(file.read_bytes()), round(size * _PIXELS))
