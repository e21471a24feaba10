"""A person's first answer to a question counts, nothing else is kept, and all of it can be forgotten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guilds import quiz
from bot.guilds.quiz import Score, Standing
from bot.guilds.state import State

STAFFORD, LEONOV, SLAYTON = 1, 2, 3
HERE, ELSEWHERE = 10, 20


@pytest.fixture
def state(tmp_path: Path) -> Iterator[State]:
    opened = State(tmp_path)
    yield opened
    opened.close()


def answer(state: State, user: int, question: str, *, is_right: bool, guild: int | None = HERE) -> bool:
    return state.do_now(
        lambda connection: quiz.count(connection, user_id=user, guild_id=guild, question=question, is_right=is_right)
    )


def score(state: State, user: int) -> Score:
    return state.do_now(lambda connection: quiz.score(connection, user))


def standings(state: State, user: int, *, guild: int | None = HERE, everywhere: bool = False) -> tuple[Standing, ...]:
    return state.do_now(
        lambda connection: quiz.standings(connection, user_id=user, guild_id=guild, everywhere=everywhere)
    )


def test_only_the_first_answer_to_a_question_counts(state: State) -> None:
    assert answer(state, STAFFORD, "site:1", is_right=False)
    assert not answer(state, STAFFORD, "site:1", is_right=True)
    assert not answer(state, STAFFORD, "site:1", is_right=True, guild=ELSEWHERE)
    assert answer(state, LEONOV, "site:1", is_right=True)
    assert (score(state, STAFFORD), score(state, LEONOV)) == (Score(0, 1), Score(1, 1))


def test_more_right_answers_stand_first_then_fewer_wrong_ones_and_equals_share_a_place(state: State) -> None:
    for user, answers in ((STAFFORD, "rrw"), (LEONOV, "rr"), (SLAYTON, "wrr"), (4, "r")):
        for number, letter in enumerate(answers):
            answer(state, user, f"site:{number}", is_right=letter == "r")
    found = [(each.place, each.user_id, each.score) for each in standings(state, STAFFORD)]
    assert found == [
        (1, LEONOV, Score(2, 2)), (2, STAFFORD, Score(2, 3)), (2, SLAYTON, Score(2, 3)), (4, 4, Score(1, 1)),
    ]  # fmt: skip


def test_who_asks_is_told_their_place_below_the_tenth(state: State) -> None:
    for user in range(100, 115):
        answer(state, user, "site:1", is_right=True)
    answer(state, STAFFORD, "site:1", is_right=False)
    found = standings(state, STAFFORD)
    assert len(found) == 11
    assert (found[-1].user_id, found[-1].place) == (STAFFORD, 16)
    assert len(standings(state, SLAYTON)) == 10


def test_a_server_has_its_own_standings_and_sees_who_has_played_in_it(state: State) -> None:
    answer(state, STAFFORD, "site:1", is_right=True)
    answer(state, LEONOV, "site:1", is_right=True, guild=ELSEWHERE)
    answer(state, SLAYTON, "site:1", is_right=True, guild=None)
    assert [each.user_id for each in standings(state, STAFFORD)] == [STAFFORD]
    seen = {each.user_id: each.is_here for each in standings(state, SLAYTON, everywhere=True)}
    assert seen == {STAFFORD: True, LEONOV: False, SLAYTON: True}
    outside = {each.user_id: each.is_here for each in standings(state, SLAYTON, guild=None, everywhere=True)}
    assert outside == {STAFFORD: False, LEONOV: False, SLAYTON: True}


def test_the_forgotten_leave_nothing_and_may_answer_again(state: State) -> None:
    answer(state, STAFFORD, "site:1", is_right=False)
    answer(state, LEONOV, "site:1", is_right=True)
    assert state.do_now(lambda connection: quiz.forget(connection, STAFFORD)) == 1
    assert score(state, STAFFORD) == Score(0, 0)
    assert score(state, LEONOV) == Score(1, 1)
    assert answer(state, STAFFORD, "site:1", is_right=True)


def test_a_server_that_is_gone_is_forgotten_and_its_answers_still_count_for_those_who_gave_them(state: State) -> None:
    answer(state, STAFFORD, "site:1", is_right=True)
    state.do_now(lambda connection: quiz.forget_guild(connection, HERE))
    assert standings(state, LEONOV) == ()
    assert score(state, STAFFORD) == Score(1, 1)


@settings(deadline=None, max_examples=40)
@given(
    given_answers=st.lists(
        st.tuples(st.integers(1, 4), st.sampled_from("abc"), st.sampled_from([HERE, ELSEWHERE, None]), st.booleans()),
        max_size=40,
    )
)
def test_any_answers_are_counted_as_a_dictionary_would(
    tmp_path_factory: pytest.TempPathFactory, given_answers: list[tuple[int, str, int | None, bool]]
) -> None:
    state = State(tmp_path_factory.mktemp("state"))
    kept: dict[tuple[int, str], tuple[int | None, bool]] = {}
    for user, question, guild, is_right in given_answers:
        is_first = answer(state, user, question, is_right=is_right, guild=guild)
        assert is_first == ((user, question) not in kept)
        kept.setdefault((user, question), (guild, is_right))
    for guild, everywhere in ((HERE, False), (ELSEWHERE, False), (HERE, True)):
        counted = {
            each.user_id: (each.score.right, each.score.answered)
            for each in standings(state, 9, guild=guild, everywhere=everywhere)
        }
        expected: dict[int, tuple[int, int]] = {}
        for (user, _), (where, is_right) in kept.items():
            if everywhere or where == guild:
                right, answered = expected.get(user, (0, 0))
                expected[user] = right + is_right, answered + 1
        assert counted == expected
    state.close()
