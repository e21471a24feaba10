-- What follows from the record. Run once, after the rows are in.

insert into aboard
select mission, 'up', person, side from stay
union
select landed_in, 'down', person, side from stay where landed_in is not null
order by 1, 2, 3;

update mission set joint = 1 where id in (
    select craft from aboard where side is not null group by craft, way having count(distinct side) = 2
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
