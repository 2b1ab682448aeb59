"""Papers of which some say in one word what others say in another."""

from random import Random

from reader.papers import Paper

TOPICS = {
    (
        "automobile",
        "motorcar",
    ): "engine wheel road brake driver highway fuel tyre traffic lane garage piston gearbox clutch",
    (
        "physician",
        "doctor",
    ): "hospital patient ward therapy nurse clinic symptom illness drug surgery fever vaccine bandage pulse",
    ("vessel", "ship"): "harbour sail ocean cargo anchor captain mast tide wharf deck rudder keel crew island",
    ("infant", "baby"): "cradle milk parent sleep crawl nursery smile toddler bottle lullaby diaper teddy pram bib",
}
"""Words for the same thing, no two of them in one paper, and the company that they keep."""


def papers(each: int = 12) -> dict[int, Paper]:
    """Return so many papers for each word, by number."""
    draw = Random(7)  # noqa: S311 - a fixed seed
    made: dict[int, Paper] = {}
    for names, company in TOPICS.items():
        for name in names:
            for _ in range(each):
                number = len(made) + 1
                said = " ".join(draw.sample(company.split(), 5))
                made[number] = Paper(f"{number:08}", f"Study {number}", f"Of the {name} with {said}.")
    return made


def saying(made: dict[int, Paper], name: str) -> set[int]:
    """Return the papers that say a word."""
    return {number for number, paper in made.items() if name in paper.abstract}
