# A Neo4j Community server of this working copy, on loopback (deploy/neo4j/server.py).

.PHONY: neo4j neo4j-stop neo4j-status

neo4j: ## start a local Neo4j server (fetched once) and say how to use it
	@$(or $(wildcard $(BIN)/python),$(PYTHON)) deploy/neo4j/server.py start

neo4j-stop: ## stop it again; its data stay in build/neo4j
	@$(or $(wildcard $(BIN)/python),$(PYTHON)) deploy/neo4j/server.py stop

neo4j-status:
	@$(or $(wildcard $(BIN)/python),$(PYTHON)) deploy/neo4j/server.py status
