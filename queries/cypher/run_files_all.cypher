// name: run_files_all
// question: Which files did the runs read?
// params: 
// returns: run, name, sha256, rows
// key: 
// mode: read
MATCH (r:Run)-[h:READ]->(f:File)
RETURN r.number AS run, f.name AS name, f.sha256 AS sha256, h.rows AS rows
ORDER BY run, h.position
