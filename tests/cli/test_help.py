"""A person can learn the command from its help, and README and help say the same."""

import re
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from parallel.cli.app import VERBS, main
from parallel.cli.listing import LONGEST
from running import Runner

README = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")


def commands() -> list[tuple[str, click.Command]]:
    """List all verbs and their sub-verbs."""
    context = click.Context(main)
    found = []
    for verb in VERBS:
        command = main.get_command(context, verb)
        assert command is not None
        found.append((verb, command))
        if isinstance(command, click.Group):
            found += [(f"{verb} {name}", sub) for name, sub in command.commands.items()]
    return found


@pytest.mark.parametrize(("name", "command"), commands(), ids=[name for name, _ in commands()])
def test_every_verb_explains_itself(name: str, command: click.Command) -> None:
    """A verb has a help text that says more than its name, and every option has one."""
    assert len(command.help or "") > 40, name
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{name} {parameter.name}"


@pytest.mark.parametrize("verb", VERBS)
def test_the_list_says_what_the_verb_says(verb: str) -> None:
    """The list of verbs is kept apart from the verbs, so that it is shown without loading them."""
    command = main.get_command(click.Context(main), verb)
    assert command is not None
    assert command.get_short_help_str(LONGEST) == VERBS[verb]


@pytest.mark.parametrize("verb", VERBS)
def test_readme_has_a_section_for_every_verb(verb: str) -> None:
    """README and command do not drift apart."""
    assert re.search(rf"^### .*tren {verb}\b", README, re.MULTILINE)


def test_help_lists_verbs_in_the_order_of_work() -> None:
    """The first page shows the way the work goes."""
    text = CliRunner().invoke(main, ["--help"]).output
    places = [text.index(f"\n  {verb} ") for verb in VERBS]
    assert places == sorted(places)


@pytest.mark.parametrize("group", [[], ["terms"], ["edit"], ["memory"]])
def test_no_sentence_is_cut_off(group: list[str]) -> None:
    """The lists of commands can be read aloud."""
    assert "..." not in CliRunner().invoke(main, [*group, "--help"]).output.partition("Commands:")[2]


@pytest.mark.parametrize(
    ("words", "end"),
    [(["add", "--translatio", "x"], "? Try"), (["add"], "'FILE'. Try"), (["add", "a", "b"], "(b). Try")],
)
def test_what_is_wrong_ends_as_a_sentence_does(words: list[str], end: str, tren: Runner) -> None:
    """The library's own messages do or do not; what to do comes after them."""
    assert f"{end} `tren --help`.\n" in tren(*words).err


def test_unknown_verbs_are_refused() -> None:
    """A slip is a usage error."""
    assert CliRunner().invoke(main, ["algn"]).exit_code == 2
