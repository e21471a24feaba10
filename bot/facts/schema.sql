-- One edition. Written once by build.py, then only read. Dates are text as in data/README.md, always UTC.

create table record (
    version text not null, as_of text not null, title text not null, licence text not null, digest text not null
) strict;

create table source (
    id text primary key, work text not null, publisher text not null, date text, url text not null, kind text not null
) strict;

create table nation (
    id text primary key, adjective_en text not null, adjective_ru text not null,
    side text check (side in ('us', 'ru')), region text
) strict;

create table era (id text primary key, start text not null, end text, position integer not null) strict;

create table thing (
    id text primary key, kind text not null, part_of text references thing (id), start text, end text
) strict;

create table maker (
    thing text not null references thing (id), did text not null check (did in ('built', 'paid')),
    kind text not null check (kind in ('nation', 'thing')), id text not null, position integer not null
) strict;

create table person (
    id text primary key, nation text references nation (id), category text not null,
    agency text references thing (id), selection text not null, gender text check (gender in ('female', 'male')),
    birth text, birth_place text, death text, wikidata text not null, position integer not null
) strict;

create table post (
    person text not null references person (id), title_en text not null, title_ru text not null,
    organisation text references thing (id), start text, end text, position integer not null
) strict;

create table mission (
    id text primary key, craft text references thing (id), operator text not null references nation (id),
    launch text, site text references thing (id), landing text,
    status text not null check (status in ('completed', 'in flight', 'aborted', 'lost')),
    orbital integer not null check (orbital in (0, 1)), position integer not null,
    joint integer not null default 0,  -- Americans and Soviets or Russians aboard on the way up or down
    met integer not null default 0  -- docked with a crewed craft of the other side
) strict;

create table destination (
    mission text not null references mission (id), kind text not null check (kind in ('thing', 'mission')),
    id text not null, position integer not null
) strict;

create table seat (
    mission text not null references mission (id), person text not null references person (id),
    role text not null, landed_in text references mission (id), nation text references nation (id),
    position integer not null, primary key (mission, person)
) strict;

create table expedition (
    number integer primary key, start text, end text, dates_mean text not null check (dates_mean in ('station', 'crew'))
) strict;

create table expedition_member (
    expedition integer not null references expedition (number), person text not null references person (id),
    command integer, position integer not null, primary key (expedition, person)
) strict;

create table docking (
    mission text not null references mission (id), kind text not null check (kind in ('thing', 'mission')),
    target text not null, docked text not null, undocked text
) strict;

create table agreement (
    id text primary key, signed text, place_en text not null, place_ru text not null,
    in_force text, ended text, renews text references agreement (id)
) strict;

create table signer (
    agreement text not null references agreement (id), person text not null references person (id),
    position integer not null
) strict;

create table event (id text primary key, date text not null, kind text not null, position integer not null) strict;

create table event_link (
    event text not null references event (id),
    kind text not null check (kind in ('mission', 'person', 'thing', 'agreement')), id text not null
) strict;

create table dispute (
    kind text not null, id text not null, field text not null, value text not null, other text not null,
    field_ru text not null, value_ru text not null, other_ru text not null,
    status text not null check (status in ('open', 'settled')), position integer not null
) strict;

-- Who says so. `part` is empty for the row itself, 'story' for its prose, '7:value' and '7:other' for the two sides
-- of the dispute at position 7.
create table citation (
    kind text not null, id text not null, part text not null, source text not null references source (id),
    position integer not null
) strict;

create table story (
    kind text not null, id text not null, language text not null, title text not null, text text not null,
    primary key (kind, id, language)
) strict;

-- Questions that a story answers, in other words than its own.
create table asked (
    kind text not null, id text not null, language text not null, question text not null,
    primary key (language, question, kind, id)
) strict;

-- Every record that has a name. `hint_*` tells namesakes apart.
create table label (
    kind text not null, id text not null, en text not null, ru text not null, hint_en text not null,
    hint_ru text not null, rank integer not null, primary key (kind, id)
) strict;

create table alias (kind text not null, id text not null, name text not null, folded text not null) strict;

create table receipt (code text primary key, kind text not null, id text not null) strict;

