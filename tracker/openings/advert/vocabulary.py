"""The words by which the parts of an advert are told apart, in the languages that we can read.

Each is the beginning of a word, in small letters. English and German are broad, French, Spanish,
Japanese and Chinese hold the usual headings; other languages lead to lines that are all proposed.
"""

import re


def _any_of(*words: str) -> re.Pattern[str]:
    """Return what finds a word that begins so; scripts without spaces have no beginnings."""
    spaced: list[str] = []
    unspaced: list[str] = []
    for word in words:
        (spaced if word.isascii() or ord(word[0]) < 0x2E80 else unspaced).append(re.escape(word))
    pattern = rf"(?<!\w)(?:{'|'.join(spaced)})"
    return re.compile("|".join([pattern, *unspaced]))


HEADING_ASKED = _any_of(
    *("requirement", "qualification", "responsibilit", "what you", "who you are", "about you"),
    *("you have", "you will", "you bring", "your profile", "your task", "your role", "your skill"),
    *("must have", "must-have", "skills", "experience", "key duties", "duties", "the role"),
    *("what we are looking", "what we're looking", "what we’re looking", "we are looking for"),
    *("we're looking for", "we’re looking for", "minimum", "essential", "your mission"),
    *("dein profil", "ihr profil", "anforderung", "deine aufgaben", "ihre aufgaben", "aufgaben"),
    *("qualifikation", "das bringst", "das bringen sie", "was du mitbring", "was sie mitbring"),
    *("wen wir suchen", "wir suchen", "voraussetzung", "das erwarten wir", "profil"),
    *("votre profil", "vos missions", "missions", "compétences", "requisitos", "tu perfil"),
    *("funciones", "responsabilidades", "応募資格", "必須", "求める", "仕事内容", "業務内容"),
    *("经验", "任职要求", "岗位职责", "职位要求", "工作职责"),
)
NICE_TO_HAVE = _any_of(
    *("nice to have", "nice-to-have", "bonus", "a plus", "preferred", "desirable", "ideally"),
    *("would be great", "would be an advantage", "is an advantage", "advantageous", "good to have"),
    *(
        "von vorteil",
        "wünschenswert",
        "idealerweise",
        "kein muss",
        "un plus",
        "souhait",
        "deseable",
    ),
    *("歓迎", "尚可", "优先", "加分"),
)
HEADING_ASIDE = _any_of(
    *("about us", "about the company", "about the team", "who we are", "our story", "our mission"),
    *("benefit", "perks", "what we offer", "we offer", "what's in it", "what’s in it", "why join"),
    *("why work", "compensation", "salary", "how to apply", "equal opportunit", "our values"),
    *(
        "our process",
        "interview process",
        "location",
        "contact",
        "privacy",
        "über uns",
        "wir bieten",
    ),
    *("das bieten wir", "unser angebot", "deine vorteile", "ihre vorteile", "was wir bieten"),
    *("kontakt", "bewerbung", "wer wir sind", "qui sommes-nous", "avantages", "nous offrons"),
    *(
        "sobre nosotros",
        "beneficios",
        "ofrecemos",
        "会社概要",
        "福利厚生",
        "待遇",
        "給与",
        "応募方法",
    ),
    *("勤務地", "关于我们", "公司介绍", "福利", "薪资"),
)
ASKING = _any_of(
    *("you have", "you’ve", "you've", "you are", "you’re", "you're", "you bring", "you know"),
    *("you can", "you will", "you’ll", "you'll", "you must", "you need", "you enjoy", "you should"),
    *("must", "required", "proven", "experience", "ability to", "able to", "years of", "degree"),
    *("knowledge of", "familiar", "fluent", "strong", "track record", "understanding of", "skill"),
    *("responsible for", "we expect", "we are looking for", "we’re looking for", "the ideal"),
    *("candidate", "du hast", "du bist", "du bringst", "du kannst", "sie haben", "sie bringen"),
    *("sie sind", "sie verfügen", "erfahrung", "kenntnis", "abgeschlossen", "studium", "fähigkeit"),
    *("wir erwarten", "voraus", "sicher im umgang", "vous avez", "vous êtes", "expérience"),
    *("maîtrise", "experiencia", "conocimiento", "dominio", "経験", "能力", "スキル", "できる方"),
    *("熟悉", "负责", "具备", "以上学历"),
)
OFFERING = _any_of(
    *("we offer", "you get", "you’ll get", "you'll get", "you receive", "we provide", "we pay"),
    *("competitive salary", "pension", "health insurance", "free lunch", "paid leave", "stock"),
    *("days of holiday", "days off", "equal opportunity", "apply now", "click here", "send your"),
    *("founded in", "our offices", "our customers include", "remote-first", "wir bieten"),
    *("urlaubstage", "jobticket", "obstkorb", "betriebliche altersvorsorge", "jetzt bewerben"),
    *(
        "bewirb dich",
        "tickets restaurant",
        "mutuelle",
        "seguro médico",
        "社会保険",
        "年間休日",
        "五险一金",
    ),
)
