"""Questions whose answer is a person. Who was aboard is told by the seats; nobody offered was."""

from bot.answers.quiz.kind import COOPERATIVE, Kind, sure

# One seat of the crew holds the role, and none other comes near it; nobody else offered was aboard, up or down.
COMMANDER = Kind(
    name="commander",
    options="person",
    asked=f"""
        select mission.id, 'mission', mission.id, null, seat.person, 'seat', seat.mission || '/' || seat.person,
            mission.launch, nation.side
        from seat
        join mission on mission.id = seat.mission
        join nation on nation.id = mission.operator
        where seat.role = 'commander' and {COOPERATIVE}
        and (
            select count(*) = 1 from seat as other
            where other.mission = mission.id and (other.role = '' or other.role like '%command%')
        )
        and (select count(*) > 1 from seat as other where other.mission = mission.id)
        and {sure("mission", "mission.id")} and {sure("person", "seat.person")}
    """,
    wrong=f"""
        select person
        from stay
        where role = 'commander' and orbital and side_up is :side
        and person not in (select person from aboard where craft = :about) and {sure("person", "stay.person")}
        group by person
        order by min(abs(unixepoch(launch) - unixepoch(:date))), person
    """,
)

# Who was in the crew is told by the seats; nobody else offered was aboard, up or down.
GUEST = Kind(
    name="guest",
    options="person",
    asked=f"""
        select mission || '/' || person, 'mission', mission, null, person, 'seat', mission || '/' || person, launch,
            side
        from stay
        where orbital and (side, side_up) in (values ('us', 'ru'), ('ru', 'us'))
        and {sure("mission", "stay.mission")} and {sure("person", "stay.person")}
    """,
    wrong=f"""
        select person
        from stay
        where orbital and side = :side
        and person not in (select person from aboard where craft = :about) and {sure("person", "stay.person")}
        group by person
        order by min(side_up = :side), min(abs(unixepoch(launch) - unixepoch(:date))), person
    """,
)

_FAMILY = "coalesce(thing.part_of, thing.id)"

# The right one was aboard such a craft, up or down; nobody else offered ever was, whether it reached orbit or not.
RIDER = Kind(
    name="rider",
    options="person",
    asked=f"""
        select stay.person || '@' || {_FAMILY}, 'thing', {_FAMILY}, null, stay.person, 'seat',
            stay.mission || '/' || stay.person, min(stay.launch), stay.side
        from stay
        join mission on mission.id in (stay.mission, stay.landed_in)
        join thing on thing.id = mission.craft
        where stay.orbital
        and (stay.side, {_FAMILY}) in (values ('ru', 'space-shuttle'), ('ru', 'crew-dragon'), ('us', 'soyuz'))
        and {sure("mission", "mission.id")} and {sure("person", "stay.person")}
        group by stay.person, {_FAMILY}
    """,
    wrong=f"""
        select person
        from stay
        where orbital and side = :side and {sure("person", "stay.person")}
        and person not in (
            select aboard.person from aboard
            join mission on mission.id = aboard.craft
            join thing on thing.id = mission.craft
            where :about in (thing.id, thing.part_of)
        )
        group by person
        order by min(abs(unixepoch(launch) - unixepoch(:date))), person
    """,
)

# Both went up in one craft; nobody else offered was in space on any day on which the one asked about was. Those who
# belonged to one expedition without meeting, or rode one craft on other ways, are not offered either.
CREWMATE = Kind(
    name="crewmate",
    options="person",
    asked=f"""
        select mine.person || '+' || theirs.person, 'person', mine.person, null, theirs.person, 'seat',
            theirs.craft || '/' || theirs.person, min(mission.launch), theirs.side
        from mission
        join aboard as mine on mine.craft = mission.id and mine.way = 'up'
        join aboard as theirs on theirs.craft = mission.id and theirs.way = 'up' and theirs.side <> mine.side
        where mission.orbital and mission.joint
        and {sure("mission", "mission.id")} and {sure("person", "mine.person")} and {sure("person", "theirs.person")}
        group by mine.person, theirs.person
    """,
    wrong=f"""
        with mine as materialized (
            select substr(launch, 1, 10) as up, substr(ifnull(landing, '9'), 1, 10) as down from stay
            where person = :about
        )
        select person
        from stay
        left join mine on up <= substr(ifnull(landing, '9'), 1, 10) and substr(launch, 1, 10) <= down
        where side = :side and {sure("person", "stay.person")}
        and person not in (
            select theirs.person from expedition_member as its
            join expedition_member as theirs on theirs.expedition = its.expedition
            where its.person = :about
            union
            select theirs.person from aboard as its
            join aboard as theirs on theirs.craft = its.craft
            where its.person = :about
        )
        group by person
        having count(up) = 0 and max(orbital)
        order by min(abs(unixepoch(launch) - unixepoch(:date))), person
    """,
)

# The expedition has one commander; nobody else offered belonged to it.
EXPEDITION = Kind(
    name="expedition",
    options="person",
    asked=f"""
        select its.id, 'expedition', its.id, null, member.person, 'expedition', its.id, start, null
        from expedition
        join label as its on its.kind = 'expedition' and its.id = cast(number as text)
        join expedition_member as member on member.expedition = number and command is not null
        where (select count(*) = 1 from expedition_member where expedition = number and command is not null)
        and {sure("expedition", "its.id")} and {sure("person", "member.person")}
    """,
    wrong=f"""
        select person
        from expedition_member as member
        where command is not null and {sure("person", "member.person")}
        and person not in (select person from expedition_member where expedition = cast(:about as integer))
        group by person
        order by min(abs(expedition - cast(:about as integer))), person
    """,
)

# Both signers are known, one for each side; nobody else offered signed it.
SIGNER = Kind(
    name="signer",
    options="person",
    asked=f"""
        select agreement.id || '/' || person.id, 'agreement', agreement.id, null, person.id, 'agreement', agreement.id,
            signed, nation.side
        from agreement
        join signer on signer.agreement = agreement.id
        join person on person.id = signer.person
        join nation on nation.id = person.nation
        join label as its on its.kind = 'agreement' and its.id = agreement.id
        join label as theirs on theirs.kind = 'person' and theirs.id = person.id
        where (
            select count(*) = 2 and count(distinct nation.side) = 2 from signer as every
            join person on person.id = every.person
            join nation on nation.id = person.nation
            where every.agreement = agreement.id
        )
        and instr(its.en, replace(theirs.en, rtrim(theirs.en, replace(theirs.en, ' ', '')), '')) = 0
        and {sure("agreement", "agreement.id")} and {sure("person", "person.id")}
    """,
    wrong=f"""
        select person.id
        from signer
        join agreement on agreement.id = signer.agreement
        join person on person.id = signer.person
        join nation on nation.id = person.nation
        where nation.side = :side and {sure("person", "person.id")}
        and person.id not in (select person from signer where agreement = :about)
        group by person.id
        order by min(abs(substr(signed, 1, 4) - substr(:date, 1, 4))), person.id
    """,
    weight=1,
)
