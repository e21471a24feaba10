"""Questions about flights: when, from where, where to, for how long, in what the crew came home."""

from bot.answers.quiz.kind import COOPERATIVE, Kind, short, sure

# A seat has one craft of the return; the others offered landed without the person, who was never aboard them.
RETURN = Kind(
    name="return",
    options="mission",
    asked=f"""
        select mission || '/' || person, 'person', person, mission, landed_in, 'seat', mission || '/' || person,
            landing, side
        from stay
        where orbital and landed_in <> mission and length(landing) >= 10
        and {sure("mission", "stay.mission")} and {sure("mission", "stay.landed_in")}
        and {sure("person", "stay.person")}
    """,
    wrong=f"""
        select id
        from mission
        where orbital and status = 'completed' and length(landing) >= 10 and {sure("mission", "mission.id")}
        and id not in (select craft from aboard where person = :about)
        and exists (select 1 from aboard where craft = mission.id and way = 'down')
        order by abs(unixepoch(landing) - unixepoch(:date)), id
    """,
)

# A flight has one launch; the days on which Houston or Moscow had another year than UTC are left out.
LAUNCH_YEAR = Kind(
    name="launch-year",
    options="year",
    asked=f"""
        select id, 'mission', id, null, substr(launch, 1, 4), 'mission', id, launch, null
        from mission
        where {COOPERATIVE} and substr(launch, 6, 5) not in ('12-31', '01-01')
        and {sure("mission", "mission.id")} and {short("mission", "mission.id")}
    """,
    wrong=f"""
        select distinct substr(launch, 1, 4) as year
        from mission
        where {COOPERATIVE} and year <> :answer and abs(year - :answer) <= 6
        order by abs(year - :answer), year
    """,
)

# A flight has one launch site. Only sites from which crews have left are offered, never a whole cosmodrome of one.
SITE = Kind(
    name="site",
    options="thing",
    asked=f"""
        select mission.id, 'mission', mission.id, null, mission.site, 'mission', mission.id, mission.launch, null
        from mission
        where {COOPERATIVE} and mission.site is not null and {sure("mission", "mission.id")}
    """,
    wrong="""
        select thing.id
        from thing
        join thing as right_one on right_one.id = :answer
        join mission on mission.site = thing.id
        where thing.id <> :answer
        group by thing.id
        order by ifnull(thing.part_of, '') <> ifnull(right_one.part_of, ''),
            min(abs(unixepoch(mission.launch) - unixepoch(:date))), thing.id
    """,
    weight=1,
)

# The flight has one destination in the record, and it is a station; nobody has to be asked where an ISS crew went.
DESTINATION = Kind(
    name="destination",
    options="thing",
    asked=f"""
        select mission.id, 'mission', mission.id, null, destination.id, 'mission', mission.id, mission.launch, null
        from mission
        join nation on nation.id = mission.operator and nation.side is not null
        join destination on destination.mission = mission.id
        join thing on thing.id = destination.id and thing.kind = 'station' and thing.id <> 'iss'
        where mission.orbital and length(mission.launch) >= 10 and {sure("mission", "mission.id")}
        group by mission.id
        having (select count(*) = 1 from destination where destination.mission = mission.id)
    """,
    wrong="""
        select thing.id
        from thing
        join thing as right_one on right_one.id = :answer
        where thing.kind = 'station' and thing.start is not null and thing.id <> :answer
        order by abs(substr(thing.start, 1, 4) - substr(:date, 1, 4)), thing.id
    """,
)

# The right one's docking is in the record; the others offered never had Mir for a goal or a part in its story.
DOCKED = Kind(
    name="docked",
    options="mission",
    asked=f"""
        select mission.id, 'thing', docking.target, null, mission.id, 'mission', mission.id, mission.launch, 'us'
        from docking
        join mission on mission.id = docking.mission
        where docking.target = 'mir' and mission.operator = 'usa' and {sure("mission", "mission.id")}
    """,
    wrong=f"""
        select mission.id
        from mission
        join thing on thing.id = mission.craft and thing.part_of = 'space-shuttle'
        where mission.orbital and {sure("mission", "mission.id")}
        and not exists (select 1 from destination where mission = mission.id and id = :about)
        and not exists (select 1 from docking where mission = mission.id and target = :about)
        and not exists (
            select 1 from event_link
            join event_link as other on other.event = event_link.event and other.id = :about
            where event_link.kind = 'mission' and event_link.id = mission.id
        )
        order by abs(unixepoch(mission.launch) - unixepoch(:date)), mission.id
    """,
    weight=1,
)

_SECONDS = "unixepoch(landing) - unixepoch(launch)"

# Each lasted from its launch to its landing, both known to the minute, and the others at most three quarters of it.
LONGEST = Kind(
    name="longest",
    options="mission",
    asked=f"""
        select id, null, null, null, id, 'mission', id, launch, null
        from mission
        where {COOPERATIVE} and status = 'completed' and length(launch) > 10 and length(landing) > 10
        and {sure("mission", "mission.id")}
    """,
    wrong=f"""
        with right_one as (select {_SECONDS} as seconds from mission where id = :answer)
        select id
        from mission, right_one
        where {COOPERATIVE} and status = 'completed' and length(launch) > 10 and length(landing) > 10
        and {_SECONDS} between seconds * 0.2 and seconds * 0.75
        and abs(substr(launch, 1, 4) - substr(:date, 1, 4)) <= 10 and {sure("mission", "mission.id")}
        order by abs(unixepoch(launch) - unixepoch(:date)), id
    """,
    measure=f"select {_SECONDS} from mission where id = :id",
)
