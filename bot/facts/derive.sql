-- What follows from the record. Run once, after the rows are in.

insert into aboard
select mission, 'up', person, side from stay
union
select landed_in, 'down', person, side from stay where landed_in is not null
order by 1, 2, 3;

update mission set joint = 1 where id in (
    select craft from aboard where side is not null group by craft, way having count(distinct side) = 2
);

update mission set met = 1 where id in (
    with pair as (
        select mission as one, target as other from docking where kind = 'mission'
        union all
        select target, mission from docking where kind = 'mission'
    )
    select pair.one
    from pair
    join aboard as ours on ours.craft = pair.one
    join aboard as theirs on theirs.craft = pair.other
    where (ours.side, theirs.side) in (values ('us', 'ru'), ('ru', 'us'))
);

insert into anniversary
select substr(date, 6, 2), substr(date, 9, 2), substr(date, 1, 4), what, kind, id, joint
from (
    select date, 'event' as what, 'event' as kind, id, 1 as joint from event
    union all
    select launch, 'launch', 'mission', id, joint from mission
    where exists (select 1 from seat where seat.mission = mission.id) and orbital
    union all
    select landing, 'landing', 'mission', id, joint from mission
    where exists (select 1 from seat where seat.landed_in = mission.id) and orbital
    union all
    select start, 'expedition', 'expedition', number, 1 from expedition where dates_mean = 'station'
    union all
    select birth, 'birth', 'person', id, 0 from person
    union all
    select death, 'death', 'person', id, 0 from person
)
where length(date) >= 10
order by date, what, id;

-- What the quiz leaves alone: all that is disputed in any field, settled or not, and all that rests on public files of
-- unclear origin alone. A doubt about a seat is one about its flight and its person.
insert into unsure
with doubt (kind, id) as (
    select kind, id from dispute
    union
    select citation.kind, citation.id
    from citation
    join source on source.id = citation.source
    where instr(citation.part, ':') = 0
    group by citation.kind, citation.id
    having min(source.kind = 'secondary')
)
select kind, id from doubt
union
select 'mission', substr(id, 1, instr(id, '/') - 1) from doubt where kind = 'seat'
union
select 'person', substr(id, instr(id, '/') + 1) from doubt where kind = 'seat'
order by 1, 2;

insert into flight
select
    stay.person, stay.mission, stay.landed_in, stay.nation, stay.side, mission.craft,
    coalesce(craft.part_of, craft.id),
    (
        select destination.id
        from destination
        join thing on thing.id = destination.id and thing.kind = 'station'
        where destination.mission = stay.mission
        order by destination.position
    ),
    person.gender, stay.launch,
    mission.met or exists (
        select 1 from aboard
        where aboard.side is not null
        and (craft = stay.mission and way = 'up' or craft = stay.landed_in and way = 'down')
        group by craft, way
        having count(distinct aboard.side) = 2
    ),
    stay.seconds, up.start, down.end,
    case length(person.birth) when 10 then julianday(substr(stay.launch, 1, 10)) - julianday(person.birth) end,
    case length(person.birth) when 10 then
        substr(stay.launch, 1, 4) - substr(person.birth, 1, 4) - (substr(stay.launch, 6, 5) < substr(person.birth, 6))
    end,
    stay.position
from stay
join mission on mission.id = stay.mission
join flown as up on up.id = stay.mission
left join flown as down on down.id = stay.landed_in
join person on person.id = stay.person
left join thing as craft on craft.id = mission.craft
where stay.orbital and stay.launch is not null;

insert into presence
with stayed as (
    select
        flight.person, flight.side, flight.mission, flight.landed_in, flight.start, flight.end,
        up.end as craft_end, down.start as craft_start
    from flight
    join flown as up on up.id = flight.mission
    left join flown as down on down.id = flight.landed_in
)
select person, side, mission, 'mission', mission, start, min(ifnull(end, craft_end), ifnull(craft_end, end))
from stayed
union all
select person, side, mission, 'mission', landed_in, max(start, ifnull(craft_start, start)), end
from stayed
where landed_in <> mission
union all
select
    person, side, stayed.mission, 'thing', destination.id,
    ifnull((select min(unixepoch(docked)) from docking where mission = stayed.mission and target = thing.id), stayed.start),
    ifnull((select max(unixepoch(undocked)) from docking where mission = stayed.landed_in and target = thing.id), stayed.end)
from stayed
join destination on destination.mission = stayed.mission and destination.kind = 'thing'
join thing on thing.id = destination.id and thing.kind = 'station'
order by 6, 1, 4, 5;

