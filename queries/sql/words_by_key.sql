-- name: words_by_key
-- question: Which texts stand behind these word keys?
-- params: keys: json
-- returns: key, text
-- key: key
-- mode: read
SELECT w.key, w.text FROM json_each(:keys) AS k CROSS JOIN word AS w ON w.key = k.value
