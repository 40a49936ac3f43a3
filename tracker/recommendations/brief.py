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
            parts += [
                f"{_indented(escaped(e.words))}\n>\n> — {escaped(e.source)}" for e in self.evidence
            ]
        parts += _section("## {}", _("Suggestion"), self.suggestion)
        parts += _section("## {}", _("Expected effect"), self.effect)
        return "\n\n".join(parts) + "\n"

    @property
    def as_mail(self) -> str:
        """Plain text, which every mail program shows alike."""
        parts = [self.about]
        parts += _section("{}:", _("Problem"), self.problem, glue=True)
        if self.evidence:
            said = [f"“{e.words}”\n— {e.source}" for e in self.evidence]
            parts.append("\n\n".join([f"{_('Evidence')}:", *said]))
        parts += _section("{}:", _("Suggestion"), self.suggestion, glue=True)
        parts += _section("{}:", _("Expected effect"), self.effect, glue=True)
        return "\n\n".join(parts) + "\n"


@dataclass(frozen=True, slots=True)
class MailLink:
    """An address that opens a mail; `is_cut` where its text is only the beginning."""

    address: str
    is_cut: bool


def brief_of(recommendation: Recommendation, *, names: bool) -> Brief:
    """From a recommendation with `live_quotes`; `names` says everything that is known."""
    about = [str(recommendation.get_outcome_display()).capitalize()]
    if recommendation.to:
        about.append(_("for %(name)s") % {"name": recommendation.to.name})
    if recommendation.sent_on:
        about.append(date_format(recommendation.sent_on, "j M Y"))
    return Brief(
        recommendation.title,
        " · ".join(about),
        recommendation.problem.strip(),
        [_evidence(quote, names=names) for quote in recommendation.live_quotes],
        recommendation.suggestion.strip(),
        recommendation.effect.strip(),
    )


def mail_link(brief: Brief) -> MailLink:
    """`mailto:` with subject and text, cut between lines where it would be too long to open."""
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
    """Plain words as Markdown that shows exactly them."""
    return AT_START.sub(r"\1\\\2", SPECIAL.sub(r"\\\1", text))


def _evidence(quote: Quote, *, names: bool) -> Evidence:
    who = [quote.speaker] if names or quote.shows_speaker else []
    who += [quote.customer] if names or quote.shows_customer else []
    who += [quote.setting] if names else []
    said = [*filter(None, who), date_format(quote.date, "j M Y")]
    if not any(who):
        said.insert(0, _("a customer"))
    return Evidence(quote.text if names else quote.redacted or quote.text, ", ".join(said))


def _section(heading: str, name: str, text: str, *, glue: bool = False) -> list[str]:
    if not text:
        return []
    head = heading.format(name)
    return [f"{head}\n{text}"] if glue else [head, text]


def _indented(text: str) -> str:
    """A quotation; four spaces before a line would make it code."""
    return "\n".join(f"> {line.strip()}  " for line in text.splitlines()).rstrip()


def _encoded(text: str) -> str:
    return quoted(text.replace("\n", "\r\n"), safe="")
