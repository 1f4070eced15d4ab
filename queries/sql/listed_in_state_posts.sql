-- name: listed_in_state_posts
-- question: Which listed persons surely hold a post at a state-owned unit on a day?
-- params: known_run: int, day: int
-- returns: person, unit, role, entry, kind
-- key: person, unit, role, entry, kind
-- mode: read
SELECT DISTINCT p.id AS person, u.id AS unit, w.text AS role, e.id AS entry, c.text AS kind
FROM listing_row AS l
CROSS JOIN listing AS e ON e.key = l.key
CROSS JOIN member AS a ON a.mention = l.mention
    AND a.from_run <= :known_run AND (a.to_run IS NULL OR a.to_run > :known_run)
CROSS JOIN mention AS p ON p.key = a.subject
CROSS JOIN word AS pk ON pk.key = p.kind AND pk.text = 'person'
CROSS JOIN member AS b ON b.subject = a.subject
    AND b.from_run <= :known_run AND (b.to_run IS NULL OR b.to_run > :known_run)
CROSS JOIN role_row AS r ON r.holder = b.mention
    AND r.from_run <= :known_run AND (r.to_run IS NULL OR r.to_run > :known_run) AND r.since_hi <= :day AND r.until_lo > :day
CROSS JOIN member AS d ON d.mention = r.unit
    AND d.from_run <= :known_run AND (d.to_run IS NULL OR d.to_run > :known_run)
CROSS JOIN mention AS u ON u.key = d.subject
CROSS JOIN member AS f ON f.subject = d.subject
    AND f.from_run <= :known_run AND (f.to_run IS NULL OR f.to_run > :known_run)
CROSS JOIN unit_class_row AS k ON k.unit = f.mention
    AND k.from_run <= :known_run AND (k.to_run IS NULL OR k.to_run > :known_run) AND k.since_hi <= :day AND k.until_lo > :day
CROSS JOIN word AS c ON c.key = k.kind AND c.text LIKE 'soe~_%' ESCAPE '~'
CROSS JOIN word AS w ON w.key = r.role
WHERE l.from_run <= :known_run AND (l.to_run IS NULL OR l.to_run > :known_run) AND l.since_hi <= :day AND l.until_lo > :day
  AND NOT EXISTS (
    SELECT 1 FROM listing_end_row AS x WHERE x.listing = l.key AND x.until_lo <= :day
    AND x.from_run <= :known_run AND (x.to_run IS NULL OR x.to_run > :known_run))
ORDER BY person, unit, w.text, entry, c.text
