"""Options that several commands share. One that is named as a field of `Settings` is a setting: `session.settings`
takes it up, and None stands for "not given"."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.document import Level
from summarizer.settings import Color as _Color

Debug = Annotated[bool | None, typer.Option("--debug", help="Show where in the program an error arose.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Settings, as TOML.")]
PromptFolder = Annotated[
    Path | None, typer.Option("--prompts", metavar="FOLDER", help="Prompts of your own, over the packaged ones.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the result there instead of standard output."),
]
Color = Annotated[_Color | None, typer.Option(help="Whether the output is coloured; always does it in a pipe too.")]
Force = Annotated[
    bool | None,
    typer.Option("--force/--no-force", help="Go on where it is in doubt that the language is English."),
]
Depth = Annotated[
    Level | None,
    typer.Option(
        "--level", help="correct: errors only, in the author's voice; rewrite (the default): clumsy wording too."
    ),
]
EditQuotes = Annotated[
    bool | None,
    typer.Option("--edit-quotes/--keep-quotes", help="Let the model reword what stands in quotation marks."),
]
Terms = Annotated[
    Path | None,
    typer.Option("--glossary", metavar="FILE", help="Names, terms and spellings that the desk has decided."),
]
Model = Annotated[
    str | None,
    typer.Option("--model", metavar="MODEL", help="A model's folder, name or hub id instead of the one in use."),
]
Threads = Annotated[
    int | None, typer.Option("--threads", min=0, help="Processor threads for the model; 0 is all of them.")
]
Progress = Annotated[
    bool | None, typer.Option("--progress/--no-progress", help="Say on a terminal how far a long run is.")
]
