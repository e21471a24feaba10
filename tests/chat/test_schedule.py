"""An admin sets posts up: the real bot process over the loopback, in both languages."""

import asyncio
import re
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from tests.chat.test_languages import spoken
from tests.chat.test_process import process, text_of
from tests.discord_server import (
    BotProcess,
    Guild,
    LoopbackDiscord,
    NotOfferedError,
    Person,
    Response,
    available,
    validate,
)
from tests.discord_server.messages import walk
from tests.discord_server.payloads import Json
from tests.discord_server.world import (
    MANAGE_GUILD,
    MEMBER_PERMISSIONS,
    READ_HISTORY,
    SEND_IN_THREADS,
    SEND_MESSAGES,
    VIEW_CHANNEL,
)  # fmt: skip

CROSSPOSTED = 1 << 1
SLOWEST = 0.25  # seconds for a completion, on a machine that is busy


class Admin:
    """Somebody who may manage the server, and what they do."""

    def __init__(self, server: LoopbackDiscord) -> None:
        self.server, self.locale = server, "en-US"
        self.person = server.world.add_person("admin", permissions=MEMBER_PERMISSIONS | MANAGE_GUILD)

    @property
    def guild(self) -> Guild:
        return self.server.guild

    async def do(self, subcommand: str, **options: object) -> Response:
        response = await self.server.slash(
            "schedule", dict(options), subcommand=subcommand, user=self.person, locale=self.locale
        )
        assert response.ephemeral, subcommand
        assert text_of(response).startswith("### "), subcommand
        assert "went wrong" not in text_of(response), subcommand
        return response

    async def says(self, subcommand: str, **options: object) -> str:
        return text_of(await self.do(subcommand, **options))

    async def preview(self, **options: object) -> Response:
        return await self.server.slash("schedule", dict(options), subcommand="preview", user=self.person)

    async def later(self, subcommand: str, **options: object) -> str:
        """What is said in the end, after "thinking…"."""
        response = await self.server.slash("schedule", dict(options), subcommand=subcommand, user=self.person)
        assert response.ephemeral
        return text_of(await response.settled())

    async def completes(self, option: str, typed: str, subcommand: str = "add") -> list[Json]:
        response = await self.server.autocomplete(
            "schedule", {option: typed}, focused=option, subcommand=subcommand, user=self.person, locale=self.locale
        )
        assert response.latency_seconds < SLOWEST
        return response.choices


@pytest_asyncio.fixture
async def server() -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as started:
        yield started


@pytest.fixture
def admin(server: LoopbackDiscord) -> Admin:
    return Admin(server)


@pytest_asyncio.fixture
async def bot(server: LoopbackDiscord, tmp_path: Path) -> AsyncIterator[BotProcess]:
    async with process(server, tmp_path) as started:
        yield started
    assert "Traceback" not in started.stderr
    assert server.unknown == []
    if available():
        assert [line for request in server.requests for line in validate(request)] == []


def menu_of(response: Response) -> Json:
    return next(part for part in walk(response.components) if part["type"] == 3)


async def test_only_who_manages_the_server_may_use_it(server: LoopbackDiscord, admin: Admin, bot: BotProcess) -> None:
    registered = next(command for command in server.commands[None].values() if command["name"] == "schedule")
    assert registered["default_member_permissions"] == str(MANAGE_GUILD)
    assert (registered["contexts"], registered["integration_types"]) == ([0], [0])
    with pytest.raises(NotOfferedError):
        await server.slash("schedule", subcommand="list")
    refused = await server.slash("schedule", subcommand="list", anyway=True)
    assert refused.ephemeral
    assert "Manage Server" in text_of(refused)
    elsewhere = await server.slash("schedule", subcommand="list", anyway=True, user=admin.person, installs="user")
    assert "Add me to yours" in text_of(elsewhere)


async def test_a_channel_and_a_time_are_enough_and_the_zone_is_asked(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess
) -> None:
    asked = await admin.do("add", channel=admin.guild.text, time="9pm")
    assert "where is it 21:00" in text_of(asked)
    assert "None yet" in await admin.says("list")
    menu = menu_of(asked)
    assert len(menu["options"]) == 25
    assert menu["options"][0]["value"] == "America/New_York"
    refused = await server.select(menu["custom_id"], ["Europe/Berlin"], message=asked)
    assert "Manage Server" in text_of(refused)
    done = await server.select(menu["custom_id"], ["Europe/Berlin"], message=asked, user=admin.person)
    assert done.type == 7
    assert f"<#{admin.guild.text}> gets this day in the history every day at 21:00, Europe/Berlin" in text_of(done)
    assert re.search(r"Next: <t:\d+:F>, <t:\d+:R>", text_of(done))
    assert "set up already" in await admin.says("add", channel=admin.guild.text, time="21:00")
    second = await admin.says("add", channel=admin.guild.news, time="9:00", publish=True)
    assert "09:00, Europe/Berlin" in second


