"""Measurements of who-is-who: the batch of fifty thousand against half a million, and the listed boards."""
