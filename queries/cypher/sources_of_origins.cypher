// name: sources_of_origins
// question: From which source are these places?
// params: origins: list
// returns: key, source
// key: key
// mode: read
UNWIND $origins AS k
MATCH (o:Origin {key: k})
RETURN o.key AS key, o.source AS source
