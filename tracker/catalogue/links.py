"""Asking whether the reading list's links still answer. Reports; never changes what is shown."""

import http.client
from collections.abc import Iterable
from queue import Empty, Queue
from socket import gaierror
from threading import Thread
from time import monotonic

from django.utils import timezone

from tracker.catalogue.models import Resource
from tracker.catalogue.public_web import NotPublicError, ask

WORKERS = 8
DEADLINE = 120  # seconds for all of them
ANSWERS = "answers"


def check_links(
    resources: Iterable[Resource],
    deadline: float = DEADLINE,
    allowed: frozenset[str] = frozenset(),
) -> dict[str, str]:
    """Note on each resource what is wrong with its link; return {link: problem, "" if none}.

    Only the public web is asked, and the hosts that are `allowed` ("wiki.example.org:8080"). A link
    that has not answered when the time is up is a problem too, and keeps nobody waiting.
    """
    resources = list(resources)
    problems = _ask({resource.link for resource in resources}, deadline, allowed)
    for resource in resources:
        Resource.objects.filter(pk=resource.pk).update(
            link_problem=problems[resource.link], link_checked_at=timezone.now()
        )
    return problems


def _ask(links: set[str], deadline: float, allowed: frozenset[str]) -> dict[str, str]:
    waiting: Queue[str] = Queue()
    answers: Queue[tuple[str, str]] = Queue()
    for link in sorted(links):
        waiting.put(link)
    for _worker in range(min(WORKERS, len(links))):
        # Daemons: a server that never ends its answer cannot keep the program from ending.
        Thread(target=_work, args=(waiting, answers, allowed), daemon=True).start()
    problems = dict.fromkeys(links, f"no answer within {deadline:.0f} seconds")
    end = monotonic() + deadline
    for _answer in links:
        try:
            link, problem = answers.get(timeout=max(0, end - monotonic()))
        except Empty:
            break
        problems[link] = problem
    return problems


def _work(
    waiting: "Queue[str]", answers: "Queue[tuple[str, str]]", allowed: frozenset[str]
) -> None:
    while True:
        try:
            link = waiting.get_nowait()
        except Empty:
            return
        answers.put((link, problem_of(link, allowed)))


def problem_of(link: str, allowed: frozenset[str] = frozenset()) -> str:
    """Return what is wrong with a link, in a few words; empty when it answers."""
    problem = _request(link, "HEAD", allowed)
    # Some servers refuse to answer without the page itself.
    return _request(link, "GET", allowed) if problem.startswith(ANSWERS) else problem


def _request(link: str, method: str, allowed: frozenset[str]) -> str:
    try:
        answer = ask(link, method, allowed)
    except NotPublicError as error:
        return _on_one_line(f"is not asked: {error}")
    except gaierror as error:
        return _on_one_line(f"cannot be reached: {error.strerror}")
    except OSError as error:
        return _on_one_line(f"cannot be reached: {error}")
    except (http.client.HTTPException, ValueError) as error:
        return _on_one_line(f"cannot be read: {error}")
    if answer.status < 400:
        return ""
    return _on_one_line(f"{ANSWERS} {answer.status} {answer.reason}")


def _on_one_line(problem: str) -> str:
    return " ".join(problem.split())[:200]
