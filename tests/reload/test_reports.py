"""The report button over the loopback: from a card by a form to the owners, also across a restart."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from bot.chat.allowance import DAY_SECONDS, MOST_A_DAY, PEOPLE_KEPT, Allowance
from bot.guilds.reports import LONGEST
from tests.discord_server import BotProcess, LoopbackDiscord, Response, available, validate
from tests.discord_server.messages import walk
from tests.reload.conftest import Home, process, text_of
from tests.reload.test_admin import admin, offered

CARD = {"name": "apollo-soyuz"}


@pytest.fixture
def home(state: Path, tmp_path: Path) -> Home:
    """The facts as they are, of which the session has an edition."""
    from tests import DATA

    (tmp_path / "var").mkdir()
    for path in state.glob("edition-*.db"):
        (tmp_path / "var" / path.name).write_bytes(path.read_bytes())
    return Home(DATA, tmp_path / "var")


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, home: Home) -> AsyncIterator[BotProcess]:
    async with process(server, home) as started:
        await offered(server)
        yield started
    assert "Traceback" not in started.stderr
    if available():
        assert [line for request in server.requests for line in validate(request)] == []


def report_buttons(response: Response) -> list[dict[str, str]]:
    return [part for part in walk(response.components) if part.get("custom_id", "").startswith("report:")]


def kept(home: Home) -> list[tuple[str, str, int | None]]:
    with closing(sqlite3.connect(home.state / "state.db")) as connection:
        return connection.execute("select receipt, text, user_id from report order by id").fetchall()


async def send(server: LoopbackDiscord, card: Response, text: str, *, answer: bool = False) -> Response:
    (found,) = report_buttons(card)
    modal = await server.press(found["custom_id"], message=card)
    assert modal.type == 9
    return await server.submit_modal(modal, {"text": text, "answer": answer})


async def test_only_cards_with_a_receipt_have_the_button_and_only_one(server: LoopbackDiscord, bot: BotProcess) -> None:
    for command, options, label in (
        ("mission", CARD, "Report a mistake"),
        ("expedition", {"number": 1}, "Report a mistake"),
        ("event", {"name": "apollo-soyuz-docking", "language": "ru"}, "Сообщить об ошибке"),
    ):
        response = await server.slash(command, options)
        assert [found["label"] for found in report_buttons(response)] == [label]
    for command, options in (("help", {}), ("about", {}), ("search", {"text": "mir"}), ("mission", {"name": "qqqq"})):
        assert report_buttons(await server.slash(command, options)) == []


async def test_a_report_reaches_the_owners_with_its_receipt_and_without_the_sender(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    card = await server.slash("mission", CARD)
    code = report_buttons(card)[0]["custom_id"].removeprefix("report:")
    assert f"/source {code}" in text_of(card)
    thanks = await send(server, card, "The *pad* was 39B, @everyone")
    assert thanks.ephemeral
    assert "Who you are is not kept" in text_of(thanks)
    wanting = await send(server, card, "и время тоже", answer=True)
    assert "your Discord id is kept" in text_of(wanting)
    assert kept(home) == [(code, "The *pad* was 39B, @everyone", None), (code, "и время тоже", server.person.id)]
    shown = text_of(await admin(server, "reports"))
    assert "2 reports wait; page 1 of 1." in shown
    assert "> The \\*pad\\* was 39B, \\@everyone" in shown
    assert shown.count(f"<@{server.person.id}>") == 1
    taken = text_of(await admin(server, "reports", done=1))
    assert "Report 1 is taken away." in taken
    assert "39B" not in taken
    assert "**Reports to read:** 1" in text_of(await admin(server, "status"))


async def test_each_step_works_after_a_restart(server: LoopbackDiscord, home: Home) -> None:
    async with process(server, home):
        card = await server.slash("mission", CARD)
    async with process(server, home):
        (found,) = report_buttons(card)
        modal = await server.press(found["custom_id"], message=card, locale="ru")
        assert modal.data["title"] == "Сообщить об ошибке"
    async with process(server, home):
        thanks = await server.submit_modal(modal, {"text": "x", "answer": False})
        assert text_of(thanks).startswith("### Спасибо")
    assert len(kept(home)) == 1


async def test_one_person_may_send_so_many_a_day_and_others_still_may(
    server: LoopbackDiscord, bot: BotProcess, home: Home
) -> None:
    card = await server.slash("mission", CARD)
    (found,) = report_buttons(card)
    late = await server.press(found["custom_id"], message=card)
    for number in range(MOST_A_DAY):
        await send(server, card, f"mistake {number}")
    refused = await server.press(found["custom_id"], message=card)
    assert refused.type == 4
    assert refused.ephemeral
    assert "as many as one person may" in text_of(refused)
    assert "as many as one person may" in text_of(await server.submit_modal(late, {"text": "one more"}))
    other = await server.press(found["custom_id"], message=card, user=server.world.add_person("thomas"))
    assert other.type == 9
    assert len(kept(home)) == MOST_A_DAY


async def test_blank_and_overlong_reports_do_no_harm(server: LoopbackDiscord, bot: BotProcess, home: Home) -> None:
    card = await server.slash("mission", CARD)
    assert "what is wrong" in text_of(await send(server, card, "  \n "))
    await send(server, card, "x" * 5000)
    assert [len(text) for _, text, _ in kept(home)] == [LONGEST]
    await asyncio.sleep(0)


def test_an_allowance_comes_back_after_a_day_and_stays_small() -> None:
    allowance = Allowance()
    for second in range(MOST_A_DAY):
        assert not allowance.is_spent(1, now=second)
        allowance.spend(1, now=second)
    assert allowance.is_spent(1, now=MOST_A_DAY)
    assert not allowance.is_spent(2, now=MOST_A_DAY)
    assert not allowance.is_spent(1, now=DAY_SECONDS)
    for user in range(2 * PEOPLE_KEPT):
        allowance.spend(user, now=0)
    assert len(allowance._sent) == PEOPLE_KEPT
