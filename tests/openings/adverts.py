"""Fifteen adverts of different shapes, all made up, each with what it asks for."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Advert:
    name: str
    text: str
    asks: list[str]  # beginnings of the lines that ask for something, in their order
    nice: int = 0  # how many of them are nice to have


LIST = Advert(
    "a plain list",
    """Product Manager, Yard
About us
We are sixty people in Cork. Founded in 2009, we plan yards.

What you will do:
• Own the roadmap of the yard planner
• Interview customers every week

Requirements:
* 3+ years of product management
* You can say no, and explain why

Nice to have
- SQL

What we offer
- 30 days of holiday
- Stock options
""",
    ["Own the roadmap", "Interview", "3+ years", "You can say no", "SQL"],
    nice=1,
)
PROSE = Advert(
    "prose",
    "Quayline plans yards for three ports. We are looking for somebody who has shipped a product."
    " You have proven experience talking to customers. Our office is in Leeds."
    " You will work with two engineers. We offer a pension.",
    ["We are looking for", "You have proven", "You will work"],
)
HTML = Advert(
    "a page's HTML",
    "<head><title>Job</title></head><h2>Your profile</h2><ul><li>Experience in B2B &amp; SaaS</li>"
    "<li>Fluent <b>English</b><p>We offer</p><ul><li>Free lunch</li></ul>"
    "<script>alert('you have must')</script>",
    ["Experience in B2B & SaaS", "Fluent English"],
)
TABLE = Advert(
    "a table",
    "<table><tr><th>Requirements</th></tr><tr><td>Able to read SQL</td></tr>"
    "<tr><td>Degree in engineering</td></tr><tr><th>Location</th><td>Berlin</td></tr></table>",
    ["Able to read SQL", "Degree in engineering"],
)
TABS = Advert(
    "cells with tabs between",
    "Requirements\tMust have\nYou know ports\tYou write well",
    ["You know ports", "You write well"],
)
GERMAN = Advert(
    "German",
    """Deine Aufgaben
- Du verantwortest das Backlog
- Du sprichst jede Woche mit Kunden
Dein Profil
- Abgeschlossenes Studium oder vergleichbare Erfahrung
- SQL-Kenntnisse von Vorteil
Wir bieten
- 30 Urlaubstage
- Obstkorb
""",
    ["Du verantwortest", "Du sprichst", "Abgeschlossenes", "SQL-Kenntnisse"],
    nice=1,
)
JAPANESE = Advert(
    "Japanese",
    """応募資格
・プロダクトマネジメントの経験3年以上
・英語でのコミュニケーション能力
歓迎条件
・SQLの知識
福利厚生
・社会保険完備
""",
    ["プロダクト", "英語", "SQL"],
    nice=1,
)
FRENCH = Advert(
    "French",
    """Vos missions
– Vous avez la responsabilité de la feuille de route
Votre profil :
– Expérience de cinq ans
– Anglais courant serait un plus
Avantages
– Tickets restaurant
""",
    ["Vous avez", "Expérience", "Anglais"],
    nice=1,
)
ONE_LINE = Advert("one line", "Product manager for ports", ["Product manager for ports"])
NUMBERED = Advert(
    "numbers and letters",
    "What you bring\n1. Judgement\n2) Patience\n(3) Two languages\na) A driving licence",
    ["Judgement", "Patience", "Two languages", "A driving licence"],
)
BOXES = Advert(
    "boxes and private signs",
    "You have\n☐ sold something\n[x] built something\n\uf0b7 broken something\n➢ mended it",
    ["sold something", "built something", "broken something", "mended it"],
)
MARKDOWN = Advert(
    "Markdown",
    "## Requirements\n\n- **Strong** writer\n- Knowledge of pricing\n\n## Benefits\n\n- Bicycle\n",
    ["**Strong** writer", "Knowledge of pricing"],
)
UNKNOWN = Advert(
    "a language that nobody taught it",
    "Krav\n- Erfarenhet av hamnar\n- God svenska",
    ["Erfarenhet av hamnar", "God svenska"],
)
LONG_SENTENCE = Advert(
    "one sentence without an end",
    "You have " + "seen ships and " * 60,
    ["You have seen", "seen ships", "ships and"][:1],
)
LONG = Advert(
    "two hundred lines",
    "Requirements:\n" + "\n".join(f"- You have done thing {n}" for n in range(200)),
    [f"You have done thing {n}" for n in range(200)],
)
ADVERTS = [LIST, PROSE, HTML, TABLE, TABS, GERMAN, JAPANESE, FRENCH, ONE_LINE, NUMBERED, BOXES]
ADVERTS += [MARKDOWN, UNKNOWN, LONG_SENTENCE, LONG]
