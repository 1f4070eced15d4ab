"""The vocabulary: roles, time, certainty, records and fact columns. Imports nothing but itself."""
