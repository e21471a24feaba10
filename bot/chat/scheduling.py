"""What each /schedule command does. Everything is told privately to who asks."""

import dataclasses
import datetime as dt
from dataclasses import dataclass

import discord

from bot.chat import places, show, zone_choice
from bot.chat.asking import Interaction, language_of
from bot.chat.notices import guild_of_admin, notice, tell
from bot.chat.wording import SHORTENED_POST
from bot.errors import DeliveryError, SettingsError
from bot.guilds import destinations, ledger
from bot.guilds.destinations import Destination, Settings
from bot.guilds.ledger import Entry
from bot.replies.reply import Suggestion
from bot.schedule import trial, zones
from bot.schedule.plan import Run, due, edited, next_runs, simulate
from bot.schedule.wishes import Wish, fulfilled

RUNS_SHOWN = 3
ZONE_UNCLEAR = ("which-zone", "no-such-zone")


@dataclass(frozen=True, slots=True)
class Standing:
    """A destination with its next posts and its last ones, and what we may not do there."""

    destination: Destination
    runs: tuple[Run, ...]
    entries: tuple[Entry, ...]
    missing: places.Missing


async def add(interaction: Interaction, channel_id: int, wish: Wish) -> None:
    """Set up a new post; where its zone is not clear, ask for it."""
    guild, now = guild_of_admin(interaction), _now()
    known = {one.settings.zone for one in await _of_guild(interaction, guild)}
    zone = known.pop() if len(known) == 1 else ""
    begun = Settings(channel_id, hour=0, minute=0, zone=zone, language=language_of(interaction, private=False))
    try:
        settings = fulfilled(wish, begun, now=now)
    except SettingsError as error:
        if error.reason not in ZONE_UNCLEAR:
            raise
        settings = fulfilled(dataclasses.replace(wish, zone=None), dataclasses.replace(begun, zone=""), now=now)
        await _ask_zone(interaction, guild, settings, error)
        return
    if settings.zone:
        await save(interaction, settings)
    else:
        await _ask_zone(interaction, guild, settings, SettingsError("no-zone"))


async def save(interaction: Interaction, settings: Settings, *, replaces: bool = False) -> None:
    """Keep a new post's settings; `replaces` the message that asked for the zone."""
    guild, now, user_id = guild_of_admin(interaction), _now(), interaction.user.id
    missing = places.check(guild, settings)
    if any(one.settings == settings for one in await _of_guild(interaction, guild)):
        raise SettingsError("set-up-already")  # or the channel would get everything twice
    one = await interaction.client.state.do(
        lambda connection: destinations.add(connection, guild.id, settings, set_up_by=user_id, now=now)
    )
    runs = next_runs(one, now, 1)
    await tell(interaction, "schedule/added", replaces=replaces, d=one, runs=runs, missing=missing)


async def show_all(interaction: Interaction) -> None:
    """Every post of the server."""
    guild = guild_of_admin(interaction)
    await tell(interaction, "schedule/list", destinations=await _of_guild(interaction, guild))


async def edit(interaction: Interaction, which: str, wish: Wish) -> None:
    """Change a post; what is left out stays."""
    guild, now = guild_of_admin(interaction), _now()
    one = await _chosen(interaction, guild, which)
    settings = fulfilled(wish, one.settings, now=now)
    if settings == one.settings:
        raise SettingsError("nothing-changed")
    missing = places.check(guild, settings)
    changed = dataclasses.replace(edited(one, settings, now), failures=0, suspended=None, suspended_why="")
    await interaction.client.state.do(lambda connection: destinations.edit(connection, changed))
    runs, is_due = next_runs(changed, now, 1), bool(due([changed], now))
    await tell(interaction, "schedule/edited", d=changed, runs=runs, is_due=is_due, missing=missing)


async def pause(interaction: Interaction, which: str) -> None:
    """Post nothing until it is resumed."""
    one = await _chosen(interaction, guild_of_admin(interaction), which)
    await interaction.client.state.do(lambda connection: destinations.pause(connection, one.id))
    await tell(interaction, "schedule/paused", d=one)


async def resume(interaction: Interaction, which: str) -> None:
    """Post again, from the next post due on."""
    guild, now = guild_of_admin(interaction), _now()
    one = await _chosen(interaction, guild, which)
    await interaction.client.state.do(lambda connection: destinations.resume(connection, one.id, now=now))
    missing = places.missing(guild, one.settings)
    await tell(interaction, "schedule/resumed", d=one, runs=next_runs(one, now, 1), missing=missing)


async def remove(interaction: Interaction, which: str) -> None:
    """Post no more."""
    one, now = await _chosen(interaction, guild_of_admin(interaction), which), _now()
    await interaction.client.state.do(lambda connection: destinations.remove(connection, one.id, now=now))
    await tell(interaction, "schedule/removed", d=one)


