"""The cities of training and of measurement. Fixed before the model was fitted; changing one means fitting anew.

The cities of measurement differ from the training city in seed, in the name table (blend and noise), in namesakes, in
errors and in what is missing; ``milder`` and ``harsher`` lie on both sides of ``measured``.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitySpec:
    """How one city is drawn. Shares and rates are between 0 and 1."""

    name: str
    seed: int
    applicants: int
    base: int = 7_000_000  # people on the roster among whom namesakes of an applicant may be
    listed_share: float = 0.01  # applicants who truly stand on the roster
    # names
    mainland_part: float = 0.85
    name_noise: float = 0.3  # standard deviation of the log of every share of the table
    fashion: float = 0.02  # people who bear one of a thousand fashionable full names
    # how alike namesakes are
    year_spread: float = 9.0  # standard deviation of years of birth within one name
    sex_purity: float = 0.85  # bearers of a name who share its usual sex
    home_share: float = 0.10  # bearers of a name who live in its home prefecture
    # what is printed
    applicant_number: tuple[tuple[str, float], ...] = (
        ("full", 0.5),
        ("mask10", 0.12),
        ("mask11", 0.08),
        ("old15", 0.02),
        ("none", 0.28),
    )
    roster_number: tuple[tuple[str, float], ...] = (
        ("full", 0.02),
        ("mask10", 0.58),
        ("mask11", 0.28),
        ("region_year", 0.03),
        ("tail", 0.03),
        ("none", 0.06),
    )
    missing_sex: float = 0.05
    missing_age: float = 0.05
    officer_birth: float = 0.15  # officers whose year of birth and sex a source prints
    court_attached: float = 0.25  # listed officers whom the roster names with their unit (qysler)
    # errors
    number_typo: float = 0.01
    name_typo: float = 0.005
    name_variant: float = 0.005
    age_error: float = 0.02  # beyond what the day of publication explains
    sex_error: float = 0.002
    unit_namesake: float = 1e-4  # beside an attached person: another of the name, attached to the same unit


TRAINING = CitySpec("training", seed=20260101, applicants=12_000)
MEASURED = CitySpec(
    "measured",
    seed=330917246,
    applicants=30_000,
    listed_share=0.006,
    mainland_part=0.7,
    name_noise=0.5,
    fashion=0.04,
    year_spread=7.0,
    sex_purity=0.9,
    home_share=0.15,
    applicant_number=(("full", 0.45), ("mask10", 0.15), ("mask11", 0.12), ("old15", 0.03), ("none", 0.25)),
    roster_number=(
        ("full", 0.03),
        ("mask10", 0.47),
        ("mask11", 0.35),
        ("region_year", 0.04),
        ("tail", 0.04),
        ("none", 0.07),
    ),
    missing_sex=0.08,
    missing_age=0.10,
    number_typo=0.02,
    name_typo=0.008,
    name_variant=0.01,
    age_error=0.03,
    sex_error=0.003,
)
MILDER = CitySpec(
    "milder",
    seed=704418852,
    applicants=8_000,
    listed_share=0.02,
    mainland_part=1.0,
    name_noise=0.2,
    fashion=0.01,
    year_spread=12.0,
    sex_purity=0.75,
    home_share=0.05,
    number_typo=0.003,
    name_typo=0.002,
    name_variant=0.002,
    age_error=0.01,
    sex_error=0.001,
)
HARSHER = CitySpec(
    "harsher",
    seed=261850094,
    applicants=8_000,
    base=9_000_000,
    listed_share=0.003,
    mainland_part=0.4,
    name_noise=0.8,
    fashion=0.08,
    year_spread=5.0,
    sex_purity=0.97,
    home_share=0.30,
    applicant_number=(("full", 0.35), ("mask10", 0.2), ("mask11", 0.12), ("old15", 0.03), ("none", 0.3)),
    roster_number=(
        ("full", 0.03),
        ("mask10", 0.37),
        ("mask11", 0.35),
        ("region_year", 0.07),
        ("tail", 0.07),
        ("none", 0.11),
    ),
    missing_sex=0.15,
    missing_age=0.2,
    officer_birth=0.1,
    number_typo=0.05,
    name_typo=0.02,
    name_variant=0.02,
    age_error=0.06,
    sex_error=0.006,
    unit_namesake=3e-4,
)

CITIES = {spec.name: spec for spec in (TRAINING, MEASURED, MILDER, HARSHER)}
MEASUREMENT = (MEASURED, MILDER, HARSHER)
EVERY_LISTED = 0.3  # applicants made truly listed, so that recall can be measured; counted back by weight
