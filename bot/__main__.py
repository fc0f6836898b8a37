"""The command line: a page of wiring, everything imported when it is needed."""

import sys
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    name="cowriter",
    help="A songwriting partner: plain words in, a song you can edit out.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Request = Annotated[list[str], typer.Argument(help="What the song should be, in your own words.", show_default=False)]
Seed = Annotated[int | None, typer.Option(help="Another seed gives another song; the same seed gives the same bytes.")]
Soundfont = Annotated[
    Path | None, typer.Option(help="A General MIDI soundfont (.sf2, .sf3).", show_default="the system's")
]


@app.command()
def say(
    request: Request,
    out: Annotated[Path | None, typer.Option(help="The folder to write to.", show_default="songs/<title>")] = None,
    seed: Seed = None,
    takes: Annotated[int, typer.Option(min=1, max=20, help="How many songs, in take-1, take-2, ...")] = 1,
    stems: Annotated[bool, typer.Option("--stems", help="Also write each track as FLAC.")] = False,
    wav: Annotated[bool, typer.Option("--wav", help="Also write the song as WAV.")] = False,
    soundfont: Soundfont = None,
) -> None:
    """Write a song, or answer a question."""
    from bot.agent.answer import answer
    from bot.agent.conduct import Studio
    from bot.agent.understand import Minds
    from bot.settings import load
    from bot.terminal.screen import Screen

    settings, screen = load(), Screen()
    minds = Minds(settings)
    with Studio(soundfont or settings.soundfont) as studio, screen.progress() as progress:
        folder, replies = answer(
            _text(request), out, studio, minds,
            seed=seed, takes=takes, songs=settings.songs, stems=stems, wav=wav, progress=progress,
        )  # fmt: skip
    for take, reply in enumerate(replies, 1):
        if isinstance(reply, str) or folder is None:
            screen.line(str(reply))
        else:
            screen.show(reply, folder / f"take-{take}" if takes > 1 else folder)


@app.command()
def plan(
    request: Annotated[
        list[str] | None, typer.Argument(help='What the song should be; "-" reads requests, one a line.')
    ] = None,
    file: Annotated[Path | None, typer.Option(help="A file of requests, one a line.")] = None,
    seed: Seed = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print the JSON schema of a plan.")] = False,
) -> None:
    """Show how a request is understood, as JSON."""
    from bot.terminal import plans

    if schema:
        plans.show_schema()
    elif file is not None or request == ["-"] or (request is None and not sys.stdin.isatty()):
        raise typer.Exit(plans.show_many(file, seed))
    elif request:
        plans.show_one(_text(request), seed)
    else:
        raise typer.BadParameter('give a request in quotes, a --file of them, or "-" to read them from standard input')


@app.command()
def chat(
    out: Annotated[Path | None, typer.Option(help="The folder to write songs under.", show_default="songs")] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on with the last conversation, or with that of --song.")
    ] = False,
    song: Annotated[Path | None, typer.Option(help="The folder of the conversation to go on with.")] = None,
    soundfont: Soundfont = None,
) -> None:
    """Talk: ask for a song, change it, ask about it."""
    from bot.agent.archive import Archive, last_kept
    from bot.agent.conduct import Studio
    from bot.agent.partner import Partner
    from bot.agent.understand import Minds
    from bot.settings import load
    from bot.terminal.chat import Chat

    settings = load()
    songs = out or settings.songs
    minds = Minds(settings)
    archive = Archive(songs, song or (last_kept(songs) if resume else None))
    with Studio(soundfont or settings.soundfont) as studio:
        studio.warm()
        minds.warm()
        Chat(Partner(minds, studio, minds.talk), archive, settings.history).run()


@app.command()
def bench(
    runs: Annotated[int, typer.Option(min=1, help="How many times each thing is timed; medians are shown.")] = 5,
    soundfont: Soundfont = None,
) -> None:
    """Time every step of writing a song."""
    from bot.bench import run
    from bot.settings import load

    run(runs, soundfont or load().soundfont)


train = typer.Typer(help="Train the models that ship.", no_args_is_help=True)
app.add_typer(train, name="train")


@train.command()
def mood(
    data: Annotated[Path, typer.Option(help="The folder that holds emobank and goemotions.", exists=True)],
    work: Annotated[Path, typer.Option(help="Where to keep what training takes up again.")] = Path("out/training"),
    weights: Annotated[Path | None, typer.Option(help="The file to write.", show_default="the shipped one")] = None,
    compare: Annotated[bool, typer.Option("--compare", help="Train other heads too, and print a table.")] = False,
    figures: Annotated[bool, typer.Option("--figures", help="Train nothing; print how the head does.")] = False,
) -> None:
    """Train the head that hears moods in words."""
    from bot.training import show_mood, train_mood
    from models.mood import WEIGHTS

    if figures:
        show_mood(data, work, weights or WEIGHTS, typer.echo)
    else:
        train_mood(data, work, weights or WEIGHTS, compare, typer.echo)


@train.command()
def intent(
    weights: Annotated[Path | None, typer.Option(help="The file to write.", show_default="the shipped one")] = None,
    compare: Annotated[
        bool, typer.Option("--compare", help="Show how well people are told it was not trained on.")
    ] = False,
) -> None:
    """Train the head that hears what kind of wish a message is."""
    from bot.training import train_intent
    from models.intent import WEIGHTS

    train_intent(weights or WEIGHTS, compare, typer.echo)


def _text(words: list[str]) -> str:
    """The words of a request as one text, with what is no UTF-8 shown as "?"."""
    return " ".join(words).encode(errors="replace").decode()


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"cowriter {version('cowriter')}")
        raise typer.Exit


@app.callback()
def _options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Run the command line; whatever is expected to go wrong is told in one sentence."""
    from bot.terminal.guard import guarded

    with guarded():
        app()


if __name__ == "__main__":
    main()
