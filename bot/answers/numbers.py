"""Cooperation in numbers, each counted by a rule that the reply states."""

from dataclasses import dataclass

from bot.facts.edition import Facts


@dataclass(frozen=True, slots=True)
class Count:
    """Seats (one person on one flight) and the different people in them."""

    seats: int
    people: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Counts over launches that reached orbit; a nation is the one flown for."""

    americans_on_soyuz: Count
    cosmonauts_on_shuttle: Count
    cosmonauts_on_dragon: Count
    mir_dockings: int
    mir_residents: int
    seat_swaps: int


_SEATS = """
select count(*) as seats, count(distinct stay.person) as people
from stay
join mission on mission.id = stay.mission
left join thing as craft on craft.id = mission.craft
where mission.orbital
"""


def numbers(facts: Facts) -> Numbers:
    """The figures of cooperation, computed from the seats."""
    return Numbers(
        americans_on_soyuz=_count(facts, "and stay.side = 'us' and stay.side_up = 'ru'"),
        cosmonauts_on_shuttle=_count(facts, "and stay.side = 'ru' and craft.part_of = 'space-shuttle'"),
        cosmonauts_on_dragon=_count(facts, "and stay.side = 'ru' and craft.id = 'crew-dragon'"),
        mir_dockings=facts.count(
            """
            select count(distinct mission.id)
            from mission
            join nation on nation.id = mission.operator and nation.side = 'us'
            join destination on destination.mission = mission.id and destination.id = 'mir'
            """
        ),
        mir_residents=facts.count(
            """
            select count(distinct stay.person)
            from stay
            join destination on destination.mission = stay.mission and destination.id = 'mir'
            where stay.side = 'us' and stay.landed_in <> stay.mission
            """
        ),
        seat_swaps=_count(
            facts, "and stay.side in ('us', 'ru') and stay.side_up <> stay.side and stay.launch >= '2022-07-15'"
        ).seats,
    )


def _count(facts: Facts, condition: str) -> Count:
    return Count(*facts.rows(_SEATS + condition)[0])
