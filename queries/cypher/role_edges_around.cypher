// name: role_edges_around
// question: What do the role edges say that touch this subject, at most so many?
// params: known_run: int, subject: int, cap: int
// returns: key, id, holder, unit, edge_type, role, certainty, state_appointed, basis, title, appointed_by, listing, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
MATCH (s:Subject {key: $subject})-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]-()
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
WITH DISTINCT r ORDER BY r.key LIMIT $cap
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, r.holder AS holder, r.unit AS unit, r.edge_type AS edge_type, r.role AS role,
       r.certainty AS certainty, r.state_appointed AS state_appointed, r.basis AS basis, r.title AS title,
       r.appointed_by AS appointed_by, r.listing AS listing,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
ORDER BY key
