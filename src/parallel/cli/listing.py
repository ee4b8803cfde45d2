"""Groups of commands whose help lists each with a whole sentence."""

import click

LONGEST = 200
"""Characters of a sentence; all are shorter."""


class Group(click.Group):
    """A group that cuts no sentence off in its list of commands, but lets it go over lines."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list."""
        rows = [(name, self.sentence_of(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl(rows)

    def sentence_of(self, ctx: click.Context, name: str) -> str:
        """Return the first sentence of a command's help."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(LONGEST) if command else ""