-- Who was aboard which craft, on which way: those who rode it up need not have met those who rode it down.
create table aboard (
    craft text not null, way text not null check (way in ('up', 'down')), person text not null, side text,
    primary key (craft, way, person)
) strict;

create table anniversary (
    month integer not null, day integer not null, year integer not null,
    what text not null check (what in ('event', 'launch', 'landing', 'expedition', 'birth', 'death')),
    kind text not null, id text not null, joint integer not null
) strict;

-- Records about which the quiz asks nothing, and which it offers as no option.
create table unsure (kind text not null, id text not null, primary key (kind, id)) strict;

create virtual table search using fts5 (
    kind unindexed, id unindexed, title, body_en, body_ru, roman,
    tokenize = 'porter unicode61 remove_diacritics 2'
);

-- One person's way up and down. Seconds are null while they are up.
create view stay as
select
    seat.mission, seat.person, seat.role, seat.landed_in, seat.nation, seat.position,
    nation.side as side,
    up.launch as launch, up.orbital as orbital, up.status as status,
    down.landing as landing,
    operator_up.side as side_up, operator_down.side as side_down,
    unixepoch(down.landing) - unixepoch(up.launch) as seconds
from seat
join mission as up on up.id = seat.mission
join nation as operator_up on operator_up.id = up.operator
left join mission as down on down.id = seat.landed_in
left join nation as operator_down on operator_down.id = down.operator
left join nation on nation.id = seat.nation;

-- One person's flight to orbit, ready to be filtered and ranked. It is joint where both sides were aboard on the way
-- up or on the way down, or where craft of both sides docked with each other. `start` and `end` are seconds since
-- 1970; `days_old` is the age at launch, where the day of birth is known.
create table flight (
    person text not null references person (id), mission text not null references mission (id), landed_in text,
    nation text, side text, craft text, family text, station text, gender text, launch text not null,
    joint integer not null, seconds integer, start integer not null, end integer, days_old integer, age integer,
    position integer not null, primary key (person, mission)
) strict;

-- Where somebody was, from second to second: in each craft that they rode up or down, and at the station it flew to.
-- The end is null while they are up. At a station the times are those of docking where the record has them, else
-- those of launch and landing; a landing known to the day is its end.
create table presence (
    person text not null, side text, mission text not null, kind text not null check (kind in ('mission', 'thing')),
    place text not null, start integer not null, end integer
) strict;

-- When Americans and Soviets or Russians were together: in one craft, or in one craft, docked craft or station.
create table together (
    kind text not null check (kind in ('craft', 'any')), start integer not null, end integer not null
) strict;

-- When one person was together with people of the other side.
create table shared (
    person text not null, side text not null, start integer not null, end integer not null
) strict;

-- Who met whom, `one` before `other` in the alphabet, and when they first did so: at a launch, at a landing, at a
-- docking, or when both were at a station. `mission` is that of `one`.
create table link (
    one text not null, other text not null, how text not null check (how in ('up', 'down', 'docked', 'station')),
    joint integer not null, mission text not null, place text not null, day text not null,
    primary key (one, other, how, joint)
) strict;

create table cooperation (
    year integer primary key, joint_flights integer not null, americans_on_soyuz integer not null,
    russians_on_american integer not null, crew_seconds integer not null, dockings integer not null,
    signed integer not null, standing integer not null
) strict;

-- A craft's flight in seconds since 1970; a landing known to the day is that day's end.
create view flown as
select
    id, operator, unixepoch(launch) as start,
    case length(landing) when 10 then unixepoch(landing) + 86399 else unixepoch(landing) end as end
from mission;

create index seat_person on seat (person);
create index seat_landed_in on seat (landed_in);
create index citation_record on citation (kind, id);
create index event_link_target on event_link (kind, id);
create index event_link_event on event_link (event);
create index anniversary_day on anniversary (month, day);
create index dispute_record on dispute (kind, id);
create index expedition_member_person on expedition_member (person);
create index docking_mission on docking (mission);
create index destination_mission on destination (mission);
create index aboard_person on aboard (person);
create index receipt_record on receipt (kind, id);
create index mission_launch on mission (launch);
create index flight_start on flight (start);
create index flight_end on flight (end);
create index presence_place on presence (kind, place);
