"""The production store: a Neo4j server behind the same protocol as the embedded store."""