async def test_the_menu_works_after_a_restart(server: LoopbackDiscord, admin: Admin, tmp_path: Path) -> None:
    wished = {"days": "digest sunday", "topics": "people, events", "tone": "without-disasters", "leap_day": "02-29"}
    async with process(server, tmp_path):
        asked = await admin.do("add", channel=admin.guild.text, time="9", thread=True, language="ru", **wished)
    async with process(server, tmp_path):
        menu = menu_of(asked)
        assert len(menu["custom_id"]) <= 100
        done = await server.select(menu["custom_id"], ["Asia/Tokyo"], message=asked, user=admin.person)
        text = text_of(done)
        for part in ("on Sundays at 09:00, Asia/Tokyo", "in Russian", "events and people", "a thread", "leap years"):
            assert part in text


async def test_a_zone_that_is_unclear_is_asked_back(server: LoopbackDiscord, admin: Admin, bot: BotProcess) -> None:
    asked = await admin.do("add", channel=admin.guild.text, time="9", zone="EST")
    assert "several zones" in text_of(asked)
    assert menu_of(asked)["options"][0]["value"] == "America/New_York"
    asked = await admin.do("add", channel=admin.guild.text, time="9", zone="Gondor")
    assert "no city, country or offset called “Gondor”" in text_of(asked)
    assert "Europe/Moscow" in await admin.says("add", channel=admin.guild.text, time="9", zone="Москва")


async def test_it_names_the_permissions_that_are_missing(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess
) -> None:
    server.world.deny_bot(admin.guild.text, SEND_MESSAGES | VIEW_CHANNEL | READ_HISTORY)
    await server.gateway.dispatch("CHANNEL_UPDATE", server.world.channels[admin.guild.text], guild_id=admin.guild.id)
    role = int(server.world.guilds[admin.guild.id]["roles"][1]["id"])
    text = await admin.says("add", channel=admin.guild.text, time="9", zone="Paris", thread=True, pin=True, role=role)
    for name in (
        "View Channel", "Send Messages", "Read Message History", "Create Public Threads", "Pin Messages", "All Roles",
    ):  # fmt: skip
        assert name in text
    server.world.deny_bot(admin.guild.text, 0)
    await server.gateway.dispatch("CHANNEL_UPDATE", server.world.channels[admin.guild.text], guild_id=admin.guild.id)
    assert "missing" not in await admin.says("edit", pin=False, thread=False, no_role=True)
    thread = server.world.add_thread(admin.guild.text, "history")
    server.world.deny_bot(admin.guild.text, SEND_IN_THREADS)
    for event, channel in (("CHANNEL_UPDATE", admin.guild.text), ("THREAD_CREATE", thread)):
        await server.gateway.dispatch(event, server.world.channels[channel], guild_id=admin.guild.id)
    assert "Send Messages in Threads" in await admin.says("add", channel=thread, time="9")
    server.world.deny_bot(admin.guild.forum, SEND_MESSAGES)
    await server.gateway.dispatch("CHANNEL_UPDATE", server.world.channels[admin.guild.forum], guild_id=admin.guild.id)
    assert "Create Posts" in await admin.says("add", channel=admin.guild.forum, time="9")


ADD = {"en": "/schedule add", "ru": "/расписание добавить"}  # the command as its reader sees it


@pytest.mark.parametrize(("locale", "language"), [("en-US", "en"), ("ru", "ru")])
async def test_what_can_not_be_is_told_in_a_sentence(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess, locale: str, language: str
) -> None:
    admin.locale = locale
    guild, titles = admin.guild, ("### That did not work", "### Не получилось")
    for wished in (
        {"channel": guild.text, "time": "tea"},
        {"channel": guild.text, "time": "9", "days": "never"},
        {"channel": guild.text, "time": "9", "topics": "weather"},
        {"channel": guild.text, "time": "9", "publish": True},
        {"channel": guild.forum, "time": "9", "thread": True},
        {"channel": guild.forum, "time": "9", "pin": True},
        {"channel": guild.text, "time": "9", "role": guild.id},
    ):
        refused = await admin.do("add", zone="Paris", **wished)
        assert text_of(refused).startswith(titles), wished
        assert spoken(refused) == language
    for subcommand in ("edit", "pause", "resume", "remove", "simulate"):
        assert ADD[language] in await admin.says(subcommand)


