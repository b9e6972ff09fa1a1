"""The command line: options become Settings, one call of the library, a rendering. Nothing is decided here.

Takes arguments; writes results to standard output or a file and everything else to standard error. This is the
one module that touches the terminal, and the one that turns errors into a line and an exit code:

    0    done
    1    a defect in the program
    2    wrong usage, or a setting, prompt or glossary that cannot be used
    3    an input that cannot be used, or a result that cannot be written
    4    a model that cannot be loaded
    5    done, but not all is well: flags under `--strict`, or some of several files failed
    130  interrupted
    141  whoever read the output stopped reading

Modules that do the work are imported by the command that needs them: `--help` loads none of them.
"""

from __future__ import annotations

import codecs
import io
import os
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer

from summarizer import settings as config
from summarizer.document import Level
from summarizer.errors import OutputError, SummarizerError
from summarizer.settings import Color, Format, Settings

PATIENCE = 1.0
"""Seconds that a batch's threads get to end, where the user ended it."""
EXIT_DEFECT, EXIT_USAGE, EXIT_PARTLY, EXIT_INTERRUPTED, EXIT_BROKEN_PIPE = 1, 2, 5, 130, 141

_CONTEXT = {"help_option_names": ["-h", "--help"]}

app = typer.Typer(
    help="Headline, three-line summary, cleaned rewrite and readability of a machine-translated news article. "
    "Offline, on the processor of this computer.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings=_CONTEXT,
)
prompts_app = typer.Typer(help="Look at the prompts the model is asked with.", rich_markup_mode=None)
models_app = typer.Typer(help="List, add, show, remove and choose models.", rich_markup_mode=None)
app.add_typer(prompts_app, name="prompts")
app.add_typer(models_app, name="models")

Debug = Annotated[bool | None, typer.Option("--debug", help="Show where in the program an error arose.")]
Config = Annotated[Path | None, typer.Option(metavar="FILE", help="Settings, as TOML.")]
PromptFolder = Annotated[
    Path | None, typer.Option("--prompts", metavar="FOLDER", help="Prompts of your own, over the packaged ones.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write the result there instead of standard output."),
]
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


@dataclass
class Session:
    """What outlives a command that fails."""

    debug: bool = False


@app.callback(invoke_without_command=True)
def root(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Show the version.")] = False,
) -> None:
    if not context.obj.debug:
        _silence_libraries()
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"summarizer {installed('newsdesk-summarizer')}")
    else:
        _help_if_alone(context)


@app.command()
def run(
    context: typer.Context,
    article: Annotated[
        str, typer.Argument(metavar="ARTICLE", help="A .txt, .md, .html or .docx file; - is standard input.")
    ],
    format: Annotated[
        Format | None,
        typer.Option(
            help="How the result is shown; auto goes by the ending of the output file, "
            "else is terminal for a terminal and text for a pipe."
        ),
    ] = None,
    output: Output = None,
    level: Depth = None,
    edit_quotes: EditQuotes = None,
    glossary: Terms = None,
    model: Model = None,
    prompts: PromptFolder = None,
    force: Force = None,
    explain: Annotated[
        bool | None,
        typer.Option(
            "--explain/--no-explain",
            help="Show the sentences each line stands on, the reason for each edit, and what was refused.",
        ),
    ] = None,
    strict: Annotated[
        bool | None, typer.Option("--strict/--no-strict", help="Exit with 5 where something is flagged.")
    ] = None,
    threads: Threads = None,
    color: Annotated[Color | None, typer.Option(help="Whether the output is coloured.")] = None,
    progress: Progress = None,
    config: Config = None,
    debug: Debug = None,
) -> None:
    """Headline, three lines, a cleaned rewrite and the readability of one article.

    Each option can also be set in summarizer.toml (level = "correct") or the environment (SUMMARIZER_LEVEL).
    """
    chosen = _settings(
        context, config, format=format, output=output, level=level, edit_quotes=edit_quotes, glossary=glossary,
        model=model, prompts=prompts, force=force, explain=explain, strict=strict, threads=threads, color=color,
        progress=progress, debug=debug,
    )  # fmt: skip
    from summarizer import output as files
    from summarizer import process_file
    from summarizer.progress import ProgressLine
    from summarizer.render import render

    if chosen.output is not None:
        files.check(chosen.output, article)
    with ProgressLine(sys.stderr, wanted=chosen.progress) as line:
        result = process_file(article, chosen, progress=line)
    shown = render(
        result,
        chosen.medium(is_terminal=sys.stdout.isatty()),
        explain=chosen.explain,
        color=chosen.has_color(is_terminal=sys.stdout.isatty()),
        width=shutil.get_terminal_size().columns,
        ascii_only=_is_ascii_only(chosen),
    )
    _emit(shown, chosen)
    if chosen.strict and result.flags:
        raise typer.Exit(EXIT_PARTLY)


