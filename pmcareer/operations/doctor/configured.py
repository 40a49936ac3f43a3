"""Checks of what stands in the environment."""

import os

from django.conf import settings

from pmcareer.operations.doctor.findings import Finding, ok, warning, wrong

SHORTEST_KEY = 50  # characters, as Django's own check asks
LOCAL = {"localhost", "127.0.0.1", "[::1]", "::1"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104


def debug() -> Finding:
    if settings.DEBUG:
        return wrong(
            "DEBUG is on: anybody who visits can read tracebacks and settings.",
            "Take DEBUG out of the environment and start the server again.",
        )
    return ok("DEBUG is off.")


def secret_key() -> Finding:
    key = settings.SECRET_KEY
    if len(key) < SHORTEST_KEY or len(set(key)) < 5 or key.startswith("django-insecure-"):
        return wrong(
            f"The secret key has {len(key)} characters or is easily guessed.",
            "Give a random one of fifty or more, or leave SECRET_KEY out: then one is made. That"
            " signs everybody out.",
        )
    return ok(f"The secret key has {len(key)} characters.")


def hosts() -> Finding:
    names = settings.ALLOWED_HOSTS
    if "*" in names:
        return wrong(
            "ALLOWED_HOSTS takes every name: links can be made to point anywhere.",
            "Name the addresses under which the site is reached.",
        )
    public = [name for name in names if name not in LOCAL | EVERYWHERE]
    if settings.HTTPS or settings.HOST in EVERYWHERE:
        if not public:
            return wrong(
                "ALLOWED_HOSTS names this machine alone, and the site is meant for others.",
                "Set ALLOWED_HOSTS to the name in people's browsers.",
            )
        for origin in settings.CSRF_TRUSTED_ORIGINS:
            host = origin.split("://")[1].split(":")[0].removeprefix("*")
            if not any(name == host or name.startswith(".") for name in names):
                return wrong(
                    f"CSRF_TRUSTED_ORIGINS names {host}, and ALLOWED_HOSTS does not.",
                    f"Add {host} to ALLOWED_HOSTS.",
                )
    return ok(f"The site is reached as {', '.join(public or names)}.")


def is_container() -> bool:
    """Return whether others reach this only as far as it was published."""
    return any(os.path.exists(name) for name in ("/.dockerenv", "/run/.containerenv"))


def proxies() -> Finding:
    number = settings.TRUSTED_PROXY_COUNT
    if number and settings.HOST in EVERYWHERE and not is_container():
        return warning(
            f"{number} proxies are believed, and the server listens on every address: whoever"
            " reaches it without the proxy can pretend to come from anywhere.",
            "Set HOST=127.0.0.1 where the proxy is on this machine, else let a firewall keep others"
            " from the port.",
        )
    if number and not settings.HTTPS:
        return warning(
            f"{number} proxies are believed, and CSRF_TRUSTED_ORIGINS names no https address.",
            "Set it to https:// and the name of the site: it turns on secure cookies and HSTS.",
        )
    if not number and settings.HOST not in LOCAL:
        return warning(
            "No proxy is believed, and others reach the server: what they type travels unencrypted,"
            " and behind a proxy everybody shares one limit of sign-ins.",
            "Put a proxy with TLS in front (deploy/) and set TRUSTED_PROXY_COUNT=1.",
        )
    return ok(f"{number} proxies are believed.")


def workers() -> Finding:
    cores = os.cpu_count() or 1
    if 2 * cores < settings.WEB_WORKERS:
        return warning(
            f"{settings.WEB_WORKERS} processes share {cores} cores.",
            "Set WEB_WORKERS to the number of cores: more only cost memory.",
        )
    return ok(f"{settings.WEB_WORKERS} processes on {cores} cores.")


def sender() -> Finding:
    if settings.MAIL_WORKS and settings.DEFAULT_FROM_EMAIL.endswith("@localhost"):
        return warning(
            f"Mail is sent from {settings.DEFAULT_FROM_EMAIL}, which most servers refuse.",
            "Set DEFAULT_FROM_EMAIL to an address of your domain.",
        )
    whole = [origin for origin in settings.CSRF_TRUSTED_ORIGINS if "*" not in origin]
    if settings.MAIL_WORKS and not whole:
        return warning(
            "Links in mail begin with this machine's own address, which only it can open.",
            "Set CSRF_TRUSTED_ORIGINS to the address of the site.",
        )
    return ok(
        f"Mail is sent from {settings.DEFAULT_FROM_EMAIL}." if settings.MAIL_WORKS else "No mail."
    )
