"""The words of the product in plain words, each once, as a newcomer meets them."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True, slots=True)
class Term:
    word: Promise
    meaning: Promise


GLOSSARY = [
    Term(_("Level"), _("How far: into product management, then Director, then VP.")),
    Term(_("Goal"), _("The level you want, why, by when, and what a good week is.")),
    Term(_("Path"), _("How you get to your first PM job, such as inside your company.")),
    Term(_("Milestone"), _("A step of a goal. Some are counted for you, others you tick.")),
    Term(_("Task"), _("One thing to do, with steps, what to keep, and its points.")),
    Term(_("Area"), _("A group of tasks, such as Customers or Craft.")),
    Term(
        pgettext_lazy("of a week", "Plan"), _("At most three tasks that you mean to do this week.")
    ),
    Term(_("Entry"), _("One thing that you did on one day. Entries make your journal.")),
    Term(_("Quote"), _("A customer’s exact words, private unless you say otherwise.")),
    Term(_("Briefing"), _("A customer talk that you sit in on and only listen to.")),
    Term(_("Person"), _("Somebody on your way: a PM, a mentor, a hiring manager.")),
    Term(_("Recommendation"), _("Advice to the PM team that rests on quotes.")),
    Term(_("Project"), _("A time as back-up PM, with the documents written in it.")),
    Term(_("Lesson"), _("A mistake or hard talk, and what you do differently since.")),
    Term(_("Evidence"), _("What shows that you did it: quotes, advice, projects, lessons.")),
    Term(_("Review"), _("Five minutes on the week that was, and the plan of the next.")),
    Term(_("Target"), _("How much you aim for each week. A missed week ends nothing.")),
    Term(_("Curator"), _("Who keeps the task list, and never sees your journal.")),
]

# Those of the way to a job, which come later.
JOB_GLOSSARY = [
    Term(_("Readiness"), _("What a hiring manager would see in you, through six lenses.")),
    Term(_("Request"), _("A PM came and asked for you. It shows that you are wanted.")),
    Term(_("Employment"), _("Where you work or worked. Each has its own map of PMs.")),
    Term(_("Niche"), _("A market or product that you know better than most PMs do.")),
    Term(_("Stepping stone"), _("A job nearer to product, such as pre-sales, held for a while.")),
    Term(_("Stint"), _("Your time in a stepping stone, with a clock of one year.")),
    Term(_("Opening"), _("One job that you go for, with its advert and its interviews.")),
    Term(_("Requirement"), _("A line of an advert that you need proof for.")),
    Term(_("Proof"), _("What you tie to a requirement: an entry, a quote, a story.")),
    Term(_("Skill"), _("What a PM is asked about. Tasks practise it, stories show it.")),
    Term(_("Story"), _("What you did, told so that an interviewer remembers it.")),
    Term(_("Pitch"), _("Why first, then quotes, then the idea, for management.")),
    Term(_("Interview"), _("One talk about an opening: prepared before, noted after.")),
    Term(_("Practice"), _("Two minutes in which you answer one question aloud.")),
]
