"""One corpus in many scripts and what is found in it, in order, on either database.

Keys are those of the rows below; a query lists what it finds, best first.
"""

from datetime import date, timedelta

from tests.factories import log, make_person, make_task
from tests.search.factories import make_document, make_lesson, make_project, make_recommendation
from tracker.accounts.models import User
from tracker.journal.models import Activity, Quote

LAST = date(2026, 11, 17)

# key: (title, notes, lesson), newest first
ENTRIES = {
    "e-price-team": ("Price team", "Weekly look at renewals", ""),
    "e-team-price": ("Briefing with the team", "They asked about the price again", ""),
    "e-pricing": ("Teamwork", "Pricing workshop at Halden", ""),
    "e-uber": ("Über die Straße", "Die Größe müsse stimmen, sagt Frau Müller", ""),
    "e-munich": ("Messe in München", "Ärger über Rechnungen", ""),
    "e-equipe": ("L’équipe produit", "Réunion à l'hôtel, café offert", ""),
    "e-naive": ("A naïve plan", "The résumé of the café owner", ""),
    "e-turkish": ("IŞIK görüşmesi", "Işık Bey İstanbul'dan aradı", ""),
    "e-polish": ("Łódź, zażółć gęślą", "Rozmowa o cenie w Łodzi", ""),
    "e-greek": ("Συνάντηση", "Ο πελάτης ρώτησε για την ΤΙΜΉ", ""),
    "e-greek-sigma": ("Οδός", "ΟΔΟΣ Ερμού", ""),
    "e-russian": ("Заказ клиента", "Ёлка и йод, цена заказа", ""),
    "e-japanese": ("顧客の声", "請求書の画面が遅い", ""),
    "e-japanese-turned": ("声の顧客", "遅い", ""),
    "e-emoji": ("Launch 🚀 party", "great🚀rocket 👩‍👩‍👧‍👦", ""),
    "e-cpp": ("C++ review", "The C++ client and the .NET one", ""),
    "e-net": (".NET migration", "Moving C# code", ""),
    "e-mail": ("Mail thread", "ana.ruiz@example.org wrote about SSO", ""),
    "e-link": ("Read a page", "https://example.org/docs/pricing-2026?tab=faq", ""),
    "e-version": ("Release 2.5", "Notes of v2.5.1", ""),
    "e-version-old": ("Release 5.2", "2 bugs and 5 fixes", ""),
    "e-euro": ("Quote of €1,200", "They pay €1,200 a month", ""),
    "e-thousand": ("Budget", "1200 seats", ""),
    "e-hyphen": ("Follow-up call", "A self-service sign-up", ""),
    "e-apostrophe": ("Customer’s day", "It doesn't work on the customer's phone", ""),
    "e-customers": ("Two customers", "Both wait", ""),
    "e-lesson": ("Demo", "", "Never promise dates to a customer"),
    "e-full-width": ("ＦＵＬＬ width", "ﬁne print", ""),
    "e-hebrew": ("שָׁלוֹם", "לקוח", ""),
    "e-arabic": ("مُقَابَلَة", "العميل", ""),
    "e-korean": ("고객 인터뷰", "가격 문제", ""),
    "e-markdown": ("Plan", "# Heading\n\n- **bold** roadmap\n- [link](https://example.org)", ""),
    "e-long": ("Log", "x" * 90, ""),
    "e-nordic": ("Ørsted visit", "Þór and Æsa from Malmö", ""),
}
# by their keys: what was said, by whom, for which customer, where, the theme
QUOTES = {
    "q-price": ("The price is fine, the invoice is not.", "Buyer", "Halden", "call", "Invoices"),
    "q-wait": ("We wait for the export every Monday.", "Ops lead", "Brackwater", "visit", "Export"),
    "q-export": ("Without the export we cannot close.", "CFO", "Halden", "", "export"),
    "q-german": ("Die Übersicht ist größer als mein Bildschirm.", "Käuferin", "Müller AG", "", ""),
    "q-french": ("C’est l’été, personne n’achète.", "Chef d’équipe", "Société Élan", "", "Saison"),
    "q-russian": ("Цена слишком высокая", "Покупатель", "Ёж", "", "цена"),
}
PEOPLE = {
    "p-ana": {"name": "Ana Ruiz", "role": "Buyer", "company": "Halden", "works_on": "Invoices"},
    "p-anais": {"name": "Anaïs Élan", "company": "Société Élan", "note": "Knows the price team"},
    "p-jozef": {"name": "Józef Łukasik", "role": "PM"},
    "p-soren": {"name": "Søren Ørsted", "links": "https://example.org/in/soren"},
}
TASKS = {"t-price": "Halden price study", "t-export": "Watch an export at Brackwater"}

