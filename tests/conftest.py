"""Every run tries the same cases: a law that fails, fails for everyone."""

from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
