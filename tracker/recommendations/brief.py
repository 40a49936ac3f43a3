"""The one-page brief of a recommendation: as a page, as Markdown and as a mail.

It leaves its owner's hands, so a quote stands in it as it is shown to others: its redacted words
where it has some, who said it and the customer only where that was allowed. `names` shows all.
"""

import re
from dataclasses import dataclass
from urllib.parse import quote as quoted

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from tracker.journal.models import Quote
from tracker.recommendations.models import Recommendation

# What the least patient of common browsers and mail programs takes as the address of a mail.
MAILTO_LIMIT = 1_600
SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")
# What makes a list or a heading where a line begins with it.
AT_START = re.compile(r"^(\s*\d*)([-+=.)])", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Evidence:
    words: str
    # Who, for which customer, when; never empty.
    source: str


@dataclass(frozen=True, slots=True)
class Brief:
    title: str
    # Outcome, reader, day: one line.
    about: str
    problem: str
    evidence: list[Evidence]
    suggestion: str
    effect: str

    @property
    def as_markdown(self) -> str:
        parts = [f"# {escaped(self.title)}", escaped(self.about)]
        parts += _section("## {}", _("Problem"), self.problem)
        if self.evidence:
            parts.append(f"## {_('Evidence')}")
            for evidence in self.evidence:
                words, source = _indented(escaped(evidence.words)), escaped(evidence.source)
                parts.append(f"{words}\n>\n> — {source}")
        parts += _section("## {}", _("Suggestion"), self.suggestion)
        parts += _section("## {}", _("Expected effect"), self.effect)
        return "\n\n".join(parts) + "\n"

    @property
    def as_mail(self) -> str:
        """Write it as plain text, which every mail program shows alike."""
        parts = [self.about]
        parts += _section("{}:", _("Problem"), self.problem, glue=True)
        if self.evidence:
            parts.append(f"{_('Evidence')}:")
            for evidence in self.evidence:
                parts.append(f"“{evidence.words}”\n— {evidence.source}")
        parts += _section("{}:", _("Suggestion"), self.suggestion, glue=True)
        parts += _section("{}:", _("Expected effect"), self.effect, glue=True)
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class MailLink:
    """An address that opens a mail; `is_cut` where its text is only the beginning."""

    address: str
    is_cut: bool


def brief_of(recommendation: Recommendation, *, names: bool) -> Brief:
    """Write it from one with `live_quotes`; `names` says everything that is known."""
    about = [str(recommendation.get_outcome_display()).capitalize()]
    if recommendation.to:
        about.append(_("for %(name)s") % {"name": recommendation.to.name})
    if recommendation.sent_on:
        about.append(date_format(recommendation.sent_on, "j M Y"))
    return Brief(
        recommendation.title,
        " · ".join(about),
        recommendation.problem.strip(),
        [_evidence_of(quote, names=names) for quote in recommendation.live_quotes],
        recommendation.suggestion.strip(),
        recommendation.effect.strip(),
    )


def mail_link(brief: Brief) -> MailLink:
    """Return a `mailto:` with subject and text, cut between lines where too long to open."""
    start = f"mailto:?subject={quoted(brief.title, safe='')}&body="
    whole = _encoded(brief.as_mail)
    if len(start) + len(whole) <= MAILTO_LIMIT:
        return MailLink(start + whole, is_cut=False)
    end = _encoded("\n[…]\n")
    kept = ""
    for line in brief.as_mail.splitlines(keepends=True):
        if len(start) + len(kept) + len(_encoded(line)) + len(end) > MAILTO_LIMIT:
            break
        kept += _encoded(line)
    return MailLink(start + kept + end, is_cut=True)


def escaped(text: str) -> str:
    """Write plain words as Markdown that shows exactly them."""
    return AT_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


def _evidence_of(quote: Quote, *, names: bool) -> Evidence:
    who = [quote.speaker] if names or quote.shows_speaker else []
    who += [quote.customer] if names or quote.shows_customer else []
    who += [quote.setting] if names else []
    known = [name for name in who if name] or [_("a customer")]
    source = ", ".join([*known, date_format(quote.date, "j M Y")])
    return Evidence(quote.text if names else quote.redacted or quote.text, source)


def _section(heading: str, name: str, text: str, *, glue: bool = False) -> list[str]:
    if not text:
        return []
    head = heading.format(name)
    return [f"{head}\n{text}"] if glue else [head, text]


def _indented(text: str) -> str:
    """Make a quotation of it; four spaces before a line would make that code."""
    return "\n".join(f"> {line.strip()}  " for line in text.splitlines()).rstrip()


def _encoded(text: str) -> str:
    return quoted(text.replace("\n", "\r\n"), safe="")
