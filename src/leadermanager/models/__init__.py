"""The models of the lessons: each a page of arithmetic, honest about what it leaves out.

A model is a function of a few numbers. One call gives a `Result`: its `run`, a row for each step, and its
`summary`, what the run comes to. A student calls three of them; these refuse numbers that they do not take:

- `contagion`: how a message that has to be believed spreads among people who trust (lesson 03)
- `learn`: how much a firm leads when everybody repeats what worked for them (lesson 07)
- `firefight`: how urgent hours crowd out those that would prevent them (lesson 08)

The others work out what a person did in a moving picture, with luck that was drawn before:

- `two_waters` follows a unit whose leading and managing are set anew in each quarter (lesson 01)
- `follow_plans` follows plans made in given weeks of a `market`; `plans_by_rule` makes them for a calendar
  with an alarm (lesson 02)
- `spread` follows a message through a network, a table of ties, such as a `ring` (lesson 03)
- `drop` lets marbles fall, with given luck (`luck_of`), from where a funnel was held; `aims_by_rule` holds
  it for a rule (lesson 04)
- `exceptions` counts the decisions that no rule covers, and `decide` settles them with the people whom
  somebody let decide (lesson 05)
- `propose` draws proposals that one person hopes for and another doubts, `fund` says what they bring a firm
  that goes by given chances, and `heeding` gives those of a firm that listens to both (lesson 06)
- `career` works out what somebody's acts brought, by luck that `throws_of` draws; `hundred_lives` follows a
  hundred others (lesson 07)
- `fight_fires` follows somebody who protects other hours from week to week (lesson 08)
"""

from leadermanager.models.contagion import contagion, ring, spread
from leadermanager.models.exceptions import decide, exceptions
from leadermanager.models.firefighting import fight_fires, firefight
from leadermanager.models.fitting import two_waters
from leadermanager.models.funnel import aims_by_rule, drop, luck_of
from leadermanager.models.guessing import fund, heeding, propose
from leadermanager.models.learning import career, hundred_lives, learn, throws_of
from leadermanager.models.model import Result
from leadermanager.models.replanning import follow_plans, market, plans_by_rule

__all__ = [
    "Result",
    "aims_by_rule",
    "career",
    "contagion",
    "decide",
    "drop",
    "exceptions",
    "fight_fires",
    "firefight",
    "follow_plans",
    "fund",
    "heeding",
    "hundred_lives",
    "learn",
    "luck_of",
    "market",
    "plans_by_rule",
    "propose",
    "ring",
    "spread",
    "throws_of",
    "two_waters",
]
