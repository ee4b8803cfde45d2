"""Groups of commands whose help lists each with a whole sentence."""

import click

LONGEST = 200
"""Characters of a sentence; all are shorter."""


class Group(click.Group):
    """A group that cuts no sentence off in its list of commands, but lets it go over lines."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list."""
        found = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        rows = [(name, command.get_short_help_str(LONGEST)) for name, command in found if command is not None]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