QUERIES: dict[str, list[str]] = {
    # phrase in the title, phrase elsewhere, words in the title, whole words, beginnings
    "price team": ["e-price-team", "e-team-price", "p-anais"],
    "team price": ["e-price-team", "e-team-price", "p-anais"],
    "pric": [
        "e-price-team",
        "e-team-price",
        "e-pricing",
        "e-link",
        "q-price",
        "r-price",
        "t-price",
        "p-anais",
        "w-price",
    ],
    "customer": ["e-apostrophe", "e-lesson", "e-customers"],
    "customers": ["e-customers"],
    "customer's": ["e-apostrophe"],
    "halden invoices": ["p-ana", "q-price"],
    "uber strasse": ["e-uber"],
    "ÜBER STRASSE": ["e-uber"],
    "größe": ["e-uber", "q-german"],
    "muller": ["e-uber", "q-german"],
    "münchen": ["e-munich"],
    "équipe": ["e-equipe", "q-french"],
    "l'equipe": ["e-equipe", "q-french"],
    "cafe resume": ["e-naive"],
    "elan": ["p-anais", "q-french"],
    "ışık": ["e-turkish"],
    "isik istanbul": ["e-turkish"],
    "lodz": ["e-polish"],
    "jozef luk": ["p-jozef"],
    "ορσ": [],
    "τιμη": ["e-greek"],
    "οδοσ": ["e-greek-sigma"],
    "заказ": ["e-russian"],
    "ежа": [],
    "цена": ["q-russian", "e-russian"],
    "елка йод": ["e-russian"],
    "顧客": ["e-japanese", "e-japanese-turned"],
    "請求書": ["e-japanese"],
    "c++": ["e-cpp", "e-net", "q-french"],
    ".net": ["e-net", "e-cpp"],
    "ana.ruiz@example.org": ["e-mail"],
    "example.org/docs": ["e-link"],
    "2.5": ["e-version", "e-version-old"],
    "€1,200": ["e-euro"],
    "1200": ["e-thousand"],
    "follow up": ["e-hyphen"],
    "full fine": ["e-full-width"],
    "שלום": ["e-hebrew"],
    "مقابلة": ["e-arabic"],
    "고객": ["e-korean"],
    "rocket 🚀": ["e-emoji"],
    "🚀": [],
    "orsted": ["p-soren", "e-nordic"],
    "thor aesa": ["e-nordic"],
    "x" * 70: ["e-long"],
    "export": ["q-wait", "q-export", "r-export", "l-export", "t-export", "w-price"],
    "bold roadmap": ["e-markdown"],
    "price NOT team": [],
}


def write_tasks() -> dict[tuple[str, int], str]:
    texts = dict.fromkeys(("summary", "how_to", "why", "evidence"), "-")
    return {("tasks", make_task(title, **texts).pk): key for key, title in TASKS.items()}


def write_rows(owner: User) -> dict[tuple[str, int], str]:
    """The corpus as rows of `owner`; returns their keys by kind and primary key."""
    keys: dict[tuple[str, int], str] = {}
    for days, (key, (title, notes, lesson)) in enumerate(ENTRIES.items()):
        day = LAST - timedelta(days=days)
        keys["entries", log(owner, title, notes=notes, lesson=lesson, date=day).pk] = key
    standing = Activity.objects.owned_by(owner).get(title="Log")
    names = ("text", "speaker", "customer", "setting", "theme")
    for number, (key, texts) in enumerate(QUOTES.items()):
        values = dict(zip(names, texts, strict=True))
        quote = Quote.objects.create(
            owner=owner,
            activity=standing,
            date=LAST - timedelta(days=number),
            position=number,
            fingerprint=key,
            **values,
        )
        keys["quotes", quote.pk] = key
    for key, person in PEOPLE.items():
        keys["people", make_person(owner, **person).pk] = key
    project = make_project(owner, "Back-up PM for billing", product="Ledger", scope="Two sprints")
    keys["projects", project.pk] = "j-billing"
    document = make_document(project, "Interview guide", text="Ask about the price and the export.")
    keys["documents", document.pk] = "w-price"
    lesson = make_lesson(owner, "Promised the export too early", story="To a CFO")
    keys["lessons", lesson.pk] = "l-export"
    for key, title in (("r-price", "One price for all"), ("r-export", "Nightly export")):
        keys["recommendations", make_recommendation(owner, title).pk] = key
    return keys
