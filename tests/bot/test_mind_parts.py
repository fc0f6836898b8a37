"""What the chat model's mind is made of: settings, tools, names, wishes, the guard; no server needed."""

import json
import subprocess
import sys
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator
from langchain_core.messages import AIMessage

from bot.agent.conversation import Conversation
from bot.agent.mind import labels
from bot.agent.mind.calls import InvalidAnswerError, calls_in, fitted
from bot.agent.mind.facts import NotAWishError, agreed, canonical
from bot.agent.mind.guard import clean, echoes
from bot.agent.mind.models import chat_model
from bot.agent.mind.tools import ACTS, tool, variants
from bot.agent.understand import Minds, plan_for
from bot.settings import Settings, SettingsError, load
from prompts import names, prompt
from skills.edit import MOVES
from skills.errors import CowriterError, MissingPartError
from skills.instruments import INSTRUMENTS
from skills.plan import Ask, AskKind
from skills.styles import STYLES
from skills.teach import AnyQuestion
from tests.bot.readings import brief
from tests.bot.wishes import ask


@pytest.mark.parametrize(
    "model, error, words",
    [
        ("gpt4", SettingsError, "provider:model"),
        ("foo:bar", SettingsError, "provider:model"),
        ("openai:", SettingsError, "provider:model"),
        (":x", SettingsError, "provider:model"),
        ("openai:gpt-5-mini", SettingsError, "OPENAI_API_KEY"),
        ("gpt-5-mini", SettingsError, "COWRITER_MODEL_KEY"),
        ("anthropic:claude-haiku-4-5", MissingPartError, "pip install '.[anthropic]'"),
        ("ollama:llama3.2", MissingPartError, "pip install '.[ollama]'"),
        ("google_genai:gemini", MissingPartError, "pip install 'langchain-google-genai'"),
        ("bedrock:titan", MissingPartError, "pip install 'langchain-aws'"),
    ],
)
def test_a_model_that_cannot_be_had_is_told_in_a_sentence(
    model: str, error: type[CowriterError], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENAI_API_BASE"):
        monkeypatch.delenv(variable, raising=False)
    with pytest.raises(error) as caught:
        Minds(Settings(model=model))
    said = str(caught.value)
    assert words in said and model in said and said.endswith(".") and "\n" not in said and len(said) < 220


def test_settings_are_read_and_refused_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COWRITER_MODEL", "openai:local")
    monkeypatch.setenv("COWRITER_MODEL_URL", "http://localhost:8080/v1")
    monkeypatch.setenv("COWRITER_MODEL_KEY", "sk-secret")
    assert load().model == "openai:local" and "sk-secret" not in repr(load())
    monkeypatch.setenv("COWRITER_MODEL_URL", "nonsense")
    with pytest.raises(SettingsError, match="COWRITER_MODEL_URL cannot be 'nonsense': write an address"):
        load()
    monkeypatch.setenv("COWRITER_MODEL_URL", "http://localhost:8080/v1")
    monkeypatch.setenv("COWRITER_MODEL_TIMEOUT", "-3")
    with pytest.raises(SettingsError, match="COWRITER_MODEL_TIMEOUT"):
        load()


def test_any_name_will_do_at_an_address_of_ones_own() -> None:
    model: Any = chat_model(Settings(model="qwen2.5-7b-instruct", model_url="http://localhost:1/v1"))
    assert (model.model_name, model.openai_api_base) == ("qwen2.5-7b-instruct", "http://localhost:1/v1")


def test_without_a_model_no_langchain_is_loaded() -> None:
    code = (
        "import sys; from bot.agent.understand import Minds; from bot.settings import Settings; "
        "from bot.agent.conversation import Conversation, Message; "
        "Minds(Settings(model=None))(Message(text='a waltz'), Conversation()); "
        "print([m for m in sys.modules if m.startswith(('langchain', 'torch', 'transformers', 'openai'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("act", ACTS)
def test_every_act_is_a_sound_tool(act: str) -> None:
    made = tool(act)
    Draft202012Validator.check_schema(made["parameters"])
    assert made["name"] == act and made["description"] and "$ref" not in json.dumps(made)
    assert "plan" not in made["parameters"]["properties"]


def kinds(schema: dict[str, Any]) -> list[str]:
    return list(schema["properties"]["kind"]["enum"])


def test_every_move_question_and_wish_is_offered_with_its_docstring() -> None:
    moves = tool("change")["parameters"]["properties"]["moves"]["items"]
    assert kinds(moves) == list(MOVES)
    assert all(str(cls.__doc__).split("\n")[0] in moves["properties"]["kind"]["description"] for cls in MOVES.values())
    questions = tool("teach")["parameters"]
    classes = variants(AnyQuestion)
    assert kinds(questions) == [cls.model_fields["kind"].default for cls in classes]
    for cls in (*MOVES.values(), *classes):
        fields = set(cls.model_fields) - {"kind"}
        offered = moves if cls in MOVES.values() else questions
        assert fields <= set(offered["properties"])
    wishes = tool("write")["parameters"]["properties"]["wishes"]["items"]
    assert kinds(wishes) == list(get_args(AskKind))
    assert all(name in wishes["description"] for name in (*INSTRUMENTS, *STYLES))


def test_the_tools_fit_a_small_context() -> None:
    assert sum(len(json.dumps(tool(act))) for act in ACTS) < 40_000


@pytest.mark.parametrize(
    "given, right",
    [
        ({"moves": {"kind": "undo"}}, {"moves": [{"kind": "undo"}]}),
        ({"moves": '[{"kind": "undo"}]'}, {"moves": [{"kind": "undo"}]}),
        ({"moves": [{"kind": "chords", "chords": "Am F"}]}, {"moves": [{"kind": "chords", "chords": ["Am", "F"]}]}),
        ({"moves": [{"kind": "tempo", "bpm": 90, "factor": None}, None]}, {"moves": [{"kind": "tempo", "bpm": 90}]}),
        ({"moves": [{"kind": "Add_Part"}], "base": None}, {"moves": [{"kind": "add part"}]}),
    ],
)
def test_matters_of_form_are_put_right(given: dict[str, Any], right: dict[str, Any]) -> None:
    assert fitted(given, tool("change")["parameters"]) == right


@pytest.mark.parametrize(
    "text",
    [
        '{"name": "recall", "arguments": {"what": "undo"}}',
        'I think:\n```json\n{"name": "recall", "parameters": {"what": "undo"}}\n```',
        '[{"name": "recall", "args": {"what": "undo"}}]',
        '<tool_call>\n{"type": "function", "function": {"name": "recall", "arguments": "{\\"what\\": \\"undo\\"}"}}',
        'Options {1} or [2]: {"name": "recall", "arguments": {"what": "undo"}} and more',
    ],
)
def test_calls_are_found_in_text(text: str) -> None:
    assert calls_in(AIMessage(content=text)) == (("recall", {"what": "undo"}),)


@pytest.mark.parametrize("text", ["", "{}", "[]", "{" * 5000, '{"name": 3}', '{"name": "x", "arguments": "{"}', "1"])
def test_what_is_no_call_is_none(text: str) -> None:
    with pytest.raises(InvalidAnswerError):
        calls_in(AIMessage(content=text))


PLAN = plan_for("verse chorus verse chorus bridge chorus, piano, two guitars, strings, bass and drums", 1)


@pytest.mark.parametrize(
    "name, found",
    [
        ("Chorus 2", ("Chorus 2",)), ("chorus 2", ("Chorus 2",)), ("second chorus", ("Chorus 2",)),
        ("last chorus", ("Chorus 3",)), ("the bridge", ("Bridge",)), ("chorus", ("Chorus 1", "Chorus 2", "Chorus 3")),
    ],
)  # fmt: skip
def test_sections_are_found_by_what_people_call_them(name: str, found: tuple[str, ...]) -> None:
    assert labels.sections(name, PLAN) == found


def test_parts_are_found_by_name_role_and_instrument() -> None:
    for part in PLAN.parts:
        assert labels.parts(part.name.upper(), PLAN) == (part.name,)
        assert part.name in labels.parts(part.instrument, PLAN)
    assert labels.parts("melody", PLAN) == labels.parts("lead", PLAN)
    assert labels.parts("chord progression", PLAN) == ("harmony",)


@pytest.mark.parametrize("find", [labels.sections, labels.parts])
def test_an_unknown_name_is_answered_with_those_there_are(find: Any) -> None:
    with pytest.raises(labels.UnknownNameError, match=r"there are .*, "):
        find("Verse 9 of the kazoo", PLAN)


def test_names_are_left_alone_without_a_song() -> None:
    assert labels.named({"sections": ["x"], "version": 3}, Conversation()) == {"sections": ["x"], "version": 3}


@pytest.mark.parametrize(
    "wish, read",
    [
        (ask("key", "Dm"), "key D minor"), (ask("key", "F sharp minor"), "key F# minor"),
        (ask("genre", "lofi hip hop"), "genre lo-fi"), (ask("instrument", "rhodes"), "instrument electric piano"),
        (ask("instrument", "guitar", unwanted=True), "instrument acoustic guitar -"),
        (ask("chords", "I-V-vi-IV"), "chords I V vi IV"), (ask("mood", "melancholic"), "mood melancholic"),
        (ask("form", "intro verse chorus"), "form intro verse chorus"), (ask("metre", "6/8"), "metre 6/8"),
        (ask("only", "piano, cello"), "only piano, cello"), (ask("tempo", "", 90), "tempo 90"),
    ],
)  # fmt: skip
def test_a_models_wish_is_put_as_the_parser_would(wish: Ask, read: str) -> None:
    (made,) = canonical(wish)
    assert brief(made) == read and made.words == wish.words
    assert made.points or wish.kind != "mood"


@pytest.mark.parametrize(
    "wish", [ask("key", "blue"), ask("genre", "zzz"), ask("instrument", "kazoophone"), ask("mood")]
)
def test_a_wish_that_cannot_be_read_is_refused(wish: Ask) -> None:
    with pytest.raises(NotAWishError):
        canonical(wish)


def test_the_model_adds_what_the_parser_did_not_read() -> None:
    from bot.agent.language import read

    text = "qwxz brightly, in G"
    words = read(text)
    both = agreed(text, words, (ask("genre", "waltz", words="qwxz brightly"), ask("key", "C major", words="in G")))
    assert {brief(a) for a in words.asks} <= {brief(a) for a in both.asks} | {"mood brightly"}
    assert "genre waltz" in {brief(a) for a in both.asks} and "key C major" not in {brief(a) for a in both.asks}
    assert not any("qwxz" in phrase for phrase in both.unread)


def test_every_prompt_is_there_and_no_secret_is_in_one() -> None:
    assert set(names()) == {"repair", "talk", "understand"}
    for name in names():
        assert len(prompt(name)) > 100 and echoes(prompt(name))
    with pytest.raises(FileNotFoundError):
        prompt("nothing")


def test_ordinary_words_are_no_echo() -> None:
    for text in (PLAN.title, "Try a suspended chord before the chorus, and let the bass rest for a bar.", "a " * 40):
        assert not echoes(text) and clean(text) == text
    assert echoes("my key is sk-123456789", ("sk-123456789",))