@pytest.mark.parametrize(("locale", "language"), [("en-US", "en"), ("ru", "ru")])
async def test_a_post_is_set_up_changed_paused_and_removed(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess, locale: str, language: str
) -> None:
    admin.locale = locale
    await admin.do("add", channel=admin.guild.text, time="9", zone="Berlin")
    await admin.do("add", channel=admin.guild.news, time="21.30", days="digest")
    responses = [await admin.do("list"), await admin.do("status"), await admin.do("status", which="1")]
    assert all(f"<#{channel}>" in text_of(responses[0]) for channel in (admin.guild.text, admin.guild.news))
    assert text_of(responses[2]).count("<t:") == 3
    assert "which" in await admin.says("pause") or language == "ru"
    label = (await admin.completes("which", "news", "pause"))[0]
    assert label["name"] == "2 · #news · 21:30 · Europe/Berlin"
    responses.append(await admin.do("pause", which=label["value"]))
    assert "<t:" not in await admin.says("status", which="2")
    responses.append(await admin.do("resume", which="news"))
    assert "<t:" in await admin.says("status", which="2")
    responses.append(await admin.do("edit", which="1", time="2:30", zone="Paris"))
    assert "02:30, Europe/Paris" in text_of(responses[-1])
    moved = {"channel": admin.guild.forum, "days": "weekdays", "language": "en", "tone": "without-disasters"}
    responses.append(await admin.do("edit", which="1", **moved))
    assert f"<#{admin.guild.forum}>" in text_of(responses[-1])
    await admin.do("edit", which="1", days="daily")
    responses.append(await admin.do("remove", which="2"))
    assert f"<#{admin.guild.news}>" not in await admin.says("list")
    year = await admin.do("simulate")
    (file,) = year.files
    lines = file.content.decode().splitlines()
    assert len([line for line in lines if ":30 +0" in line]) in (365, 366)
    assert [line for line in lines if "03:30 +0200" in line]  # the night on which the clock skips 02:30
    assert text_of(year).count("\n- ") == 2
    assert all(spoken(each) == language for each in (*responses, year))


async def test_names_are_completed_while_they_are_typed(server: LoopbackDiscord, admin: Admin, bot: BotProcess) -> None:
    assert len(await admin.completes("zone", "")) == 25
    assert (await admin.completes("zone", "моск"))[0]["value"] == "Europe/Moscow"
    assert (await admin.completes("zone", "+5:30"))[0]["value"] == "Asia/Kolkata"
    for locale in ("en-US", "ru"):
        admin.locale = locale
        for option in ("days", "topics"):
            for offered in await admin.completes(option, ""):
                done = await admin.says(
                    "add", channel=admin.guild.text, time="9", zone="Rome", **{option: offered["value"]}
                )
                assert "09:00, Europe/Rome" in done
                await admin.do("remove")


async def test_the_posts_language_is_the_servers_unless_chosen(tmp_path: Path) -> None:
    async with LoopbackDiscord(guild_locale="ru") as server, process(server, tmp_path):
        admin = Admin(server)
        assert "in Russian" in await admin.says("add", channel=admin.guild.text, time="9", zone="Moscow")
        assert "in English" in await admin.says("add", channel=admin.guild.text, time="9", language="en")
        asked = await admin.do("add", channel=admin.guild.text, time="9", zone="Gondor")
        assert "Europe/Moscow" in [option["value"] for option in menu_of(asked)["options"]]


async def test_a_deleted_channel_suspends_and_a_removed_bot_keeps_for_a_while(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess
) -> None:
    await admin.do("add", channel=admin.guild.text, time="9", zone="Berlin")
    thread = server.world.add_thread(admin.guild.news, "history")
    await server.gateway.dispatch("THREAD_CREATE", server.world.channels[thread], guild_id=admin.guild.id)
    await admin.do("add", channel=thread, time="9")
    here = {"guild_id": str(admin.guild.id)}
    await server.gateway.dispatch(
        "THREAD_DELETE", here | {"id": str(thread), "parent_id": str(admin.guild.news), "type": 10}
    )
    await server.gateway.dispatch("CHANNEL_DELETE", server.world.channels[admin.guild.text], guild_id=admin.guild.id)
    assert (await admin.says("list")).count("the channel is gone") == 2
    for told in ({"unavailable": True}, {}):  # an outage, then really removed and added again
        await server.gateway.dispatch("GUILD_DELETE", {"id": str(admin.guild.id)} | told)
        back = server.world.guild_create(admin.guild.id)
        back = back | {"unavailable": False} if told else {key: back[key] for key in back if key != "unavailable"}
        assert (await admin.says("list")).count("<#") == (2 if told else 0)
        await server.gateway.dispatch("GUILD_CREATE", back)
        async with asyncio.timeout(10):  # while it starts, discord.py tells of new servers only when it is ready
            while (await admin.says("list")).count("<#") < 2:
                await asyncio.sleep(0.1)


