"""The chat model that the settings name, or one sentence on why it cannot be had."""

from typing import TYPE_CHECKING, Any

from bot.settings import Settings, SettingsError
from skills.errors import CowriterError, MissingPartError

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

_LONGEST_ANSWER = 4096
"""Tokens."""
_EXTRAS = {"anthropic": "anthropic", "ollama": "ollama", "huggingface": "huggingface"}


def chat_model(settings: Settings) -> "BaseChatModel":
    """The model of ``COWRITER_MODEL``: "provider:name" as in LangChain, or "transformers:name".

    With ``COWRITER_MODEL_URL`` the provider is asked at that address; a provider's own key in the
    environment is then not sent, only ``COWRITER_MODEL_KEY``.

    Raises:
        SettingsError: for an unknown provider or a missing key.
        MissingPartError: where the provider's package is not installed.
    """
    name = settings.model or ""
    provider, colon, model = name.partition(":")
    if not colon and settings.model_url:
        provider, model = "openai", name
    if provider == "transformers":
        from bot.agent.mind.local import TransformersChat

        return TransformersChat(source=model, kept=settings.cache.expanduser(), seconds=settings.model_timeout)
    return _provided(provider.replace("-", "_").lower() if model else "", model or name, settings)


def _provided(provider: str, model: str, settings: Settings) -> "BaseChatModel":
    from langchain.chat_models import init_chat_model

    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider or None, **_options(provider, settings))
    except ImportError:
        package = f"cowriter[{_EXTRAS[provider]}]" if provider in _EXTRAS else f"langchain-{provider.replace('_', '-')}"
        raise MissingPartError(
            f"COWRITER_MODEL={settings.model} needs a package that is not installed; pip install '{package}'."
        ) from None
    except Exception as error:  # every provider has its own way to say no
        raise _refusal(provider, settings, error) from None
    return made


def _refusal(provider: str, settings: Settings, error: Exception) -> CowriterError:
    said = str(error).casefold()
    if "unsupported" in said or "unable to infer" in said:
        return SettingsError(
            f"COWRITER_MODEL cannot be {settings.model!r}: write provider:model, for example openai:gpt-5-mini, "
            "anthropic:claude-haiku-4-5, ollama:llama3.2 or transformers:smollm2."
        )
    if "api_key" in said or "api key" in said or "credential" in said:
        return SettingsError(
            f"COWRITER_MODEL={settings.model} needs a key: set COWRITER_MODEL_KEY, or {provider.upper()}_API_KEY."
        )
    first = " ".join(str(error).split())[:160].rstrip(".")
    return SettingsError(f"COWRITER_MODEL={settings.model} cannot be used ({type(error).__name__}: {first}).")


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    """What a provider is told beside the model's name; what it does not know is not told it."""
    options: dict[str, Any] = {}
    if settings.model_url:
        options["base_url"] = settings.model_url
    if provider == "ollama":
        return options | {"temperature": 0, "client_kwargs": {"timeout": settings.model_timeout}}
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