async def status(interaction: Interaction, which: str) -> None:
    """The next posts, how the last ones went and why any was missed: of one post in full, of several in short."""
    guild, now = guild_of_admin(interaction), _now()
    those = (await _chosen(interaction, guild, which),) if which else await _of_guild(interaction, guild)
    last = await interaction.client.state.do(lambda connection: [ledger.last(connection, one.id) for one in those])
    standings = [
        Standing(
            one, () if one.paused else next_runs(one, now, RUNS_SHOWN), entries, places.missing(guild, one.settings)
        )
        for one, entries in zip(those, last, strict=True)
    ]
    await tell(interaction, "schedule/status", standings=standings, most=ledger.SHOWN)


async def preview(interaction: Interaction, date: str, which: str) -> None:
    """Show who asks what would be posted; where nothing is set up, in the server's language."""
    guild, historian = guild_of_admin(interaction), interaction.client.historian
    if await _of_guild(interaction, guild):
        settings = (await _chosen(interaction, guild, which)).settings
    else:
        settings = Settings(0, hour=0, minute=0, zone="UTC", language=language_of(interaction, private=False))
    day = historian.coming_day(date, today=trial.today_of(settings, _now()))
    reply = trial.preview(historian, settings, day)
    await show.send_plain(interaction, reply, language=settings.language, shortened=SHORTENED_POST[settings.language])


async def test(interaction: Interaction, which: str) -> None:
    """Post a test, and say how it went."""
    guild = guild_of_admin(interaction)
    one = await _chosen(interaction, guild, which)
    await interaction.response.defer(ephemeral=True)
    client = interaction.client
    try:
        tested = await trial.test(client.historian, client.sender, one, number=interaction.id, now=_now())
    except DeliveryError as error:
        missing = places.missing(guild, one.settings)
        shown = notice(interaction, "schedule/not-tested", d=one, why=error.reason, missing=missing)
    else:
        link = places.link(guild, one.settings.channel_id, tested.message_id) if tested else ""
        shown = notice(interaction, "schedule/tested", tested=tested, link=link)
    await show.send_later(interaction, shown)


async def year(interaction: Interaction, which: str) -> None:
    """The posts of the coming year as a text file, across the clock changes."""
    guild, now = guild_of_admin(interaction), _now()
    one = await _chosen(interaction, guild, which)
    runs = [run for run in simulate(one.settings, now.date() - dt.timedelta(days=1), days=367) if run.moment > now]
    listing = interaction.client.historian.notice(
        "schedule/year", language=language_of(interaction, private=True), d=one, runs=runs
    )
    shown = notice(interaction, "schedule/simulated", d=one, runs=runs)
    await show.send_text_file(interaction, shown, name=f"posts-{one.id}.txt", text=listing.text)


async def suggested(interaction: Interaction, typed: str) -> list[Suggestion]:
    """The server's posts for what was typed so far."""
    if interaction.guild is None or not interaction.permissions.manage_guild:
        return []
    guild = interaction.guild
    found = [Suggestion(_label(guild, one), str(one.id)) for one in await _of_guild(interaction, guild)]
    return [each for each in found if typed == each.value or typed.casefold() in each.label.casefold()]


def locales(interaction: Interaction) -> tuple[str, ...]:
    """Of who asks and of the server, as Discord names them: where people probably live."""
    known = (interaction.locale, interaction.guild_locale)
    return tuple(dict.fromkeys(locale.value for locale in known if locale is not None))


async def _ask_zone(interaction: Interaction, guild: discord.Guild, settings: Settings, why: SettingsError) -> None:
    places.check(guild, settings)
    spoken = language_of(interaction, private=True)
    offers = zones.offered(why.near or zones.likely(locales(interaction)), language=spoken, now=_now())
    placeholder = interaction.client.historian.phrase("choose_zone", language=spoken)
    row = zone_choice.menu(settings, offers, placeholder=placeholder)
    await tell(interaction, "schedule/zone", row, s=settings, reason=why.reason, found=why.found)


async def _of_guild(interaction: Interaction, guild: discord.Guild) -> tuple[Destination, ...]:
    return await interaction.client.state.do(lambda connection: destinations.of_guild(connection, guild.id))


async def _chosen(interaction: Interaction, guild: discord.Guild, which: str) -> Destination:
    """The post that is meant: by number, by what is said of it, or the only one there is."""
    those = await _of_guild(interaction, guild)
    if not those:
        raise SettingsError("nothing-set-up")
    typed = which.strip().casefold()
    found = [one for one in those if typed == str(one.id)] or [
        one for one in those if typed in _label(guild, one).casefold()
    ]
    if len(found) != 1:
        raise SettingsError("which-post" if len(those) > 1 else "no-such-post", found=which)
    return found[0]


def _label(guild: discord.Guild, one: Destination) -> str:
    channel = guild.get_channel_or_thread(one.settings.channel_id)
    name = f"#{channel.name}" if channel else f"#{one.settings.channel_id}"
    return f"{one.id} · {name} · {one.settings.hour:02}:{one.settings.minute:02} · {one.settings.zone}"


def _now() -> dt.datetime:
    return discord.utils.utcnow()