async def test_what_is_kept_is_told_and_deleted(server: LoopbackDiscord, admin: Admin, bot: BotProcess) -> None:
    await admin.do("add", channel=admin.guild.text, time="9", zone="Berlin")
    for person, count in ((server.person, 1), (admin.person, 2)):
        told = await server.slash("privacy", user=person)
        assert told.ephemeral
        assert [part["type"] for part in walk(told.components)].count(2) == count
    outside = await server.slash("privacy", guild=None, locale="ru")
    assert spoken(outside) == "ru"
    assert "forget:server" not in str(outside.components)

    async def press(custom_id: str, message: Response, user: Person = admin.person) -> Response:
        return await server.press(custom_id, message=message, user=user)

    sure = await press("forget:me", await server.slash("privacy", user=admin.person))
    assert "go on without your name" in text_of(sure)
    assert "1 entry about you is gone" in text_of(await press("forget:me:yes", sure))
    sure = await press("forget:server", await server.slash("privacy", user=admin.person))
    assert "Manage Server" in text_of(await press("forget:server:yes", sure, server.person))
    assert "Nothing was deleted" in text_of(await press("forget:server:no", sure))
    assert f"<#{admin.guild.text}>" in await admin.says("list")
    sure = await press("forget:server", await server.slash("privacy", user=admin.person))
    assert "1 entry of this server is gone" in text_of(await press("forget:server:yes", sure))
    assert "None yet" in await admin.says("list")


@pytest.mark.parametrize(
    ("locale", "title"), [("en-US", "### On this day: 17 July"), ("ru", "### В\u00a0этот день: 17\u00a0июля")]
)
async def test_a_preview_is_the_post_and_seen_by_the_admin_alone(tmp_path: Path, locale: str, title: str) -> None:
    async with LoopbackDiscord(guild_locale=locale) as server, process(server, tmp_path):
        admin = Admin(server)
        before = await admin.preview(date="07-17")
        assert before.content.startswith(title)
        assert "nothing" not in (await admin.preview()).content
        await admin.do("add", channel=admin.guild.text, time="9", zone="Berlin")
        shown = await admin.preview(date="17 июля")
        assert shown.content == before.content
        pressed = next(part["custom_id"] for part in walk(shown.components) if part["type"] == 2)
        assert text_of(await server.press(pressed, message=shown)).startswith("### ")
        assert "not a day of the year" in await admin.says("preview", date="30 February")
        assert server.messages.get(admin.guild.text, []) == []


async def test_a_test_is_a_real_post_that_disturbs_nobody(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess
) -> None:
    role = int(server.world.guilds[admin.guild.id]["roles"][1]["id"])
    wished = {"thread": True, "pin": True, "publish": True, "role": role}
    await admin.do("add", channel=admin.guild.news, time="9", zone="Berlin", **wished)
    told = await admin.later("test")
    (message,) = server.messages[admin.guild.news]
    assert f"https://discord.com/channels/{admin.guild.id}/{admin.guild.news}/{message['id']}" in told
    assert message["content"].startswith("### ")
    assert "A test" in message["content"]
    assert f"<@&{role}>" not in message["content"]
    assert (message["pinned"], message["flags"] & CROSSPOSTED) == (True, 0)
    assert str(message["id"]) in map(str, server.world.channels)  # its thread
    assert "Nothing was due yet" in await admin.says("status")
    await admin.later("test")
    assert len(server.messages[admin.guild.news]) == 2


async def test_a_test_in_a_forum_begins_a_thread(server: LoopbackDiscord, admin: Admin, bot: BotProcess) -> None:
    await admin.do("add", channel=admin.guild.forum, time="9", zone="Berlin", language="ru")
    told = await admin.later("test")
    thread = next(
        key for key, channel in server.world.channels.items() if channel["parent_id"] == str(admin.guild.forum)
    )
    assert f"https://discord.com/channels/{admin.guild.id}/{thread}/{thread}" in told
    assert "Проверка" in server.messages[thread][0]["content"]


async def test_a_test_that_discord_refuses_says_why_and_so_does_status(
    server: LoopbackDiscord, admin: Admin, bot: BotProcess
) -> None:
    await admin.do("add", channel=admin.guild.text, time="9", zone="Berlin")
    server.world.deny_bot(admin.guild.text, SEND_MESSAGES)
    await server.gateway.dispatch("CHANNEL_UPDATE", server.world.channels[admin.guild.text], guild_id=admin.guild.id)
    told = await admin.later("test")
    assert "I may not write in the channel" in told
    assert "**Send Messages**" in told
    assert "**Send Messages**" in await admin.says("status")