-- Every two people who were somewhere at one time; whoever is still up is so until the record's day ends.
create temp table meeting as
with present as (
    select *, ifnull(end, (select unixepoch(as_of) + 86399 from record)) as until from presence
)
select
    one.person as one, other.person as other, one.kind, one.place, one.mission, one.side, other.side as other_side,
    max(one.start, other.start) as start, min(one.until, other.until) as end
from present as one
join present as other on other.kind = one.kind and other.place = one.place and other.person <> one.person
where max(one.start, other.start) < min(one.until, other.until)
union all
select
    one.person, other.person, 'docked', docking.mission, one.mission, one.side, other.side,
    unixepoch(docking.docked), unixepoch(docking.undocked)
from docking
join present as one on one.kind = 'mission' and one.place in (docking.mission, docking.target)
join present as other on other.kind = 'mission' and other.place in (docking.mission, docking.target)
    and other.place <> one.place
where docking.kind = 'mission';

insert into together
with runs as (
    select kind, start, end, max(end) over (partition by kind order by start, end) as furthest
    from (
        select 'any' as kind, start, end from meeting where side = 'us' and other_side = 'ru'
        union all
        select 'craft', start, end from meeting where side = 'us' and other_side = 'ru' and kind = 'mission'
    )
),
begun as (
    select *, start > lag(furthest, 1, 0) over (partition by kind order by start, end) as begins from runs
),
numbered as (select *, sum(begins) over (partition by kind order by start, end) as run from begun)
select kind, min(start), max(end) from numbered group by kind, run order by kind, min(start);

insert into shared
with runs as (
    select one as person, side, start, end, max(end) over (partition by one order by start, end) as furthest
    from meeting
    where (side, other_side) in (values ('us', 'ru'), ('ru', 'us'))
),
begun as (
    select *, start > lag(furthest, 1, 0) over (partition by person order by start, end) as begins from runs
),
numbered as (select *, sum(begins) over (partition by person order by start, end) as run from begun)
select person, side, min(start), max(end) from numbered group by person, run order by min(start), person;

-- In a craft: on the same way up or down. At a station: for more than four days, which is more than any craft takes
-- to reach it and to come home, as most docking times are not recorded.
insert into link
with met as (
    select
        one.person as one, other.person as other, one.way as how, one.side, other.side as other_side,
        one.craft as mission, one.craft as place,
        case one.way when 'up' then mission.launch else mission.landing end as day
    from aboard as one
    join aboard as other on other.craft = one.craft and other.way = one.way
    join mission on mission.id = one.craft and mission.orbital
    union all
    select
        one, other, case kind when 'thing' then 'station' else kind end, side, other_side, mission, place,
        date(start, 'unixepoch')
    from meeting
    where kind = 'docked' or kind = 'thing' and end - start > 4 * 86400
),
ranked as (
    select
        one, other, how, mission, place, day,
        ifnull((side, other_side) in (values ('us', 'ru'), ('ru', 'us')), 0) as joint,
        row_number() over (
            partition by one, other, how, ifnull((side, other_side) in (values ('us', 'ru'), ('ru', 'us')), 0)
            order by day, mission
        ) as place_in_time
    from met
    where one < other
)
select one, other, how, joint, mission, place, day from ranked where place_in_time = 1 order by one, other, how, joint;

insert into cooperation
with recursive years (year, first, next) as (
    select 1957, '1957', '1958'
    union all
    select year + 1, next, (year + 2) || '' from years
    where year < (select cast(substr(as_of, 1, 4) as integer) from record)
)
select
    year,
    (select count(*) from mission where joint and orbital and launch >= first and launch < next),
    (select count(*) from stay where orbital and side = 'us' and side_up = 'ru' and launch >= first and launch < next),
    (select count(*) from stay where orbital and side = 'ru' and side_up = 'us' and launch >= first and launch < next),
    (
        select ifnull(sum(
            min(end, unixepoch(next || '-01-01')) - max(start, unixepoch(first || '-01-01'))
        ), 0)
        from shared
        where start < unixepoch(next || '-01-01') and end > unixepoch(first || '-01-01')
    ),
    (
        select count(*)
        from docking
        join mission on mission.id = docking.mission
        join nation on nation.id = mission.operator and nation.side = 'us'
        where docked >= first and docked < next
    ) + (
        select count(*)
        from mission
        join destination on destination.mission = mission.id and destination.id = 'iss'
        where orbital and launch >= first and launch < next
        and exists (select 1 from aboard where craft = mission.id and way = 'up')
    ),
    (select count(*) from agreement where signed >= first and signed < next),
    (
        select count(*)
        from agreement
        where coalesce(signed, in_force) < next and (ended is null or ended >= next)
        and not exists (select 1 from agreement as newer where newer.renews = agreement.id and newer.signed < next)
    )
from years;

drop table meeting;
