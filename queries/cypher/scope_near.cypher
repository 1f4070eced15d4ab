// name: scope_near
// question: Which parties may be these subjects, and which roles do all of them hold or give?
// params: known_run: int, subjects: list
// returns: key, holder, unit, holder_kind, role, certainty, edge_type, state_appointed, listing, since_lo, since_hi, until_lo, until_hi
// key: 
// mode: read
// A row with key 0 names, as holder, a subject that belongs to the question.
UNWIND $subjects AS k
MATCH (a:Subject {key: k})
CALL (a) {
  RETURN a AS c
  UNION
  MATCH (a)-[i:MAY_BE]-(c:Subject)
  WHERE i.from_run <= $known_run AND (i.to_run IS NULL OR i.to_run > $known_run) AND a <> c
    AND NOT EXISTS {
      MATCH (a)-[v:DIFFERS_FROM]-(c)
      WHERE v.one_key = i.one_key AND v.other_key = i.other_key
        AND v.from_run <= $known_run AND (v.to_run IS NULL OR v.to_run > $known_run) }
    AND EXISTS {
      MATCH (m:Mention) WHERE m.key IN [i.one_key, i.other_key] AND m.on_roster = 1
        AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) }
  RETURN c
}
WITH DISTINCT c
CALL (c) {
  RETURN 0 AS key, c AS h, c AS u, null AS r
  UNION ALL
  MATCH (c)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(u:Subject)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN r.key AS key, c AS h, u, r
  UNION ALL
  MATCH (h:Subject)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(c)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN r.key AS key, h, c AS u, r
}
RETURN key, h.key AS holder, u.key AS unit, h.kind AS holder_kind, r.role AS role, r.certainty AS certainty,
       r.edge_type AS edge_type, r.state_appointed AS state_appointed, coalesce(r.listing_key, 0) AS listing,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
