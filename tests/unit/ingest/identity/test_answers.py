"""The answers of `identity parse` and `identity compare`: keys, order, and errors that disturb no other item."""

from __future__ import annotations

import pytest

from graph.errors import BadRequestError
from ingest.identity.answers import compare_pairs, parse_values
from ingest.identity.patterns import with_check_digit

NUMBER = with_check_digit("99010119700523123*")
PARSE_KEYS = {"kind", "normal", "check_digit", "birth_date", "sex", "division", "visible", "joins"}
COMPARE_KEYS = {"tier", "probability", "namesakes", "evidence"}


def test_a_full_number() -> None:
    (row,) = parse_values([NUMBER.lower()])["results"]
    assert row == {
        "kind": "citizen",
        "normal": NUMBER,
        "check_digit": "ok",
        "birth_date": "1970-05-23",
        "sex": "male",
        "division": "990101",
        "visible": list(range(18)),
        "joins": [NUMBER[:6] + NUMBER[8:17]],
    }


def test_masks_are_set_into_the_true_length_and_nothing_hidden_is_told() -> None:
    ten, eleven = parse_values([f"{NUMBER[:10]}****{NUMBER[14:]}", f"{NUMBER[:11]}＊＊＊＊{NUMBER[14:]}"])["results"]
    assert ten["normal"] == f"{NUMBER[:10]}****{NUMBER[14:]}"
    assert eleven["normal"] == f"{NUMBER[:11]}***{NUMBER[14:]}"
    assert ten["visible"] == [*range(10), *range(14, 18)]
    assert eleven["visible"] == [*range(11), *range(14, 18)]
    for row in (ten, eleven):
        assert row["birth_date"] is None
        assert row["check_digit"] == "unknown"
        assert row["joins"] == []
        assert row["sex"] == "male"


def test_joins() -> None:
    code, old, permit = parse_values(["91320811XX9774061J", NUMBER[:6] + NUMBER[8:17], "810000199001011234"])["results"]
    assert code["joins"] == ["XX9774061"]
    assert old["joins"] == [NUMBER]
    assert (permit["kind"], permit["joins"]) == ("residence_permit", [])


def test_a_bad_check_digit_is_flagged_not_dropped() -> None:
    bad = NUMBER[:17] + ("1" if NUMBER[17] != "1" else "2")
    (row,) = parse_values([bad])["results"]
    assert (row["kind"], row["normal"], row["check_digit"]) == ("citizen", bad, "bad")


def test_letter_first_credit_codes_are_accepted() -> None:
    (row,) = parse_values(["N2990101XX9774061" + "0"])["results"]
    assert row["kind"] == "uscc"


def test_damaged_and_blank_values_answer_in_their_place() -> None:
    rows = parse_values(["3.7E+17", "", NUMBER])["results"]
    assert "error" in rows[0]
    assert rows[1]["kind"] is None
    assert rows[2]["kind"] == "citizen"
    assert all(set(row) >= PARSE_KEYS for row in rows)


def test_pairs_answer_in_order_and_a_bad_pair_disturbs_none() -> None:
    good = {
        "left": {"name": "王建国", "identifier": NUMBER},
        "right": {"name": "王建国", "identifier": NUMBER, "id": 7},
    }
    rows = compare_pairs([good, {"left": {}}, {"left": {"name": "甲", "sex": "x"}, "right": {"name": "甲"}}, good])[
        "results"
    ]
    assert [row["tier"] for row in rows] == ["certain", None, None, "certain"]
    assert all(set(row) >= COMPARE_KEYS for row in rows)
    assert "pair 2.left.sex" in rows[2]["error"]
    assert {"feature", "says", "bits", "note"} == set(rows[0]["evidence"][0])


def test_no_list_is_refused() -> None:
    with pytest.raises(BadRequestError):
        compare_pairs({"left": {}, "right": {}})
