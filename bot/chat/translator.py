"""The commands in other languages than English, from bot/translations, as Discord shows them to who types."""

from typing import Any

import discord
from discord import app_commands
from discord.app_commands import TranslationContextLocation as Location
from discord.app_commands import TranslationContextTypes as Context

from bot import translations


class CommandTranslator(app_commands.Translator):
    """Translates whatever has a text; for the rest Discord shows the English one."""

    async def translate(self, string: app_commands.locale_str, locale: discord.Locale, context: Context) -> str | None:
        """The text at this place, where our file of this language has one."""
        texts = translations.texts(locale.value)
        return next((texts[place] for place in _places(string.message, context) if place in texts), None)


async def translated(tree: app_commands.CommandTree[Any], guild: discord.Object | None = None) -> list[dict[str, Any]]:
    """The commands as Discord is told them, those of all or of one server, with every language of the translator."""
    translator = tree.translator or app_commands.Translator()
    return [await command.get_translated_payload(tree, translator) for command in tree.get_commands(guild=guild)]


def _places(message: str, context: Context) -> tuple[str, ...]:
    """Where the text stands, as keys of the file; an option's own text goes before that of every command."""
    what = "description" if context.location.name.endswith("description") else "name"
    match context.location:
        case Location.command_name | Location.command_description | Location.group_name | Location.group_description:
            return (f"{_table(context.data)}.{what}",)
        case Location.parameter_name | Location.parameter_description:
            option = f"options.{context.data.display_name}.{what}"
            return (f"{_table(context.data.command)}.{option}", option)
        case Location.choice_name:
            return (f"choices.{message}",)
        case _:
            return ()


def _table(command: app_commands.Command[Any, Any, Any] | app_commands.Group | app_commands.ContextMenu) -> str:
    return translations.table_of(command.qualified_name)
