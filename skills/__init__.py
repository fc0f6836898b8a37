"""The craft of songwriting: pure functions over plans and songs. No network, no chat, no global state."""
