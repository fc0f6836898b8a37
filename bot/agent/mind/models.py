"""The chat model that the settings name, or one sentence on why it cannot be had."""

import re
from typing import TYPE_CHECKING, Any

from bot.settings import Settings, SettingsError
from skills.errors import CowriterError, MissingPartError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LONGEST_ANSWER = 4096
"""Tokens."""
_EXTRAS = ("anthropic", "ollama", "huggingface")


def chat_model(settings: Settings) -> "BaseChatModel":
    """The model of ``COWRITER_MODEL``: "provider:name" as in LangChain, or "transformers:name".

    With ``COWRITER_MODEL_URL`` the provider is asked at that address; a provider's own key in the
    environment is then not sent, only ``COWRITER_MODEL_KEY``.

    Raises:
        SettingsError: for an unknown provider or a missing key.
        MissingPartError: where the provider's package is not installed.
    """
    name = (settings.model or "").strip()
    provider, colon, model = name.partition(":")
    if not colon:
        # A bare name: LangChain knows whose it is, or it is what is served at the address.
        provider, model = "openai" if settings.model_url else "", name
    if not model or (colon and not provider):
        raise _unknown(settings)
    if provider == "transformers":
        from bot.agent.mind.local import TransformersChat

        return TransformersChat(source=model, kept=settings.cache.expanduser(), seconds=settings.model_timeout)
    return _provided(provider.replace("-", "_").lower(), model, settings)


def _provided(provider: str, model: str, settings: Settings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider or None, **_options(provider, settings))
    except ImportError as error:
        named = re.search(r"pip install ([\w-]+)", str(error))
        package = f".[{provider}]" if provider in _EXTRAS else named[1] if named else f"langchain-{provider}"
        raise MissingPartError(
            f"COWRITER_MODEL={settings.model} needs a package that is not installed; pip install '{package}'."
        ) from None
    except Exception as error:  # every provider has its own way to say no
        raise _refusal(provider, settings, error) from None
    return made


def _refusal(provider: str, settings: Settings, error: Exception) -> CowriterError:
    said = str(error).casefold()
    if "unsupported" in said or "unable to infer" in said:
        return _unknown(settings)
    if "api_key" in said or "api key" in said or "credential" in said:
        own = f", or {provider.upper()}_API_KEY" if provider else ""
        return SettingsError(f"COWRITER_MODEL={settings.model} needs a key: set COWRITER_MODEL_KEY{own}.")
    first = " ".join(str(error).split())[:160].rstrip(".")
    return SettingsError(f"COWRITER_MODEL={settings.model} cannot be used ({type(error).__name__}: {first}).")


def _unknown(settings: Settings) -> SettingsError:
    return SettingsError(
        f"COWRITER_MODEL cannot be {settings.model!r}: write provider:model, for example openai:gpt-5-mini, "
        "anthropic:claude-haiku-4-5, ollama:llama3.2 or transformers:smollm2."
    )


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """What a provider is told beside the model's name; what it does not know is not told it."""
    options: dict[str, Any] = {}
    if settings.model_url:
        options["base_url"] = settings.model_url
    if provider == "ollama":
        # Its own default, 4096, would cut the tools off without a word.
        return options | {"temperature": 0, "num_ctx": 16384, "client_kwargs": {"timeout": settings.model_timeout}}
    if settings.model_key:
        options["api_key"] = settings.model_key
    elif settings.model_url:
        options["api_key"] = "none"
    if provider in ("openai", "anthropic"):
        options |= {"timeout": settings.model_timeout, "max_retries": 1, "max_tokens": _LONGEST_ANSWER}
    if provider == "openai" and settings.model_url:
        # What speaks OpenAI's language speaks this dialect of it.
        options |= {"temperature": 0, "use_responses_api": False}
    return options


def secrets_of(model: "BaseChatModel") -> tuple[str, ...]:
    """The keys a model was given, so that none is ever shown."""
    from pydantic import SecretStr

    values = [getattr(model, name, None) for name in type(model).model_fields]
    found = [value.get_secret_value() for value in values if isinstance(value, SecretStr)]
    return tuple(secret for secret in found if len(secret) >= 6)
