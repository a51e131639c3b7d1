"""Words for groups of people and animals: whom a statement is about."""

GROUPS: dict[str, dict[str, str]] = {
    "species": {
        "animals": "mouse mice murine rat rats rodent rodents zebrafish drosophila hamster hamsters ferret "
        "ferrets monkey monkeys macaque pig "
        "pigs rabbit rabbits animal animals",
        "people": "people person persons patient patients human humans adults child children women men "
        "woman man adolescents "
        "teenagers teens students participants volunteers infants respondents workers americans",
    },
    "age": {
        "children": "child children kid kids toddlers infant infants preschool schoolchildren newborns neonates "
        "baby babies",
        "adolescents": "adolescent adolescents teen teens teenager teenagers youth youths",
        "adults": "adult adults middle-aged adulthood workers employees veterans",
        "older people": "elderly seniors older-adults geriatric",
    },
    "sex": {"women": "women woman female females mothers girls", "men": "men man male males fathers boys"},
}
"""Dimension → group → its words, folded."""
MEMBERS = {
    dimension: {word: group for group, listed in groups.items() for word in listed.split()}
    for dimension, groups in GROUPS.items()
}
"""Dimension → word → group."""
ALL_MEMBERS = frozenset().union(*MEMBERS.values())
