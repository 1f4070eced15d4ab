// name: role_edges_by_key
// question: What do these role edges say?
// params: known_run: int, keys: list
// returns: key, id, holder, unit, edge_type, role, certainty, state_appointed, basis, title, appointed_by, listing, since_lo, since_hi, until_lo, until_hi, source, file, line, sheet, document
// key: key
// mode: read
// An index covers one type: a pattern of several types would look at every node.
UNWIND $keys AS k
CALL (k) {
  MATCH ()-[r:LEGAL_REPRESENTATIVE_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:PRINCIPAL_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:ACTUAL_CONTROLLER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DIRECTLY_RESPONSIBLE_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DIRECTOR_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:SUPERVISOR_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:SENIOR_MANAGER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:MANAGER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:GENERAL_MANAGER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DEPUTY_GENERAL_MANAGER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:FINANCE_HEAD_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:BOARD_SECRETARY_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:PARTY_SECRETARY_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DEPUTY_PARTY_SECRETARY_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:PARTY_COMMITTEE_MEMBER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:DISCIPLINE_INSPECTION_SECRETARY_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:LEADING_MEMBER_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:OTHER_IMPORTANT_POST_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:SOCIAL_ORG_RESPONSIBLE_PERSON_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:ENTERPRISE_RESPONSIBLE_PERSON_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:EQUITY_INCENTIVE_GRANTEE_OF {key: k}]->() RETURN r
  UNION ALL
  MATCH ()-[r:PROJECT_LEADER_OF {key: k}]->() RETURN r
}
WITH r
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
OPTIONAL MATCH (o:Origin {key: r.origin})
RETURN r.key AS key, r.id AS id, r.holder AS holder, r.unit AS unit, r.edge_type AS edge_type, r.role AS role,
       r.certainty AS certainty, r.state_appointed AS state_appointed, r.basis AS basis, r.title AS title,
       r.appointed_by AS appointed_by, r.listing AS listing,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi,
       o.source AS source, o.file AS file, r.line AS line, o.sheet AS sheet, o.document AS document
