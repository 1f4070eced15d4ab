-- name: sources_of_origins
-- question: From which source are these places?
-- params: origins: json
-- returns: key, source
-- key: key
-- mode: read
SELECT o.key, o.source
FROM json_each(:origins) AS k
CROSS JOIN origin AS o ON o.key = k.value
