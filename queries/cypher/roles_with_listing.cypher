// name: roles_with_listing
// question: Which role edges belong to one roster entry only?
// params: known_run: int
// returns: key, holder, unit, holder_kind, role, certainty, edge_type, state_appointed, listing, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
MATCH (h:Subject)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(u:Subject)
WHERE r.listing_key IS NOT NULL
  AND r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
RETURN r.key AS key, h.key AS holder, u.key AS unit, h.kind AS holder_kind, r.role AS role, r.certainty AS certainty,
       r.edge_type AS edge_type, r.state_appointed AS state_appointed, coalesce(r.listing_key, 0) AS listing,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
