"""``tren align``."""

from collections.abc import Iterable
from pathlib import Path

import click

from parallel.align import AlignOptions, SentenceEncoder
from parallel.cli import options, output
from parallel.errors import UsageError
from parallel.exchange.beads import write_beads, write_json_lines, write_pairs
from parallel.language.counting import counted
from parallel.model.bitext import Languages
from parallel.workbench.glossary.termbases import load_termbase
from parallel.workbench.pairs.aligning import AlignedFiles, Form, align_files, read_dictionary


@click.command("align")
@click.argument("names", nargs=-1, metavar="SRC TGT | [PAIR]...")
@options.languages
@click.option("--presegmented", is_flag=True, help="One sentence per line; empty lines count.")
@click.option("--raw", "as_extracted", is_flag=True, help="Documents as extracted: clean them first.")
@options.choice("tsv", "beads", "jsonl", "tmx")
@click.option("--explain", is_flag=True, help="Say for each bead what spoke for it (jsonl and tmx carry it).")
@click.option("--anchor", "anchors", multiple=True, metavar="I:J", help="Sentences I and J (0-based) belong together.")
@click.option("--dictionary", metavar="FILE", help="Words of your own: source<TAB>target, or target @ source.")
@click.option("--encoder", metavar="DIR", help="Sentence encoder (ONNX) of a local folder; needs the extra embed.")
@click.option("--plot", metavar="OUT.svg", help="Draw how the alignment runs, too.")
@click.option("--force", is_flag=True, help="Pairs of the workspace: align anew what people approved or edited, too.")
@options.glossary
@options.encoding
@options.destination
@click.pass_context
def command(
    ctx: click.Context,
    names: tuple[str, ...],
    languages: Languages,
    form: str,
    anchors: tuple[str, ...],
    dictionary: str | None,
    encoder: str | None,
    plot: str | None,
    glossary: str | None,
    encoding: str | None,
    destination: str,
    *,
    presegmented: bool,
    as_extracted: bool,
    explain: bool,
    force: bool,
) -> None:
    """Pair the sentences of two files, or align pairs of the workspace anew.

    Two names that both exist as files are source and target; anything else names pairs of the workspace (none: all),
    and beads a person approved or edited stay as they are unless --force is given. Every sentence ends up in exactly
    one bead, and one without a counterpart in a bead of its own.
    """
    if not _are_files(names):
        _realign(ctx, names, force=force, plot=plot, encoder=encoder)
        return
    settings = AlignOptions(
        languages=languages,
        termbase=load_termbase(options.workspace_or_none(ctx), glossary),
        anchors=tuple(_anchor(text) for text in anchors),
        dictionary=read_dictionary(dictionary, encoding=encoding),
        explain=explain,
        encoder=_encoder(encoder),
    )
    wanted = _form(presegmented=presegmented, as_extracted=as_extracted)
    stdin = options.standard_input(*names)
    result = align_files((names[0], names[1]), wanted, settings, stdin=stdin, encoding=encoding)
    for warning in result.warnings:
        output.warn(warning)
    if plot is not None:
        _draw(result, plot)
    output.emit(_rendered(result, form, names, languages), destination)


def _encoder(folder: str | None) -> SentenceEncoder | None:
    if folder is None:
        return None
    from parallel.encode import load_encoder  # noqa: PLC0415  (most alignments need none)

    return load_encoder(folder)


def _draw(result: AlignedFiles, plot: str) -> None:
    from parallel.workbench.pairs.picturing import files_plot  # noqa: PLC0415  (slow to import)

    output.emit([files_plot(result).svg], plot)


def _are_files(names: tuple[str, ...]) -> bool:
    return len(names) == 2 and all(name == "-" or Path(name).exists() for name in names)  # noqa: PLR2004  (a pair)


def _form(*, presegmented: bool, as_extracted: bool) -> Form:
    if presegmented and as_extracted:
        raise UsageError("--presegmented and --raw exclude each other", hint="Choose one")
    if presegmented:
        return Form.PRESEGMENTED
    return Form.RAW if as_extracted else Form.RUNNING


def _realign(ctx: click.Context, names: tuple[str, ...], *, force: bool, plot: str | None, encoder: str | None) -> None:
    if encoder is not None:
        raise UsageError("--encoder is for two files", hint="Leave it out for pairs of the workspace")
    from parallel.workbench.building import realign  # noqa: PLC0415  (slow to import)

    report = realign(options.workspace(ctx), names, force=force)
    for warning in report.warnings:
        output.warn(warning)
    for pair, beads in report.beads:
        output.say(f"{pair}: {counted(beads, 'bead')}.")
    if plot is not None:
        from parallel.workbench.pairs.pairs import chosen_pairs  # noqa: PLC0415  (slow to import)
        from parallel.workbench.pairs.picturing import pairs_plot  # noqa: PLC0415

        output.emit([pairs_plot(pair for _, pair, _ in chosen_pairs(options.workspace(ctx), names)).svg], plot)


def _rendered(result: AlignedFiles, form: str, names: tuple[str, ...], languages: Languages) -> Iterable[str]:
    if form == "beads":
        return write_beads(result.alignment)
    if form == "jsonl":
        return write_json_lines(result.alignment, result.source, result.target)
    if form == "tmx":
        from parallel.workbench.exchange.exporting import export_files  # noqa: PLC0415  (slow to import)

        return export_files(result, (names[0], names[1]), languages)
    return write_pairs(result.alignment, result.source, result.target)


_LONGEST_ANCHOR = 40
"""Signs of two numbers that any text has room for."""


def _anchor(text: str) -> tuple[int, int]:
    left, _, right = text.partition(":")
    if not (left.isdecimal() and right.isdecimal() and len(text) <= _LONGEST_ANCHOR):
        raise UsageError(f"anchor {text!r} is not of the form I:J", hint="Give two 0-based sentence numbers")
    return int(left), int(right)
