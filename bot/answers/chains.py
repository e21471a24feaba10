"""The handshake chain: who met whom in space, through whom, and how far everybody is from Apollo–Soyuz."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from bot.answers.record import Label, Work, date, needed_label, works_of
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts

APOLLO_SOYUZ = ("stafford", "brand", "slayton", "leonov", "kubasov")  # the crews that met on 17 July 1975

KEPT_DISTANCES = 64  # of everybody from one person, some 50 kilobytes


@dataclass(frozen=True, slots=True)
class Reach:
    """Which meetings count: those at one station too, those between the two sides only."""

    stations: bool = False
    joint_only: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The options that are on."""
        return ("stations",) * self.stations + ("joint-only",) * self.joint_only


@dataclass(frozen=True, slots=True)
class ChainLink:
    """Two people who met: `how` is "up", "down", "docked" or "station", `day` the first time."""

    one: Label
    other: Label
    how: str
    place: Label
    mission: Label
    day: PartialDate | None
    joint: bool
    one_side: str | None
    other_side: str | None


@dataclass(frozen=True, slots=True)
class ChainAnswer:
    """The shortest chain between two people; no links where there is none. `chains` are as short as the one shown.

    `with_stations` is the length if meetings at stations counted; None where they do, or would not help.
    """

    start: Label
    end: Label
    reach: Reach
    links: tuple[ChainLink, ...]
    chains: int
    with_stations: int | None
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Distance:
    """How many people have a handshake number."""

    number: int
    people: int


@dataclass(frozen=True, slots=True)
class HandshakeAnswer:
    """A person's handshake number and chain to Apollo–Soyuz, and how many people have which number.

    `person` is None where nobody was asked for; `number` None where no chain leads there.
    """

    person: Label | None
    reach: Reach
    number: int | None
    chains: int
    links: tuple[ChainLink, ...]
    distances: tuple[Distance, ...]
    unreached: int
    with_stations: int | None
    works: tuple[Work, ...]


class Links:
    """All meetings of an edition, in memory: who met whom, by how they met."""

    def __init__(self, facts: Facts) -> None:
        """Read them; 6,000 pairs."""
        self._near: dict[Reach, dict[str, set[str]]] = {
            Reach(stations, joint_only): defaultdict(set) for stations in (False, True) for joint_only in (False, True)
        }
        for one, other, how, joint in facts.rows("select one, other, how, joint from link"):
            for reach, near in self._near.items():
                if (reach.stations or how != "station") and (joint or not reach.joint_only):
                    near[one].add(other)
                    near[other].add(one)

        self.distances = lru_cache(maxsize=KEPT_DISTANCES)(self._distances)

    def _distances(self, starts: tuple[str, ...], reach: Reach) -> Mapping[str, int]:
        """How many meetings away from the nearest of the starts everybody is who can be reached."""
        near = self._near[reach]
        found = dict.fromkeys(starts, 0)
        edge = list(found)
        while edge:
            following: list[str] = []
            for person in edge:
                for other in near.get(person, ()):
                    if other not in found:
                        found[other] = found[person] + 1
                        following.append(other)
            edge = following
        return found

    def chain(self, start: str, ends: tuple[str, ...], reach: Reach) -> tuple[tuple[str, ...], int]:
        """The shortest chain from a person to the nearest of others, and how many are as short.

        Of those the one whose people come first in the alphabet, from the start on. Empty and 0 where there is none.
        """
        near, distances = self._near[reach], self.distances(ends, reach)
        if start not in distances:
            return (), 0
        chain = [start]
        while distances[chain[-1]]:
            nearer = distances[chain[-1]] - 1
            chain.append(min(other for other in near[chain[-1]] if distances.get(other) == nearer))
        return tuple(chain), self._count(start, distances, near)

    @staticmethod
    def _count(start: str, distances: Mapping[str, int], near: Mapping[str, set[str]]) -> int:
        """The number of ways from the start down the distances to 0."""
        ways = {start: 1}
        for nearer in range(distances[start] - 1, -1, -1):
            onward: Counter[str] = Counter()
            for person, count in ways.items():
                for other in near[person]:
                    if distances.get(other) == nearer:
                        onward[other] += count
            ways = dict(onward)
        return sum(ways.values())


def chain(facts: Facts, links: Links, *, start: str, end: str, reach: Reach) -> ChainAnswer:
    """The shortest chain between two people who are known to exist."""
    people, chains = links.chain(start, (end,), reach)
    told = _told(facts, people, reach)
    return ChainAnswer(
        start=needed_label(facts, "person", start),
        end=needed_label(facts, "person", end),
        reach=reach,
        links=told,
        chains=chains,
        with_stations=_with_stations(links, start, (end,), reach),
        works=_works(facts, told),
    )


def handshake(facts: Facts, links: Links, *, person: str, reach: Reach) -> HandshakeAnswer:
    """The handshake number of a person who is known to exist, or of nobody in particular (an empty id)."""
    distances = links.distances(APOLLO_SOYUZ, reach)
    people, chains = links.chain(person, APOLLO_SOYUZ, reach) if person else ((), 0)
    told = _told(facts, people, reach)
    counted = Counter(distances.values())
    return HandshakeAnswer(
        person=needed_label(facts, "person", person) if person else None,
        reach=reach,
        number=distances.get(person),
        chains=chains,
        links=told,
        distances=tuple(Distance(number, counted[number]) for number in sorted(counted)),
        unreached=facts.count("select count(distinct person) from flight") - len(distances),
        with_stations=_with_stations(links, person, APOLLO_SOYUZ, reach) if person else None,
        works=_works(facts, told),
    )


def _with_stations(links: Links, start: str, ends: tuple[str, ...], reach: Reach) -> int | None:
    """The length of the shortest chain if meetings at stations counted; None where they do already, or lead nowhere."""
    if reach.stations:
        return None
    return links.distances(ends, Reach(stations=True, joint_only=reach.joint_only)).get(start)


def _told(facts: Facts, people: tuple[str, ...], reach: Reach) -> tuple[ChainLink, ...]:
    return tuple(_link(facts, one, other, reach) for one, other in pairwise(people))


def _link(facts: Facts, one: str, other: str, reach: Reach) -> ChainLink:
    """How two people met: in a craft rather than at a station, and the first time of it."""
    row = facts.rows(
        """
        select how, joint, mission, place, day
        from link
        where one = min(:one, :other) and other = max(:one, :other)
        and (:stations or how <> 'station') and (joint or not :joint_only)
        order by how = 'station', day, how desc
        """,
        one=one, other=other, stations=reach.stations, joint_only=reach.joint_only,
    )[0]  # fmt: skip
    return ChainLink(
        one=needed_label(facts, "person", one),
        other=needed_label(facts, "person", other),
        how=row["how"],
        place=needed_label(facts, "thing" if row["how"] == "station" else "mission", row["place"]),
        mission=needed_label(facts, "mission", row["mission"]),
        day=date(row["day"]),
        joint=bool(row["joint"]),
        one_side=_side(facts, one),
        other_side=_side(facts, other),
    )


def _side(facts: Facts, person: str) -> str | None:
    row = facts.rows(
        "select nation.side from person left join nation on nation.id = person.nation where person.id = :id", id=person
    )[0]
    return str(row["side"]) if row["side"] else None


def _works(facts: Facts, links: tuple[ChainLink, ...]) -> tuple[Work, ...]:
    return works_of(facts, (("mission", link.mission.id) for link in links))
