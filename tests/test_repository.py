"""What the repository promises as a whole."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path

import pytest
from dotenv import dotenv_values

from bot.cli import main
from bot.config import Settings
from bot.listeners.surface import COSELL
from bot.listeners.words import WORDS

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.txt", "requirements-dev.txt")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_of_settings_names_each_of_them_with_its_default() -> None:
    example = dotenv_values(ROOT / ".env.example")
    assert [name.lower() for name in example] == list(Settings.model_fields)
    assert Settings.read({name: value or "" for name, value in example.items()}, ROOT / "tests") == Settings()


def test_every_setting_is_explained_in_the_example() -> None:
    paragraphs = (ROOT / ".env.example").read_text(encoding="utf-8").split("\n\n")
    for paragraph in paragraphs[1:]:
        assert paragraph.startswith("#"), paragraph


@pytest.mark.parametrize("package", ["bot", "storage", "messages"])
def test_our_packages_are_ours(package: str) -> None:
    assert set(packages_distributions().get(package, [])) <= {"alliance-bot"}
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin == str(ROOT / package / "__init__.py")


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_carry_hashes_and_no_address(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    pinned = re.findall(r"^([a-z0-9._-]+(?:\[[a-z,]+\])?)==", text, re.MULTILINE | re.IGNORECASE)
    assert len(pinned) > 20
    requirements = re.split(r"\n(?=\S)", text)
    for requirement in (one for one in requirements if "==" in one.partition("\n")[0]):
        assert "--hash=sha256:" in requirement, requirement
    assert "://" not in text
    assert "index-url" not in text
    assert " @ " not in text


def test_the_locks_hold_every_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {
        LOCKS[0]: project["project"]["dependencies"],
        LOCKS[1]: project["project"]["dependencies"] + project["dependency-groups"]["dev"],
    }
    for lock, requirements in wanted.items():
        text = (ROOT / lock).read_text(encoding="utf-8")
        for requirement in requirements:
            name = re.split(r"[\[<>=!~; ]", requirement)[0]
            assert re.search(rf"^{re.escape(name)}(\[[a-z,]+\])?==", text, re.MULTILINE | re.IGNORECASE), name


def test_the_commands_of_the_readme_exist() -> None:
    words = set(re.findall(r"alliance-bot ([a-z]+)", README)) | set(re.findall(r"python -m bot ([a-z]+)", README))
    assert words, "the README shows some"
    assert words <= set(main.commands)
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", README)) <= targets


@pytest.mark.parametrize("command", WORDS)
def test_the_slash_commands_of_the_readme_are_understood(command: str) -> None:
    spellings = {spelling for name, (_, others) in WORDS[command].items() for spelling in (name, *others)}
    named = {word for word in re.findall(rf"`{command} ([a-zäöü-]+)", README) if command != COSELL or word != "acme"}
    assert named <= spellings


def test_the_settings_of_the_readme_exist() -> None:
    named = set(re.findall(r"\b(?:SLACK|DATABASE|COMPANY|ENCRYPTION|INDEX|FISCAL|LOG)_[A-Z_]+\b", README))
    assert named <= {name.upper() for name in Settings.model_fields}


def test_the_processes_of_a_host_are_commands_of_ours() -> None:
    processes = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text(encoding="utf-8").splitlines())
    assert set(processes) == {"release", "worker", "web"}
    for process in processes.values():
        command, *options = process.removeprefix("python -m bot ").split()
        known = {option for parameter in main.commands[command].params for option in parameter.opts}
        assert set(options) <= known


def test_every_file_of_ours_that_the_readme_links_to_is_there() -> None:
    links = [link for link in re.findall(r"\]\(([^)#]+)", README) if "://" not in link]
    for link in links:
        assert (ROOT / link).exists(), link
