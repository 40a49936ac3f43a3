"""Asking whether the reading list's links still answer. Reports; never changes what is shown."""

import http.client
import urllib.error
import urllib.request
from collections.abc import Iterable
from queue import Empty, Queue
from threading import Thread
from time import monotonic

from django.utils import timezone
from django.utils.encoding import iri_to_uri

from tracker.catalogue.models import Resource

WORKERS = 8
TIMEOUT = 10  # seconds for one answer
DEADLINE = 120  # seconds for all of them
AGENT = "pmcareer link check"


def check_links(resources: Iterable[Resource], deadline: float = DEADLINE) -> dict[str, str]:
    """Note on each resource what is wrong with its link; return {link: problem, "" if none}.

    A link that has not answered when the time is up is a problem too, and keeps nobody waiting.
    """
    resources = list(resources)
    problems = _ask({resource.link for resource in resources}, deadline)
    for resource in resources:
        Resource.objects.filter(pk=resource.pk).update(
            link_problem=problems[resource.link], link_checked_at=timezone.now()
        )
    return problems


def _ask(links: set[str], deadline: float) -> dict[str, str]:
    waiting: Queue[str] = Queue()
    answers: Queue[tuple[str, str]] = Queue()
    for link in sorted(links):
        waiting.put(link)
    for _worker in range(min(WORKERS, len(links))):
        # Daemons: a server that never ends its answer cannot keep the program from ending.
        Thread(target=_work, args=(waiting, answers), daemon=True).start()
    problems = dict.fromkeys(links, f"no answer within {deadline:.0f} seconds")
    end = monotonic() + deadline
    for _answer in links:
        try:
            link, problem = answers.get(timeout=max(0, end - monotonic()))
        except Empty:
            break
        problems[link] = problem
    return problems


def _work(waiting: "Queue[str]", answers: "Queue[tuple[str, str]]") -> None:
    while True:
        try:
            link = waiting.get_nowait()
        except Empty:
            return
        answers.put((link, problem_of(link)))


def problem_of(link: str) -> str:
    """Return what is wrong with a link, in a few words; empty when it answers."""
    problem = _request(link, "HEAD")
    # Some servers refuse to answer without the page itself.
    return _request(link, "GET") if problem else ""


def _request(link: str, method: str) -> str:
    try:
        request = urllib.request.Request(  # noqa: S310 - LinkField takes http and https alone
            iri_to_uri(link), method=method, headers={"User-Agent": AGENT}
        )
        with urllib.request.urlopen(request, timeout=TIMEOUT):  # noqa: S310
            return ""
    except urllib.error.HTTPError as error:
        error.close()
        return _on_one_line(f"answers {error.code} {error.reason}")
    except urllib.error.URLError as error:
        return _on_one_line(f"cannot be reached: {error.reason}")
    except (OSError, http.client.HTTPException, ValueError) as error:
        return _on_one_line(f"cannot be read: {error}")


def _on_one_line(problem: str) -> str:
    return " ".join(problem.split())[:200]
