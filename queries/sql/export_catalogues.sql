-- name: export_catalogues
-- question: Which compiled catalogues are kept?
-- params: 
-- returns: digest, content
-- key: digest
-- mode: read
SELECT digest, content FROM catalogue ORDER BY digest
