-- name: catalogue_by_digest
-- question: What is the compiled catalogue with this digest?
-- params: digest: text
-- returns: content
-- key: 
-- mode: read
SELECT content FROM catalogue WHERE digest = :digest
