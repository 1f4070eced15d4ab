// name: listed_in_state_posts
// question: Which listed persons surely hold a post at a state-owned unit on a day?
// params: known_run: int, day: int
// returns: person, unit, role, entry, kind
// key: person, unit, role, entry, kind
// mode: read
MATCH (e:Listing)-[l:LISTS]->(p:Person)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(u:Unit)-[k:IS_OF_KIND]->(c:Kind)
WHERE c.code STARTS WITH 'soe_'
  AND l.from_run <= $known_run AND (l.to_run IS NULL OR l.to_run > $known_run)
  AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  AND k.from_run <= $known_run AND (k.to_run IS NULL OR k.to_run > $known_run)
  AND l.since_hi <= $day AND l.until_lo > $day
  AND r.since_hi <= $day AND r.until_lo > $day
  AND k.since_hi <= $day AND k.until_lo > $day
  AND NOT EXISTS {
    MATCH (e)<-[w:ENDS]-(:Withdrawal)
    WHERE w.from_run <= $known_run AND (w.to_run IS NULL OR w.to_run > $known_run) AND w.until_lo <= $day }
RETURN DISTINCT p.id AS person, u.id AS unit, r.role AS role, e.id AS entry, c.code AS kind
ORDER BY person, unit, role, entry, kind
