// name: scope_facts
// question: Which facts lie within reach of these subjects, in full, each relation once?
// params: known_run: int, subjects: list
// returns: what, said
// key: 
// mode: read
// what: 1 a role, 2 a link, 3 an entry, 4 a withdrawal, 5 a kind, 6 a name; said: its columns, see graph/neo4j/scope.py.
// Names come only where an entry is within reach: without one nothing needs a proof.
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
WITH collect(DISTINCT c) AS core
CALL (core) {
  UNWIND core AS c
  MATCH (c)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(:Subject)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN collect(r) AS held
}
CALL (core) {
  UNWIND core AS c
  MATCH (h:Subject)-[r:LEGAL_REPRESENTATIVE_OF|PRINCIPAL_OF|ACTUAL_CONTROLLER_OF|DIRECTLY_RESPONSIBLE_OF|DIRECTOR_OF
    |SUPERVISOR_OF|SENIOR_MANAGER_OF|MANAGER_OF|GENERAL_MANAGER_OF|DEPUTY_GENERAL_MANAGER_OF
    |FINANCE_HEAD_OF|BOARD_SECRETARY_OF|PARTY_SECRETARY_OF|DEPUTY_PARTY_SECRETARY_OF
    |PARTY_COMMITTEE_MEMBER_OF|DISCIPLINE_INSPECTION_SECRETARY_OF|LEADING_MEMBER_OF
    |OTHER_IMPORTANT_POST_OF|SOCIAL_ORG_RESPONSIBLE_PERSON_OF|ENTERPRISE_RESPONSIBLE_PERSON_OF
    |EQUITY_INCENTIVE_GRANTEE_OF|PROJECT_LEADER_OF]->(c)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN collect(r) AS inward, collect(DISTINCT h) AS holders
}
CALL (holders) {
  UNWIND holders AS a
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
  WITH u, collect(r) AS roles
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
  UNWIND roles AS r
  RETURN collect(r) AS second
}
CALL (held, inward, second) {
  UNWIND held + inward + second AS r
  RETURN collect(DISTINCT r) AS roles
}
CALL (core, roles) {
  UNWIND core + [r IN roles | startNode(r)] + [r IN roles | endNode(r)] AS s
  WITH DISTINCT s
  MATCH (s)-[i:MAY_BE]-(o:Subject)
  WHERE i.from_run <= $known_run AND (i.to_run IS NULL OR i.to_run > $known_run) AND s <> o
    AND NOT EXISTS {
      MATCH (s)-[v:DIFFERS_FROM]-(o)
      WHERE v.one_key = i.one_key AND v.other_key = i.other_key
        AND v.from_run <= $known_run AND (v.to_run IS NULL OR v.to_run > $known_run) }
    AND EXISTS {
      MATCH (m:Mention) WHERE m.key IN [i.one_key, i.other_key] AND m.on_roster = 1
        AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) }
  RETURN collect(DISTINCT i) AS links
}
CALL (core, roles, links) {
  UNWIND core + [r IN roles + links | startNode(r)] + [r IN roles + links | endNode(r)] AS s
  RETURN collect(DISTINCT s) AS seen
}
CALL (seen) {
  UNWIND seen AS s
  MATCH (s)<-[r:LISTS]-(:Listing)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN collect(r) AS entries
}
CALL (seen, roles, links, entries) {
  UNWIND roles AS r
  WITH r, startNode(r) AS h, endNode(r) AS u
  OPTIONAL MATCH (o:Origin {key: r.origin})
  RETURN 1 AS what,
         [r.key, h.key, u.key, h.kind, r.role, r.certainty, r.edge_type, r.state_appointed, coalesce(r.listing_key, 0),
          r.since_lo, r.since_hi, r.until_lo, r.until_hi, r.id, r.holder, r.unit, r.basis, r.title, r.appointed_by,
          r.listing, o.source, o.file, r.line, o.sheet, o.document] AS said
  UNION ALL
  UNWIND links AS i
  WITH i, startNode(i) AS s, endNode(i) AS o, EXISTS {
      MATCH (m:Mention {key: i.one_key}) WHERE m.on_roster = 1
        AND m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run) } AS one_listed
  RETURN 2 AS what,
         [i.key, CASE WHEN one_listed THEN s.key ELSE o.key END, CASE WHEN one_listed THEN o.key ELSE s.key END, i.tier,
          i.id, i.one, i.other, i.evidence, i.decided_by] AS said
  UNION ALL
  UNWIND entries AS r
  WITH r, startNode(r) AS l, endNode(r) AS s
  OPTIONAL MATCH (o:Origin {key: r.origin})
  RETURN 3 AS what,
         [l.key, s.key, s.kind, r.court, r.since_lo, r.since_hi, r.until_lo, r.until_hi,
          toInteger(coalesce(r.concluded, 0)), l.id, r.mention, r.case_number, r.published, r.filed, r.grounds,
          r.head_name, r.public, r.details, o.source, o.file, r.line, o.sheet, o.document] AS said
  UNION ALL
  UNWIND entries AS e
  WITH DISTINCT startNode(e) AS l
  MATCH (l)<-[r:ENDS]-(:Withdrawal)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  RETURN 4 AS what, [l.key, r.until_lo, r.until_hi] AS said
  UNION ALL
  UNWIND seen AS s
  MATCH (s)-[r:IS_OF_KIND]->(c:Kind)
  WHERE r.from_run <= $known_run AND (r.to_run IS NULL OR r.to_run > $known_run)
  OPTIONAL MATCH (o:Origin {key: r.origin})
  RETURN 5 AS what,
         [r.key, s.key, c.code, r.printed, coalesce(r.owner, 0), r.since_lo, r.since_hi, r.until_lo, r.until_hi,
          r.id, r.unit, r.owner, o.source, o.file, r.line, o.sheet, o.document] AS said
  UNION ALL
  UNWIND CASE WHEN size(entries) = 0 THEN [] ELSE seen END AS s
  MATCH (s)<-[a:NAMES]-(m:Mention)
  WHERE a.from_run <= $known_run AND (a.to_run IS NULL OR a.to_run > $known_run)
  CALL (s, m) {
    OPTIONAL MATCH (s)-[f:HAS_FORM]->(:Form)
    WHERE f.unit = m.id AND f.from_run <= $known_run AND (f.to_run IS NULL OR f.to_run > $known_run)
    RETURN coalesce(max(f.until_hi), 0) AS profile
  }
  CALL (m) {
    OPTIONAL MATCH (m)-[c:CARRIES]->(n:Identifier)
    WHERE c.from_run <= $known_run AND (c.to_run IS NULL OR c.to_run > $known_run)
    RETURN collect(DISTINCT [n.kind, n.shown, n.check_ok]) AS numbers
  }
  OPTIONAL MATCH (o:Origin {key: m.origin})
  RETURN 6 AS what, [s.key, m.id, m.kind, m.name, profile,
         m.from_run <= $known_run AND (m.to_run IS NULL OR m.to_run > $known_run), m.name_key, m.sex, m.birth_lo, m.birth_hi,
         m.division, toInteger(m.on_roster), o.source, o.file, m.line, o.sheet, o.document, m.stream_source,
         m.stream_kind, numbers] AS said
}
RETURN what, said
