"""The written files held against what was asked: measured, never assumed."""
