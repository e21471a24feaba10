"""The menu's id holds all settings but the zone."""

import dataclasses

from hypothesis import given
from hypothesis import strategies as st

from bot.chat.zone_choice import ID, from_id, to_id
from bot.guilds.destinations import EVERY_DAY, Kind, LeapDay, Settings, Tone, Topic

LONGEST_ID = 100  # https://docs.discord.com/developers/components/reference#anatomy-of-a-component-custom-id
snowflakes = st.integers(1, 2**64 - 1)


@given(
    st.builds(
        Settings,
        channel_id=snowflakes,
        hour=st.integers(0, 23),
        minute=st.integers(0, 59),
        zone=st.just(""),
        language=st.sampled_from(["en", "ru"]),
        kind=st.sampled_from(Kind),
        weekdays=st.lists(st.sampled_from(EVERY_DAY), min_size=1, unique=True).map(sorted).map(tuple),
        topics=st.lists(st.sampled_from(Topic), unique=True).map(tuple),
        tone=st.sampled_from(Tone),
        leap_day=st.sampled_from(LeapDay),
        role_id=st.none() | snowflakes,
        thread=st.booleans(),
        pin=st.booleans(),
        publish=st.booleans(),
    )
)
def test_every_setting_comes_back_from_an_id_that_fits(settings: Settings) -> None:
    written = to_id(settings)
    assert len(written) <= LONGEST_ID
    match = ID.fullmatch(written)
    assert match is not None
    assert from_id(match, "Asia/Tokyo") == dataclasses.replace(settings, zone="Asia/Tokyo")