@app.command()
def batch(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Its files and those of its subfolders.")],
    out: Annotated[
        Path,
        typer.Option("--output", "-o", metavar="OUT", help="The folder for the results, made if missing."),
    ],
    glob: Annotated[
        list[str] | None,
        typer.Option(
            metavar="PATTERN",
            help="Only files whose name fits, such as '*.txt', or whose path does, such as 'north/**/*.md'; "
            "may be given several times.",
        ),
    ] = None,
    files_from: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Only the files named there, one a line (or apart by zero bytes); - is standard input.",
        ),
    ] = None,
    restart: Annotated[
        bool, typer.Option("--restart", help="Forget what is done and begin anew; OUT's old results are deleted.")
    ] = False,
    jobs: Annotated[
        int, typer.Option(min=1, help="Groups of articles in work at once, beside each other and the model.")
    ] = 2,
    level: Depth = None,
    edit_quotes: EditQuotes = None,
    glossary: Terms = None,
    model: Model = None,
    prompts: PromptFolder = None,
    force: Force = None,
    threads: Threads = None,
    progress: Progress = None,
    config: Config = None,
    debug: Debug = None,
) -> None:
    """A whole folder: a JSON and a Markdown file an article, a table and an index page.

    A run that was ended goes on where it was when the same command is given again; only what is new, has changed
    or failed is worked on.
    """
    chosen = _settings(
        context, config, level=level, edit_quotes=edit_quotes, glossary=glossary, model=model, prompts=prompts,
        force=force, threads=threads, progress=progress, debug=debug,
    )  # fmt: skip
    from summarizer import process_folder
    from summarizer.batch import Interrupted, inputs
    from summarizer.batch import progress as watching

    try:
        with (
            inputs.names_in(files_from) as names,
            watching.watch(sys.stderr, wanted=chosen.progress) as watcher,
        ):
            report = process_folder(
                folder, out, chosen, globs=glob or (), names=names, restart=restart, jobs=jobs, watcher=watcher
            )
    except Interrupted as stop:
        _complain(watching.interrupted(stop.report))
        raise typer.Exit(EXIT_INTERRUPTED) from None
    for failure in report.failures:
        _complain(failure.why)
    _emit(watching.summary(report, out))
    if report.failed:
        raise typer.Exit(EXIT_PARTLY)


@app.command()
def score(
    context: typer.Context,
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Files; - is standard input.")],
    format: Annotated[Literal["text", "json"] | None, typer.Option(help="How the scores are shown.")] = None,
    output: Output = None,
    force: Force = None,
    config: Config = None,
    debug: Debug = None,
) -> None:
    """The readability of files as they stand; nothing is rewritten."""
    chosen = _settings(context, config, format=format, output=output, force=force, debug=debug)
    from summarizer import output as writing
    from summarizer import score_file
    from summarizer.render import json, text

    if chosen.output is not None:
        for file in files:
            writing.check(chosen.output, file)
    found, errors = [], []
    for file in files:
        try:
            found.append((file, score_file(file, force=chosen.force)))
        except SummarizerError as error:
            if len(files) == 1:
                raise
            errors.append(error)
    if found:
        as_json = chosen.medium(is_terminal=False) == "json"
        shown = json.scored(found, ascii_only=_is_ascii_only(chosen)) if as_json else text.scores(found)
        _emit(shown, chosen)
    for failure in errors:
        _complain(failure)
    if errors:
        raise typer.Exit(EXIT_PARTLY if found else errors[0].exit_code)


@prompts_app.callback(invoke_without_command=True)
def prompts_root(context: typer.Context) -> None:
    _help_if_alone(context)


@prompts_app.command("list")
def prompts_list(
    context: typer.Context, prompts: PromptFolder = None, config: Config = None, debug: Debug = None
) -> None:
    """Each prompt: its name, its revision, what it takes in, and the file it comes from."""
    chosen = _settings(context, config, prompts=prompts, debug=debug)
    from summarizer.prompts import load
    from summarizer.render import tables

    _emit(tables.prompts(load(chosen.prompts)))


@prompts_app.command("show")
def prompts_show(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `prompts list` has it.")],
    prompts: PromptFolder = None,
    config: Config = None,
    debug: Debug = None,
) -> None:
    """One prompt, as its file has it."""
    chosen = _settings(context, config, prompts=prompts, debug=debug)
    from summarizer.prompts import load

    _emit(load(chosen.prompts).named(name).template + "\n")


@prompts_app.command("check")
def prompts_check(
    context: typer.Context, prompts: PromptFolder = None, config: Config = None, debug: Debug = None
) -> None:
    """Whether all prompts can be used; every problem is listed, and the exit code is then 2."""
    chosen = _settings(context, config, prompts=prompts, debug=debug)
    from summarizer.prompts import check
    from summarizer.render import tables

    problems = check(chosen.prompts)
    _emit(tables.problems(problems))
    if problems:
        raise typer.Exit(EXIT_USAGE)


