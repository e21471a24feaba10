"""The slash commands: one thin cog for each subject. Each makes a question; nothing is looked up here."""

from discord.ext import commands

from bot.chat.commands.about import AboutCog
from bot.chat.commands.ask import AskCog
from bot.chat.commands.expeditions import ExpeditionsCog
from bot.chat.commands.explore import ExploreCog
from bot.chat.commands.history import HistoryCog
from bot.chat.commands.missions import MissionsCog
from bot.chat.commands.people import PeopleCog
from bot.chat.commands.privacy import PrivacyCog
from bot.chat.commands.quiz import QuizCog
from bot.chat.commands.schedule import ScheduleCog
from bot.chat.commands.search import SearchCog
from bot.chat.commands.things import ThingsCog

COGS: tuple[type[commands.Cog], ...] = (
    MissionsCog, PeopleCog, ThingsCog, HistoryCog, ExpeditionsCog, ExploreCog, SearchCog, QuizCog, AskCog, AboutCog,
    ScheduleCog, PrivacyCog,
)  # fmt: skip
