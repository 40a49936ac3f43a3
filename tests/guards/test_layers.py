"""Every package of the tracker has its place among the layers, so that no import goes unseen."""

import tomllib
from pkgutil import iter_modules

import tracker
from pmcareer.settings import BASE_DIR

NO_CODE_OF_OURS = {"tracker.migrations"}


def test_every_package_has_its_layer():
    settings = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    named = {name for layer in layers for name in layer.split(" | ")}
    packages = {module.name for module in iter_modules(tracker.__path__, "tracker.")}
    assert packages - named == NO_CODE_OF_OURS
