"""``tren learn``."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict

import click

from parallel.cli import options, output
from parallel.language.counting import counted
from parallel.workbench.pairs.learning import LEAST_BEADS, LearntWord, Lesson, learn, learnt_words


@click.command("learn")
@click.option("--show", "word", metavar="WORD", help="Show what was learnt for a word of either language.")
@options.choice("text", "json")
@options.destination
@click.pass_context
def command(ctx: click.Context, word: str | None, form: str, destination: str) -> None:
    """Learn which words translate each other from the workspace's own beads.

    Beads people approved or edited count twice; besides, beads the aligner is sure of (confidence .9) teach, all other
    ones don't. `tren build` and `tren align PAIR` use what was learnt, and `build` learns by itself where that pays.
    """
    workspace = options.workspace(ctx)
    if word is not None:
        words = learnt_words(workspace, word)
        output.emit(_WORD_FORMS[form](words), destination)
        if not words:
            output.say(f"Nothing was learnt for {word!r}.")
            ctx.exit(1)
        return
    lessons = learn(workspace)
    output.emit(_LESSON_FORMS[form](lessons), destination)
    output.say(_advice(lessons))


def _advice(lessons: Sequence[Lesson]) -> str:
    if any(lesson.changed for lesson in lessons):
        return "Something else was learnt than before. Next: tren build"
    if not any(lesson.enough for lesson in lessons):
        return f"Too few beads to learn from: {LEAST_BEADS} of one direction are needed."
    return "Nothing new to learn."


def _lessons_text(lessons: Sequence[Lesson]) -> Iterator[str]:
    for one in lessons:
        beads = f"{one.vouched} approved or edited and {counted(one.sure, 'sure bead')}"
        learnt = (
            f"{one.words} pairs of words, {one.used} in use" if one.enough else f"fewer than {LEAST_BEADS}: nothing"
        )
        yield f"{one.languages}: {beads}; {learnt}.\n"


def _words_text(words: Sequence[LearntWord]) -> Iterator[str]:
    for one in words:
        chances = f"{one.forward:.0%} of {one.source}, {one.backward:.0%} of {one.target}"
        why = "" if one.used else "; not used: the package knows the word better"
        yield output.printable(f"{one.source} = {one.target} ({one.languages}): {chances}{why}.") + "\n"


def _lessons_json(lessons: Sequence[Lesson]) -> Iterator[str]:
    for one in lessons:
        yield json.dumps(asdict(one) | {"languages": str(one.languages)}, ensure_ascii=False) + "\n"


def _words_json(words: Sequence[LearntWord]) -> Iterator[str]:
    for one in words:
        yield json.dumps(asdict(one) | {"languages": str(one.languages)}, ensure_ascii=False) + "\n"


_LESSON_FORMS = {"text": _lessons_text, "json": _lessons_json}
_WORD_FORMS = {"text": _words_text, "json": _words_json}
