"""A model on this machine: a tiny one made on the spot, and SmolLM2 from its package."""

import time
from pathlib import Path
from typing import Any

import pytest
from langchain_core.messages import HumanMessage

from bot.agent.conversation import Conversation, Message
from bot.agent.mind.local import TransformersChat
from bot.agent.understand import Minds
from bot.settings import Settings
from skills.errors import MissingPartError

# A token is a byte here, so a long message is cut: what is understood of it is nonsense anyway.
TEMPLATE = (
    "{% for m in messages %}<{{ m.role }}>{{ m.content[:500] }}{% endfor %}"
    "{% if tools %}<tools>{{ tools | length }}{% endif %}<assistant>"
)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a model of no sense, and a tokenizer of bytes."""
    import torch
    from tokenizers import Tokenizer, decoders, models, pre_tokenizers
    from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {"<end>": 0} | {letter: i for i, letter in enumerate(alphabet, 1)}
    bytewise = Tokenizer(models.BPE(vocabulary, []))
    bytewise.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    bytewise.decoder = decoders.ByteLevel()
    tokenizer: Any = PreTrainedTokenizerFast(tokenizer_object=bytewise, eos_token="<end>", pad_token="<end>")
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(folder)
    torch.manual_seed(1)
    config = LlamaConfig(
        vocab_size=len(vocabulary), hidden_size=16, intermediate_size=16, num_hidden_layers=1,
        num_attention_heads=2, max_position_embeddings=65536,
    )  # fmt: skip
    LlamaForCausalLM(config).save_pretrained(folder)
    return folder


def test_a_folder_is_a_model_and_nonsense_is_done_without(tiny: Path) -> None:
    minds = Minds(Settings(model=f"transformers:{tiny}", model_timeout=60))
    minds.warm()
    turn = minds(Message(text="a sad waltz in D minor"), Conversation())
    assert turn.mind == "embedded" and turn.notes[-1].startswith("The chat model ")
    assert turn.acts == Minds(Settings(model=None))(Message(text="a sad waltz in D minor"), Conversation()).acts


def test_a_local_model_streams_and_stops_in_time(tiny: Path) -> None:
    model = TransformersChat(source=str(tiny), kept=tiny, seconds=0.5, max_new_tokens=100_000)
    model.load()
    start = time.monotonic()
    pieces = list(model.stream([HumanMessage("hello")]))
    assert len(pieces) > 1 and time.monotonic() - start < 5


def test_tools_go_to_a_template_that_knows_them(tiny: Path) -> None:
    model = TransformersChat(source=str(tiny), kept=tiny, max_new_tokens=3)
    model.load()
    tools = [{"type": "function", "function": {"name": "undo", "parameters": {"type": "object", "properties": {}}}}]
    tokenizer = model._loaded[0]
    assert "<tools>1<assistant>" in tokenizer.decode(model._prompt([HumanMessage("x")], tools, "").input_ids[0])
    tokenizer.chat_template = TEMPLATE.replace("tools", "functions")
    asked = tokenizer.decode(model._prompt([HumanMessage("x")], tools, '{"name": "').input_ids[0])
    assert "undo: {}" in asked and asked.endswith('<assistant>{"name": "')


def test_a_model_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(MissingPartError, match=r"There is no model .*\.$"):
        Minds(Settings(model=f"transformers:{tmp_path / 'empty'}")).warm()


@pytest.mark.slow
def test_smollm2_takes_the_whole_road(tmp_path_factory: pytest.TempPathFactory) -> None:
    """A real small model: whatever it says, a turn that can be carried out comes of it."""
    pytest.importorskip("gguf")
    cache = tmp_path_factory.mktemp("cache")
    model = TransformersChat(source="smollm2", kept=cache, seconds=60, max_new_tokens=24)
    model.load()
    again = TransformersChat(source="smollm2", kept=cache, seconds=60, max_new_tokens=24)
    assert list(cache.glob("*/model.safetensors"))
    question = [HumanMessage("Give me one tip for writing a song, in one short sentence.")]
    told = again.invoke(question).text
    assert told == model.invoke(question).text  # the copy is the model
    assert len(told.split()) > 4 and told.isascii()
    minds = Minds(Settings(model="transformers:smollm2", cache=cache, model_timeout=6))
    minds.warm()
    turn = minds(Message(text="a slow sad waltz for piano in D minor"), Conversation())
    plan = getattr(turn.acts[0], "plan", None)
    assert turn.mind == "chat model" or (plan is not None and plan.genre == "waltz" and str(plan.key) == "D minor")
    assert "".join(minds.talk(Message(text="Hello"), Conversation(), "Hello."))
