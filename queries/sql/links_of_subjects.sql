-- name: links_of_subjects
-- question: Which parties may be one with these subjects, where one of the two is named on the roster?
-- params: known_run: int, subjects: json
-- returns: key, listed, other, tier
-- key: key
-- mode: read
WITH mine AS (
       SELECT m.mention FROM json_each(:subjects) AS s
       CROSS JOIN member AS m ON m.subject = s.value
           AND m.from_run <= :known_run AND (m.to_run IS NULL OR m.to_run > :known_run)),
     near AS (
       SELECT i.one, i.key FROM mine CROSS JOIN identity_row AS i ON i.one = mine.mention
       UNION
       SELECT i.one, i.key FROM mine CROSS JOIN identity_row AS i ON i.other = mine.mention),
     pair AS (
       SELECT r.key, a.subject AS one, b.subject AS other, r.tier,
              EXISTS (
           SELECT 1 FROM mention_row AS x WHERE x.mention = r.one AND x.on_roster = 1
           AND x.from_run <= :known_run AND (x.to_run IS NULL OR x.to_run > :known_run)) AS one_listed,
              EXISTS (
           SELECT 1 FROM mention_row AS x WHERE x.mention = r.other AND x.on_roster = 1
           AND x.from_run <= :known_run AND (x.to_run IS NULL OR x.to_run > :known_run)) AS other_listed
       FROM near
       CROSS JOIN identity_row AS r ON r.one = near.one AND r.key = near.key
           AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run)
       CROSS JOIN word AS w ON w.key = r.tier AND w.text IN ('probable', 'possible')
       CROSS JOIN member AS a ON a.mention = r.one
           AND a.from_run <= :known_run AND (a.to_run IS NULL OR a.to_run > :known_run)
       CROSS JOIN member AS b ON b.mention = r.other
           AND b.from_run <= :known_run AND (b.to_run IS NULL OR b.to_run > :known_run)
       WHERE a.subject <> b.subject AND NOT EXISTS (
           SELECT 1 FROM identity_row AS v CROSS JOIN word AS t ON t.key = v.tier
           WHERE v.one = r.one AND v.other = r.other AND t.text IN ('conflict', 'different')
           AND v.from_run <= :known_run AND (v.to_run IS NULL OR v.to_run > :known_run)))
SELECT key, CASE WHEN one_listed THEN one ELSE other END AS listed,
       CASE WHEN one_listed THEN other ELSE one END AS other, tier
FROM pair WHERE one_listed OR other_listed
