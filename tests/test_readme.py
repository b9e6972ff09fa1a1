"""README.md names every command and option there is, and none that there is not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from summarizer import cli, process_file, render, settings
from summarizer.engines.scripted import ScriptedEngine
from tests.batches import echo

ROOT = Path(__file__).parents[1]
README = ROOT.joinpath("README.md").read_text(encoding="utf-8")
OTHERS = {"--editable"}
"""Options of other programs that README names."""


def commands(node=None, words=("summarizer",)) -> dict[str, list[str]]:
    """The long options by the command, as it is typed."""
    node = node or get_command(cli.app)
    children = getattr(node, "commands", {})
    found = {}
    if not children:
        names = [name for p in node.params for name in (*p.opts, *p.secondary_opts)]
        found[" ".join(words)] = [name for name in names if name.startswith("--")]
    for name, child in children.items():
        found |= commands(child, (*words, name))
    return found


@pytest.mark.parametrize("command", commands())
def test_every_command_is_there(command):
    assert f"{command} " in README or f"{command}`" in README


@pytest.mark.parametrize("option", sorted({o for options in commands().values() for o in options}))
def test_every_option_is_there(option):
    assert re.search(rf"{option}\b(?!-)", README)


def test_no_option_is_there_that_is_gone():
    known = {o for options in commands().values() for o in options} | {"--help", "--version"} | OTHERS
    assert set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", README)) <= known


def test_every_exit_code_is_there():
    codes = re.findall(r"^ {4}(\d+) ", cli.__doc__ or "", flags=re.MULTILINE)
    for code in codes:
        if int(code) < 128:  # the others are the shell's custom
            assert f"| {code} |" in README


def test_its_settings_are_settings():
    for name in re.findall(r"SUMMARIZER_([A-Z_]+)", README):
        assert name.lower() in settings.FIELDS or f"SUMMARIZER_{name}" in settings._OTHER_VARIABLES


def test_its_sample_output_is_the_sample_s():
    """As far as no model has a say in it: the facts that are looked for, and how readable the source is."""
    result = process_file(ROOT / "examples" / "kazakhstan.txt", engine=ScriptedEngine(echo))
    assert f"facts: {result.facts.checked} checked, {result.facts.checked} kept" in README
    table = render.render(result, "text").split("READABILITY")[1].splitlines()[1:-4]
    befores = [" ".join(line.split("=")[0].split()[:-1]) for line in table if "=" in line]
    printed = [" ".join(line.split()) for line in README.splitlines()]
    assert len(befores) > 8
    assert all(any(line.startswith(before) for line in printed) for before in befores)
