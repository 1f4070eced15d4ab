// name: shortest_relation
// question: How are two subjects related, in the fewest steps (six at most)?
// params: known_run: int, one: int, other: int
// returns: subjects, relations
// key: 
// mode: read
MATCH (a:Subject {key: $one}), (b:Subject {key: $other})
MATCH path = shortestPath((a)-[:HOLDS_SHARES_IN|BRANCH_OF|MAY_BE|SAME_AS|LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF*..6]-(b))
WHERE all(r IN relationships(path) WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run))
RETURN [n IN nodes(path) | n.id] AS subjects, [r IN relationships(path) | type(r)] AS relations
