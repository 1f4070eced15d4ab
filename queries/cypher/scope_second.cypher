// name: scope_second
// question: Which roles do these holders, and the parties they may be, hold at units that touch the roster?
// params: known_run: int, subjects: list
// returns: key, holder, unit, holder_kind, role, certainty, edge_type, state_appointed, listing, since_lo, since_hi, until_lo, until_hi
// key: key
// mode: read
UNWIND $subjects AS k
MATCH (a:Subject {key: k})
CALL (a) {
  RETURN a AS h
  UNION
  MATCH (a)-[i:MAY_BE]-(h:Subject)
  WHERE i.from_run <= $known_run AND (i.to_run IS NULL OR i.to_run > $known_run) AND a <> h
    AND NOT EXISTS {
      MATCH (a)-[v:DIFFERS_FROM]-(h)
      WHERE v.one_key = i.one_key AND v.other_key = i.other_key
        AND v.from_run <= $known_run AND (v.to_run IS NULL OR v.to_run > $known_run) }
    AND EXISTS {
      MATCH (m:Mention) WHERE m.key IN [i.one_key, i.other_key] AND m.on_roster = 1
        AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) }
  RETURN h
}
WITH DISTINCT h
MATCH (h)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(u:Subject)
WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
WITH u, collect({h: h, r: r}) AS held
WHERE EXISTS {
    MATCH (u)<-[l:LISTS]-(:Listing)
    WHERE l.from_run <= $known_run AND (l.to_run IS NULL OR l.to_run > $known_run) }
  OR EXISTS {
    MATCH (u)-[i:MAY_BE]-(o:Subject)
    WHERE i.from_run <= $known_run AND (i.to_run IS NULL OR i.to_run > $known_run) AND u <> o
      AND NOT EXISTS {
        MATCH (u)-[v:DIFFERS_FROM]-(o)
        WHERE v.one_key = i.one_key AND v.other_key = i.other_key
          AND v.from_run <= $known_run AND (v.to_run IS NULL OR v.to_run > $known_run) }
      AND EXISTS {
        MATCH (m:Mention) WHERE m.key IN [i.one_key, i.other_key] AND m.on_roster = 1
          AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) } }
UNWIND held AS pair
WITH u, pair.h AS h, pair.r AS r
RETURN r.key AS key, h.key AS holder, u.key AS unit, h.kind AS holder_kind, r.role AS role, r.certainty AS certainty,
       r.edge_type AS edge_type, r.state_appointed AS state_appointed, coalesce(r.listing_key, 0) AS listing,
       r.since_lo AS since_lo, r.since_hi AS since_hi, r.until_lo AS until_lo, r.until_hi AS until_hi
