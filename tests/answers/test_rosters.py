"""Who is the last or the oldest is decided by each person's latest flight that fits."""

import datetime as dt

import pytest

from bot.historian import Historian

TODAY = dt.date(2026, 11, 25)


@pytest.mark.parametrize(
    ("question", "language", "name", "flight"),
    [
        ("last russian on the shuttle", "en", "Budarin", "STS-113"),
        ("последний россиянин на шаттле", "ru", "Бударин", "STS-113"),
        ("first russian on the shuttle", "en", "Krikalev", "STS-60"),
    ],
)
def test_the_last_is_whose_latest_flight_came_last(
    historian: Historian, question: str, language: str, name: str, flight: str
) -> None:
    first_line = historian.ask(question, language=language, today=TODAY).text.splitlines()[0]
    assert name in first_line
    assert flight in first_line


@pytest.mark.parametrize(
    ("question", "language", "told"),
    [
        ("которая по счёту россиянка в космосе Серова", "ru", "**4-е место** из 6 по дате старта"),
        ("was Chris Hadfield the first Canadian in space", "en", "No. 1 is Marc Garneau"),
        ("Кондакова — первая россиянка на Crew Dragon?", "ru", "не входит"),
        ("какое место занимает Маленченко по времени в космосе", "ru", "по времени в космосе"),
        ("кто летал и на шаттле, и на «Союзе» из японцев", "ru", "и «Спейс шаттл», и «Союз»"),
        ("Which Americans launched on the Shuttle and landed on Soyuz?", "en", "Kenneth Bowersox and Donald Pettit"),
        ("кто полетел на «Союзе» старше шестидесяти лет", "ru", "Деннис Тито"),
        ("кто был на «Мире» с Эвальдом из американцев", "ru", "в космосе в те же дни"),
        ("who were the mission specialists on STS-71", "en", "Ellen Baker, Bonnie Dunbar, and Gregory Harbaugh"),
        ("американский астронавт на «Союзе-19»", "ru", "**Никого**"),
        ("кто из русских участвовал в «Союз — Аполлон»", "ru", "Леонов"),
        ("пилот STS-89", "ru", "**Джо Эдвардс** (пилоты"),
        ("где родился командир экспедиции МКС-54", "ru", "Ершичи"),
        ("летали ли Стаффорд и Леонов вместе до 1975 года", "ru", "**Нет**"),
        ("First European on the ISS", "en", "**Umberto Guidoni**"),
        ("кто первым из европейцев был на МКС", "ru", "(Европа, Международная космическая станция)"),
        ("How many people from third countries flew to Mir?", "en", "**18** third-country people bound for Mir, in 20"),
        ("Who has been to the ISS but never on a Soyuz?", "en", "but never launched on Soyuz"),
        ("кто из американцев летал на МКС, но ни разу не летал на «Союзе»", "ru", "ни разу: корабль: «Союз»"),
        ("cosmonauts born before 1925", "en", "born until 1924"),
        ("космонавты 1934 года рождения", "ru", "(рождение: 1934 год)"),
        ("who was the last American to leave Mir?", "en", "STS-91, 12 June 1998"),
        ("neither Americans nor Russians who commanded the ISS", "en", "**10** third-country people in command"),
        ("How many shuttle flights carried a cosmonaut?", "en", "with Soviet or Russian cosmonauts aboard"),
        ("сколько полётов шаттла было с российскими космонавтами на борту", "ru", "на борту: советские или российские"),
        ("How long from launch to docking did Soyuz TM-21 take?", "en", "**2 days, 2 hours** after launch"),
        (
            "сколько времени прошло от старта до стыковки «Союза ТМ-21»",
            "ru",
            "от старта до стыковки — **2 суток 2 часа**",
        ),
        ("how old was Stafford in October 2022", "en", "was **92 years old** in October 2022"),
        ("сколько лет было Стаффорду в октябре 2022 года", "ru", "**92 года**"),
        ("was Norm Thagard the commander of STS-71", "en", "only came home in STS-71, launched on Soyuz TM-21"),
        ("был ли Тагард командиром STS-71", "ru", "только посадка; старт — «Союз ТМ-21»"),
        ("did Peggy Whitson ever command the Shuttle", "en", "never flew on the Space Shuttle as commander"),
        ("командовал ли Крикалёв «Союзом»", "ru", "(корабль «Союз», командиром)"),
        ("was Rubio's flight longer than Vande Hei's?", "en", "**Frank Rubio** made the longer flight"),
        ("Кто летел дольше за один полёт, Рубио или Ванде Хай?", "ru", "Дольше самый долгий полёт: **Фрэнк Рубио"),
        (
            "who of the Apollo-Soyuz crew had flown on Gemini before",
            "en",
            "aboard Apollo–Soyuz (Apollo) who also flew on",
        ),
        ("who spent more time on Mir, Linenger or Lucid", "en", "**Shannon Lucid** has spent more time in space: 188"),
        ("how old was Stafford at the 2022 launch", "en", "was **91 or 92 years old** in 2022"),
        ("who was aboard Discovery when it last visited Mir", "en", "Valery Ryumin"),
        ("was Deke Slayton the oldest of the Apollo-Soyuz crew?", "en", "**Deke Slayton** is **no. 1** of 3 by age"),
        ("was Strekalov ever on a shuttle", "en", "came home in STS-71, launched on Soyuz TM-21"),
        ("летал ли Стрекалов на шаттле", "ru", "**Только на пути домой**"),
        ("which ESA astronauts have commanded the ISS", "en", "European people in command"),
        ("anyone over 70 in space?", "en", "**John Glenn and Larry Connor**"),
        ("Where was the commander of Expedition 1 born?", "en", "**William Shepherd** was born"),
        ("who commanded the ISS the most times", "en", "**Gennady Padalka and Oleg Kononenko**: the most expeditions"),
        ("кто чаще всех командовал МКС", "ru", "5 экспедиций. Больше всего экспедиций"),
        ("most flights by an American woman", "en", "Janice Voss, and Peggy Whitson**"),
        ("most Soyuz flights", "en", "Gennady Padalka, and Oleg Kononenko**"),
        ("who was the youngest on STS-71", "en", "**Gregory Harbaugh**"),
        ("самый старший на STS-89", "ru", "**Бонни Данбар**"),
        ("oldest American to launch on Soyuz before 2010", "en", "**Dennis Tito**"),
        ("who launched on Soyuz MS-23", "en", "Launched without a crew, **Soyuz MS-23** brought home Sergey Prokopyev"),
        ("экипаж союз-34", "ru", "**«Союз-34»**, старт без экипажа; посадка: Владимир Афанасьевич Ляхов"),
        ("when did the crew of Soyuz MS-22 land", "en", "without a crew. Its crew came home in Soyuz MS-23."),
        ("how long was the crew of Soyuz TM-31 in space", "en", "of the craft. Its crew came home in STS-102."),
        ("when did STS-86 land", "en", "Part of its crew came home in STS-89."),
        ("когда приземлился STS-86", "ru", "Посадка части экипажа — STS-89."),
        ("were Rubio and Kikina aboard the ISS together", "en", "**Yes**, having come in different craft"),
        ("были ли Кикина и Рубио вместе на МКС", "ru", "**Да**, хотя прилетели на разных кораблях"),
        ("did Kikina and Rubio meet in space", "en", "**Not in one craft, but at one station**"),
        ("did Stafford and Rubio fly together", "en", "**No**"),
    ],
)
def test_places_ages_and_several_craft_are_told(historian: Historian, question: str, language: str, told: str) -> None:
    first = historian.ask(question, language=language, today=TODAY).text.splitlines()[0]
    assert told in first.replace("\u00a0", " ")
