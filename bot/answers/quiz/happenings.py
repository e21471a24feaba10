"""Questions about what happened and what was signed. Deaths are not asked about."""

from bot.answers.quiz.kind import Kind, short, sure

# An event has one date; its title names no year.
EVENT_YEAR = Kind(
    name="event-year",
    options="year",
    asked=f"""
        select id, 'event', id, null, substr(date, 1, 4), 'event', id, date, null
        from event
        where kind <> 'death' and substr(date, 6, 5) not in ('12-31', '01-01')
        and {sure("event", "event.id")} and {short("event", "event.id")}
    """,
    wrong="""
        select distinct substr(date, 1, 4) as year
        from event
        where year <> :answer and abs(year - :answer) <= 6
        order by abs(year - :answer), year
    """,
)

# One event has this day; the others offered are at least ninety days away.
HAPPENED = Kind(
    name="happened",
    options="event",
    asked=f"""
        select id, null, null, null, id, 'event', id, date, null
        from event
        where kind <> 'death' and length(date) >= 10 and {sure("event", "event.id")} and {short("event", "event.id")}
    """,
    wrong=f"""
        select id
        from event
        where kind <> 'death' and length(date) >= 10 and {sure("event", "event.id")} and {short("event", "event.id")}
        and abs(julianday(date) - julianday(:date)) between 90 and 3650
        order by abs(julianday(date) - julianday(:date)), id
    """,
    measure="select date from event where id = :id",
)

# The right one is at least half a year before each of the others.
FIRST = Kind(
    name="first",
    options="event",
    asked=HAPPENED.asked,
    wrong=f"""
        select id
        from event
        where kind <> 'death' and length(date) >= 10 and {sure("event", "event.id")} and {short("event", "event.id")}
        and julianday(date) - julianday(:date) between 180 and 3650
        order by date, id
    """,
    measure=HAPPENED.measure,
)

# One agreement was signed then; the others offered at least two hundred days before or after.
AGREEMENT = Kind(
    name="agreement",
    options="agreement",
    asked=f"""
        select id, null, null, null, id, 'agreement', id, signed, null
        from agreement
        where length(signed) >= 7 and place_en <> '' and place_ru <> ''
        and {sure("agreement", "agreement.id")} and {short("agreement", "agreement.id")}
    """,
    wrong=f"""
        select id
        from agreement
        where length(signed) >= 7 and {sure("agreement", "agreement.id")} and {short("agreement", "agreement.id")}
        and abs(julianday(substr(signed || '-01', 1, 10)) - julianday(substr(:date || '-01', 1, 10))) >= 200
        order by abs(substr(signed, 1, 4) - substr(:date, 1, 4)), id
    """,
    weight=1,
    measure="select signed from agreement where id = :id",
)
