"""Screens: the reading room, and what opens over it."""
