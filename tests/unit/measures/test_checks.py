"""The three rings of checks: the shipped catalogue passes, and each fault is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from measures.checks import Problem, Ring, check_catalogue
from measures.loader import TEXTS_FOLDER, load_catalogue
from tests.support.small_document import CASES, SMALL, TEXT, write_small

CASES_FOLDER = Path(__file__).parents[2] / "cases"


def test_the_shipped_catalogue_has_nothing_to_mend() -> None:
    assert [str(problem) for problem in check_catalogue(load_catalogue(), TEXTS_FOLDER, CASES_FOLDER)] == []


def _problems(folder: Path, *, document: str = SMALL, text: str = TEXT, cases: str = CASES) -> list[Problem]:
    write_small(folder, document=document, text=text, cases=cases)
    return check_catalogue(load_catalogue(folder), folder / "texts", folder / "cases")


def test_a_sound_small_document_passes(tmp_path: Path) -> None:
    assert _problems(tmp_path) == []


@pytest.mark.parametrize(
    ("good", "bad", "ring", "said"),
    [
        (
            "quote: 限制失信被执行人的法定代表人乘坐飞机",
            "quote: 限制失信被执行人的法定代表人坐飞机",
            Ring.TEXT,
            "not in the text",
        ),
        (
            "extends: [legal_representative]",
            "extends: [legal_representative, principal]",
            Ring.TEXT,
            "principal is coded",
        ),
        ("extends: [legal_representative]", "extends: [principal]", Ring.TEXT, "names legal_representative"),
        (
            "extends: [legal_representative]",
            "flags: [legal_representative]",
            Ring.TEXT,
            "do not say that a role holder",
        ),
        ("flags: [director]", "extends: [director]", Ring.TEXT, "that is flags"),
        ("effect: key_supervision", "effect: prohibit", Ring.TEXT, "effect prohibit has no word"),
        ("posts: [legal_representative]", "posts: [manager]", Ring.TEXT, "manager is coded"),
        ("unit_kinds: [institution]", "unit_kinds: [social_organization]", Ring.TEXT, "social_organization is coded"),
        ("[事业单位]", "[社会组织]", Ring.TEXT, "printed kind of unit"),
        ("[市交通局]", "[市公安局]", Ring.TEXT, "agency is not in the text"),
        (
            "effect: key_supervision",
            "listed_class: 律师\n        effect: key_supervision",
            Ring.TEXT,
            "listed_class '律师' is not in the quote",
        ),
        ("flags: [director]", "flags: [director]\n        extends: [director]", Ring.SHAPE, "several directions"),
        ("flags: [director]", "flags: []", Ring.SHAPE, "nobody is caught"),
        (
            "effect: key_supervision",
            "effect: key_supervision\n        honour_test: already_held",
            Ring.SHAPE,
            "honour_test",
        ),
        (
            "extends: [legal_representative]",
            "extends: [legal_representative]\n        role_words: {legal_representative: 无此词}",
            Ring.TEXT,
            "nothing to explain",
        ),
        (
            "extends: [legal_representative]",
            "extends: [legal_representative]\n        via_legal_basis: [principal]",
            Ring.SHAPE,
            "legal_basis names no law",
        ),
        ('number: "3"', 'number: "4"', Ring.CORPUS, "number 3 is printed but has no clause"),
        ("number: 三", "number: 四", Ring.CORPUS, "clause 四 has no printed number"),
    ],
)
def test_a_fault_in_the_document_is_named(tmp_path: Path, good: str, bad: str, ring: Ring, said: str) -> None:
    assert good in SMALL
    found = _problems(tmp_path, document=SMALL.replace(good, bad, 1))
    assert [problem for problem in found if problem.ring is ring and said in problem.message], [str(p) for p in found]


@pytest.mark.parametrize(
    ("good", "bad", "said"),
    [
        ('- clause: "3"', '- clause: "2"', "no law case"),
        ('- clause: "3"', '- clause: "9"', "no such coded part"),
        ("{flags: [乙公司]}", "{self: [乙公司]}", "no law case shows a finding of direction flags"),
        ("{extends: [张甲]}", "{extends: [张甲], office: [张甲@乙]}", "the part has no such reach"),
        ("    2020-05-05: {}\n", "", "day before"),
    ],
)
def test_a_fault_in_the_cases_is_named(tmp_path: Path, good: str, bad: str, said: str) -> None:
    found = _problems(tmp_path, cases=CASES.replace(good, bad, 1))
    assert [problem for problem in found if problem.ring is Ring.CORPUS and said in problem.message], found


def test_white_space_never_matters_but_every_other_character_does(tmp_path: Path) -> None:
    spread = TEXT.replace("乘坐飞机，由", "乘 坐\u3000飞\n\n机，由")
    assert _problems(tmp_path, text=spread) == []
    assert _problems(tmp_path, text=TEXT.replace("重点监管对象", "重点监督对象")) != []


def test_a_problem_says_where_it_is(tmp_path: Path) -> None:
    (problem, *_) = _problems(tmp_path, document=SMALL.replace("effect: key_supervision", "effect: prohibit", 1))
    assert str(problem).startswith("small 2 [text]: ")
    assert (problem.document, problem.clause, problem.part) == ("small", "2", None)
