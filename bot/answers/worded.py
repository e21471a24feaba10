"""Questions that are put in words or by a button, each to the answer that it is made for."""

from dataclasses import replace

from bot.answers import history, missions
from bot.answers.fields import Record, field
from bot.answers.flights import flights
from bot.answers.happened import happened
from bot.answers.rosters import roster
from bot.answers.versus import versus
from bot.errors import QuestionError
from bot.facts.dates import PartialDate
from bot.facts.edition import Facts
from bot.questions import Fact, Flights, Happened, Roster, Versus

Worded = Fact | Roster | Flights | Versus | Happened


def worded(facts: Facts, question: Worded, *, as_of: PartialDate) -> object:
    """The answer. Raises QuestionError where there is no such expedition, or no commander who is meant."""
    match question:
        case Roster():
            return roster(facts, question, as_of=as_of)
        case Flights():
            return flights(facts, replace(question, person=_person(facts, question.person)))
        case Versus():
            return versus(facts, question)
        case Happened():
            return happened(facts, question.date)
        case Fact("expedition", number) if history.expedition(facts, int(number)) is None:
            raise QuestionError("no-such-expedition", found=number)
        case Fact():
            record = Record(question.kind, _person(facts, question.name))
            return field(facts, record, question.field, at=question.at, as_of=as_of)


def _person(facts: Facts, name: str) -> str:
    """Somebody's id; `crew-10/commander` is whoever commanded that flight, `1/commander` that expedition to the ISS."""
    flight, _, role = name.partition("/")
    if not role:
        return name
    return history.commander(facts, int(flight)) if flight.isdigit() else missions.commander(facts, flight)
