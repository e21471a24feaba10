"""What only Discord's door has to say, by language. Beside the code, since the historian may be what failed."""

LANGUAGES = {"en": "English", "ru": "Русский"}  # each by its own name
SHORTENED = {
    "en": "-# Shortened: Discord takes no more than 4,000 characters.",
    "ru": "-# Сокращено: Discord принимает не больше 4000\N{NO-BREAK SPACE}знаков.",
}
SHORTENED_POST = {
    "en": "-# Shortened: Discord takes no more than 2,000 characters.",
    "ru": "-# Сокращено: Discord принимает не больше 2000\N{NO-BREAK SPACE}знаков.",
}
FAILED = {
    "en": "### Something went wrong\nThat was our mistake, not yours. Whoever runs this bot finds it under **{code}**.",
    "ru": "### Что-то пошло не так\nОшибка на нашей стороне. Владелец бота найдёт её по коду **{code}**.",
}
CHANGED = {
    "en": "### This command has changed\nReload Discord (Ctrl+R, or start the app again) and give it once more.",
    "ru": "### Эта команда изменилась\nПерезапустите Discord (Ctrl+R) и введите её ещё раз.",
}
