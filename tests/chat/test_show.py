import asyncio
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat import show
from bot.questions import About, History, MissionCard, Question, Search, from_text
from bot.replies.reply import Action, Outcome, Picture, Reply
from tests.discord_server.messages import check, walk

NOTE = "-# Shortened."
PICTURE = Picture("chart.png", b"\x89PNG\r\n\x1a\n", "Flights by year: 1975 one, 1995 three.")


def shown(
    text: str = "### Title\nAnswer.", *actions: Action, asked: Question | None = None, picture: Picture | None = None
) -> list[dict]:
    reply = Reply(text, Outcome.ANSWERED, actions, picture=picture)
    return list(walk(show.card(reply, asked, shortened=NOTE).components))


def buttons(components: list[dict]) -> list[dict]:
    return [part for part in components if part["type"] == 2]


def to_mission(number: int) -> Action:
    return Action(f"Soyuz {number}", MissionCard(f"soyuz-{number}"))


def test_a_reply_is_one_container_with_its_text_and_rows_of_five_buttons() -> None:
    components = shown("### Title\nAnswer.", *map(to_mission, range(7)))
    assert [part["type"] for part in components] == [17, 10, 1, 2, 2, 2, 2, 2, 1, 2, 2]
    assert components[1]["content"] == "### Title\nAnswer."
    assert buttons(components)[0]["custom_id"] == "q:mission:soyuz-0"


def test_a_picture_is_sent_with_its_text_alternative() -> None:
    gallery = next(part for part in shown(picture=PICTURE) if part["type"] == 12)
    assert gallery["items"][0]["media"]["url"] == "attachment://chart.png"
    assert gallery["items"][0]["description"] == PICTURE.alt
    card = show.card(Reply("a", Outcome.ANSWERED, picture=PICTURE), shortened=NOTE)
    first, second = card.files()[0], card.files()[0]
    assert first is not second
    assert isinstance(first.fp, io.BytesIO)
    assert (first.filename, first.description) == ("chart.png", PICTURE.alt)


def test_what_is_sent_twice_is_made_once() -> None:
    reply = Reply("### Title", Outcome.ANSWERED, (to_mission(1),))
    assert show.card(reply, About(), shortened=NOTE) is show.card(reply, About(), shortened=NOTE)


async def test_a_view_is_finished_from_the_start_so_that_nothing_keeps_it() -> None:
    view = show.CardView(show.card(Reply("### Title", Outcome.ANSWERED), shortened=NOTE))
    assert view.is_finished()
    assert view.has_components_v2()
    assert view.to_components()[0]["type"] == 17
    await asyncio.sleep(0)


def test_no_more_buttons_than_discord_takes() -> None:
    components = shown("text", *map(to_mission, range(60)), picture=PICTURE)
    assert len(components) == show.MOST_COMPONENTS - 1  # a row of its own for one more would be one too many
    check(
        {
            "flags": 1 << 15,
            "components": list(
                show.card(Reply("t", Outcome.ANSWERED, tuple(map(to_mission, range(60)))), shortened=NOTE).components
            ),
        }
    )


def test_one_question_has_one_button() -> None:
    assert len(buttons(shown("text", to_mission(1), Action("again", MissionCard("soyuz-1"))))) == 1


def test_a_question_too_long_for_an_id_has_no_button() -> None:
    assert buttons(shown("text", Action("long", Search("x" * 100)))) == []


def test_a_long_label_is_cut_at_a_word() -> None:
    label = buttons(shown("text", Action("word " * 30, About())))[0]["label"]
    assert len(label) <= show.LONGEST_LABEL
    assert label.endswith("word…")


def test_a_page_button_spells_its_page_out_even_the_first() -> None:
    asked = History("seat-swaps", page=2)
    found = buttons(
        shown("text", Action("1", History("seat-swaps")), Action("3", History("seat-swaps", page=3)), asked=asked)
    )
    ids = [button["custom_id"] for button in found]
    assert ids == ["q:history:seat-swaps:0:1", "q:history:seat-swaps:0:3"]
    for custom_id, page in zip(ids, (1, 3), strict=True):
        question = from_text(custom_id.removeprefix(show.ID_PREFIX))
        assert question == History("seat-swaps", page=page)
        assert show.turns_page(custom_id, question)


def test_another_era_or_year_is_no_page_of_this_one() -> None:
    asked = History(year=1995, page=2)
    custom_id = buttons(shown("text", Action("Before: 1994", History(year=1994)), asked=asked))[0]["custom_id"]
    assert custom_id == "q:history::1994"
    assert not show.turns_page(custom_id, History(year=1994))


def test_a_text_too_long_is_cut_at_a_line_and_says_so() -> None:
    text = "### Title\n" + "\n".join(f"- line {number}" for number in range(1000))
    content = shown(text)[1]["content"]
    assert len(content) <= show.LONGEST_TEXT
    kept, _, note = content.rpartition("\n")
    assert note == NOTE
    assert text.startswith(kept + "\n")


@given(st.text(max_size=300), st.integers(min_value=20, max_value=120))
def test_whatever_is_cut_fits(text: str, longest: int) -> None:
    assert len(show.cut_text(text, longest, note=NOTE)) <= longest
    assert len(show.cut_words(text, longest)) <= longest
    if len(text) <= longest:
        assert show.cut_text(text, longest, note=NOTE) == show.cut_words(text, longest) == text


@pytest.mark.parametrize("text", ["x" * 5000, "word " * 1000])
def test_a_single_line_too_long_is_cut_too(text: str) -> None:
    content = shown(text)[1]["content"]
    assert len(content) <= show.LONGEST_TEXT
    assert content.endswith("…\n" + NOTE)


@pytest.mark.parametrize(("actions", "rows"), [(0, [1]), (4, [5]), (5, [5, 1]), (10, [5, 5, 1])])
def test_a_reply_with_a_receipt_ends_with_the_report_button(actions: int, rows: list[int]) -> None:
    reply = Reply("text", Outcome.ANSWERED, tuple(map(to_mission, range(actions))), receipt="abc12")
    (container,) = show.card(reply, shortened=NOTE, report="Report a mistake").components
    found = [row["components"] for row in container["components"][1:]]
    assert [len(row) for row in found] == rows
    assert (found[-1][-1]["custom_id"], found[-1][-1]["label"]) == ("report:abc12", "Report a mistake")
    for without in (
        show.card(reply, shortened=NOTE),
        show.card(Reply("t", Outcome.ANSWERED), shortened=NOTE, report="R"),
    ):
        assert "report:" not in str(without.components)
