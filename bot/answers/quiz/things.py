"""Questions about what was built."""

from bot.answers.quiz.kind import Kind, sure

# A module belongs to one station; the others offered belong to another craft.
MODULE = Kind(
    name="module",
    options="thing",
    asked=f"""
        select thing.id, 'thing', whole.id, null, thing.id, 'thing', thing.id, thing.start, null
        from thing
        join thing as whole on whole.id = thing.part_of and whole.kind = 'station'
        join label as its on its.kind = 'thing' and its.id = thing.id
        join label as station on station.kind = 'thing' and station.id = whole.id
        where thing.kind = 'module' and thing.start is not null
        and instr(its.en, station.en) = 0 and {sure("thing", "thing.id")}
    """,
    wrong=f"""
        select thing.id
        from thing
        join label on label.kind = 'thing' and label.id = thing.id
        where thing.kind = 'module' and thing.part_of <> :about and label.en not like '%mir%'
        and {sure("thing", "thing.id")}
        order by abs(substr(thing.start, 1, 4) - substr(:date, 1, 4)), thing.id
    """,
    weight=1,
)

_OF_FOUR_KINDS = f"""
    thing.kind in ('docking system', 'orbiter', 'station', 'module') and label.en not like '%dock%'
    and label.en not like '%station%' and {sure("thing", "thing.id")}
"""

# Each thing is of one kind, and the names of those offered don't tell it.
NATURE = Kind(
    name="nature",
    options="thing",
    asked=f"""
        select thing.id, null, null, null, thing.id, 'thing', thing.id, thing.start, null, thing.kind
        from thing
        join label on label.kind = 'thing' and label.id = thing.id
        where {_OF_FOUR_KINDS} and thing.start is not null
    """,
    wrong=f"""
        select thing.id
        from thing
        join label on label.kind = 'thing' and label.id = thing.id
        where {_OF_FOUR_KINDS} and thing.kind <> :nature
        order by thing.start is null, abs(substr(thing.start, 1, 4) - substr(:date, 1, 4)), thing.id
    """,
    weight=1,
)
