"""Handshake chains, held against a network library over the whole record."""

import random
from itertools import pairwise

import networkx as nx
import pytest

from bot.answers.chains import APOLLO_SOYUZ, Links, Reach, chain, handshake
from bot.facts.edition import Edition, Facts

REACHES = [Reach(stations, joint_only) for stations in (False, True) for joint_only in (False, True)]
PAIRS = 250


@pytest.fixture(scope="module")
def links(edition: Edition) -> Links:
    with edition.open() as facts:
        return Links(facts)


@pytest.fixture(scope="module")
def people(edition: Edition) -> list[str]:
    with edition.open() as facts:
        return [row["person"] for row in facts.rows("select distinct person from flight order by person")]


def graph(facts: Facts, reach: Reach) -> "nx.Graph[str]":
    """The same meetings, computed anew from seats, stays and dockings rather than from the table of links."""
    found: nx.Graph[str] = nx.Graph()
    sides: dict[tuple[str, str], str | None] = {}
    aboard: dict[tuple[str, str], set[str]] = {}
    for row in facts.rows("select person, mission, landed_in, side from stay where orbital order by person, mission"):
        for way, craft in (("up", row["mission"]), ("down", row["landed_in"])):
            if craft:
                aboard.setdefault((craft, way), set()).add(row["person"])
                sides[craft, row["person"]] = row["side"]
    groups = [(people, {person: sides[craft, person] for person in people}) for (craft, _), people in aboard.items()]
    for row in facts.rows("select mission, target from docking where kind = 'mission'"):
        both = aboard[row["mission"], "up"] | aboard[row["target"], "up"]
        side = {person: sides.get((row["mission"], person), sides.get((row["target"], person))) for person in both}
        groups.append((both, side))
    pairs = [(one, other, side[one], side[other]) for group, side in groups for one in group for other in group]
    if reach.stations:
        pairs += stations(facts)
    for one, other, side, other_side in pairs:
        if one != other and (not reach.joint_only or {side, other_side} == {"us", "ru"}):
            found.add_edge(one, other)
    return found


def stations(facts: Facts) -> list[tuple[str, str, str | None, str | None]]:
    """Who was at one station with whom for more than four days."""
    stays = facts.rows("select person, side, place, start, ifnull(end, 1e12) as end from presence where kind = 'thing'")
    return [
        (one["person"], other["person"], one["side"], other["side"])
        for one in stays
        for other in stays
        if one["place"] == other["place"] and min(one["end"], other["end"]) - max(one["start"], other["start"]) > 345600
    ]


@pytest.mark.parametrize("reach", REACHES, ids=str)
def test_each_chain_is_as_short_as_a_network_library_finds_and_so_are_all_that_are_counted(
    edition: Edition, links: Links, people: list[str], reach: Reach
) -> None:
    with edition.open() as facts:
        oracle = graph(facts, reach)
        chance = random.Random(1975)
        reached = 0
        for _ in range(PAIRS):
            start, end = chance.sample(people, 2)
            answer = chain(facts, links, start=start, end=end, reach=reach)
            is_linked = start in oracle and end in oracle and nx.has_path(oracle, start, end)
            assert bool(answer.links) == is_linked, (start, end)
            if is_linked:
                reached += 1
                assert len(answer.links) == nx.shortest_path_length(oracle, start, end), (start, end)
                assert answer.chains == sum(1 for _ in nx.all_shortest_paths(oracle, start, end)), (start, end)
                path = [answer.links[0].one.id, *(link.other.id for link in answer.links)]
                assert (path[0], path[-1]) == (start, end)
                assert all(oracle.has_edge(one, other) for one, other in pairwise(path))
    assert reached > (0 if reach.joint_only else PAIRS // 2)


@pytest.mark.parametrize("reach", REACHES, ids=str)
def test_handshake_numbers_are_those_of_a_network_library(edition: Edition, links: Links, reach: Reach) -> None:
    with edition.open() as facts:
        oracle = graph(facts, reach)
        answer = handshake(facts, links, person="kikina", reach=reach)
    oracle.add_nodes_from(APOLLO_SOYUZ)
    lengths = nx.multi_source_dijkstra_path_length(oracle, set(APOLLO_SOYUZ))
    assert answer.number == lengths.get("kikina")
    assert {each.number: each.people for each in answer.distances} == {
        number: list(lengths.values()).count(number) for number in set(lengths.values())
    }


def test_everybody_who_has_been_in_orbit_is_counted_once(edition: Edition, links: Links, people: list[str]) -> None:
    with edition.open() as facts:
        answer = handshake(facts, links, person="", reach=Reach())
    assert sum(each.people for each in answer.distances) + answer.unreached == len(people) == 651


def test_the_five_of_apollo_soyuz_have_number_0_and_met_by_docking(edition: Edition, links: Links) -> None:
    with edition.open() as facts:
        assert all(handshake(facts, links, person=id_, reach=Reach()).number == 0 for id_ in APOLLO_SOYUZ)
        answer = chain(facts, links, start="stafford", end="leonov", reach=Reach(joint_only=True))
    assert [(link.how, str(link.day)) for link in answer.links] == [("docked", "1975-07-17")]


def test_who_rode_a_craft_down_together_met_when_they_first_flew(edition: Edition, links: Links) -> None:
    """Tito went up with Baturin in Soyuz TM-32 and came down with him in Soyuz TM-31."""
    with edition.open() as facts:
        answer = chain(facts, links, start="tito", end="baturin", reach=Reach())
    assert [(link.how, link.place.id) for link in answer.links] == [("up", "soyuz-tm-32")]


def test_a_joint_link_is_between_the_two_sides(edition: Edition, links: Links) -> None:
    with edition.open() as facts:
        answer = chain(facts, links, start="thagard", end="rubio", reach=Reach(stations=True, joint_only=True))
    assert answer.links
    assert all({link.one_side, link.other_side} == {"us", "ru"} for link in answer.links)


def test_the_chain_that_is_shown_is_always_the_same(edition: Edition) -> None:
    with edition.open() as facts:
        told = {chain(facts, Links(facts), start="stafford", end="kononenko", reach=Reach()).links for _ in range(3)}
    assert len(told) == 1
