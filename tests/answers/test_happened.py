from bot.answers.happened import happened
from bot.facts.edition import Edition


def test_every_day_of_the_record_is_told(edition: Edition) -> None:
    with edition.open() as facts:
        days = {
            str(row[0])[:10]
            for row in facts.rows(
                """
                select date from event
                union select launch from mission
                union select landing from mission
                union select start from expedition where dates_mean = 'station'
                """
            )
            if row[0] and len(row[0]) >= len("1975-07-17")
        }
        told = {day: happened(facts, day) for day in days}
    assert len(told) > 700
    assert [day for day, answer in told.items() if not answer.lines and answer.total] == []
    expedition = told["2022-03-30"].lines
    assert any(line.line.name.kind == "expedition" and line.line.name.id == "67" for line in expedition)


def test_what_stands_almost_alone_is_told_in_full(edition: Edition) -> None:
    with edition.open() as facts:
        answer = happened(facts, "1997-06-25")
    assert answer.total == 1
    assert answer.lines[0].story
    assert "Progress M-34" in answer.lines[0].story.en
