"""Russian text as it is set: what must stay on one line is held together by non-breaking spaces."""

import re

_HELD = "\u00a0"
# A. E. Milchin, L. K. Cheltsova, "Spravochnik izdatelya i avtora": a short preposition, conjunction or particle keeps
# to the next word, a number to what it counts, an initial to its name; a dash does not begin a line.
_SMALL = "в|во|к|ко|с|со|о|об|у|и|а|я|на|не|ни|по|за|до|от|из"
_TOGETHER = (
    re.compile(rf"(?<![\w-])(?:{_SMALL}) (?=[\w«(*])", re.IGNORECASE),
    re.compile(r"\d (?=[а-яё%°])"),
    re.compile(r"[№§] (?=\d)"),
    re.compile(r"(?<![А-ЯЁа-яё])[А-ЯЁ]\. (?=[А-ЯЁ])"),
    re.compile(r" (?=—)"),
)


def set_in_russian(text: str) -> str:
    """The text with non-breaking spaces where Russian typography wants them; nothing else changes."""
    for pattern in _TOGETHER:
        text = pattern.sub(lambda match: match[0].replace(" ", _HELD), text)
    return text