@models_app.callback(invoke_without_command=True)
def models_root(context: typer.Context) -> None:
    _help_if_alone(context)


@models_app.command("list")
def models_list(debug: Debug = None) -> None:
    """The model that ships with the program and those you added; * marks the one in use."""
    from summarizer import models
    from summarizer.render import tables

    _emit(tables.models(models.listed()))


@models_app.command("show")
def models_show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `models list` has it.")], debug: Debug = None
) -> None:
    """One model: where it lies, what runs it, what it was trained for."""
    from summarizer import models
    from summarizer.render import tables

    _emit(tables.model(models.show(name)))


@models_app.command("add")
def models_add(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A model's folder, or a hub id such as org/name.")
    ],
    name: Annotated[str | None, typer.Option(metavar="NAME", help="What to call it.")] = None,
    convert: Annotated[
        bool, typer.Option("--convert/--no-convert", help="Make it small and fast; needs the extra `torch`.")
    ] = True,
    replace: Annotated[bool, typer.Option("--replace", help="Replace a model of that name.")] = False,
    debug: Debug = None,
) -> None:
    """Add a model. A hub id is downloaded: the only thing here that uses the network."""
    from summarizer import models
    from summarizer.render import tables

    _emit(tables.model(models.add(source, name, convert=convert, replace=replace)))


@models_app.command("remove")
def models_remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `models list` has it.")], debug: Debug = None
) -> None:
    """Delete a model you added."""
    from summarizer import models

    models.remove(name)


@models_app.command("use")
def models_use(
    name: Annotated[str, typer.Argument(metavar="NAME", help="As `models list` has it.")], debug: Debug = None
) -> None:
    """Choose the model for runs that name none."""
    from summarizer import models
    from summarizer.render import tables

    _emit(tables.model(models.use(name)))


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code. Every error ends in one line on standard error, whatever it is."""
    code = _main(arguments)
    groups = sys.modules.get("summarizer.batch.groups")
    if groups is not None and not groups.are_out(PATIENCE):
        # A batch was ended while a thread of it is with the model. Everything that is to be kept is on the disk.
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    return code


def _main(arguments: Sequence[str] | None) -> int:
    arguments = sys.argv[1:] if arguments is None else arguments
    session = Session(debug="--debug" in arguments)
    _prepare_streams()
    try:
        code = app(args=list(arguments), prog_name="summarizer", standalone_mode=False, obj=session)
        return int(code or 0)
    except SummarizerError as error:
        return _fail(session, error, error.exit_code)
    except typer.TyperException as error:
        where = getattr(getattr(error, "ctx", None), "command_path", "summarizer")
        message = " ".join(error.format_message().replace("Value error, ", "").split())
        return _fail(session, f"{message} (`{where} --help` explains)", error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_INTERRUPTED
    except SystemExit:
        # Typer's own way out when nobody reads its help.
        return EXIT_BROKEN_PIPE
    except Exception as error:
        cause = " ".join(f"{type(error).__name__}: {error}".split())
        message = f"a defect in the program: {cause} (please report it, with what --debug shows)"
        return _fail(session, message, EXIT_DEFECT)


def _prepare_streams() -> None:
    """What the terminal cannot show is shown as an escape, and a stream that was closed swallows what it gets."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, io.StringIO())
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")


def _silence_libraries() -> None:
    """Standard error is for the user: what libraries say among themselves is shown with --debug only."""
    import logging
    import warnings

    logging.getLogger().addHandler(logging.NullHandler())
    if not sys.warnoptions:
        warnings.simplefilter("ignore")


def _settings(context: typer.Context, file: Path | None, **options: Any) -> Settings:
    chosen = config.load(options, config=file)
    context.obj.debug |= chosen.debug
    return chosen


def _help_if_alone(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def _emit(shown: str, chosen: Settings | None = None) -> None:
    if chosen is not None and chosen.output is not None:
        from summarizer import output

        output.write(chosen.output, shown)
        return
    try:
        sys.stdout.write(shown)
        sys.stdout.flush()
    except OSError as error:
        # Python would complain once more when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise typer.Exit(EXIT_BROKEN_PIPE) from None
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def _is_ascii_only(chosen: Settings) -> bool:
    """JSON is UTF-8 wherever it can be; where standard output is something else, it says the same in ASCII."""
    return chosen.output is None and codecs.lookup(sys.stdout.encoding or "utf-8").name != "utf-8"


def _fail(session: Session, error: Exception | str, code: int) -> int:
    if session.debug:
        import traceback

        traceback.print_exc()
    _complain(error)
    return code


def _complain(error: Exception | str) -> None:
    from summarizer.render.safe import visible

    print(f"summarizer: {visible(str(error))}", file=sys.stderr)
