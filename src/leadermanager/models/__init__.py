"""The models that the lessons explore: each a page of arithmetic, honest about what it leaves out.

A model is a function of a few numbers. One call gives a `Result`: its `run`, a row for each step, and its
`summary`, what the run comes to. `MODELS` has them by name; each knows the numbers that it takes
(`parameters`) and how its picture and its result are put into words.

- `fit`: what a unit's leading and managing make of the change and the complexity it faces (lesson 01)
- `replan`: what it costs to keep a plan for so long in a market that drifts and breaks (lesson 02)
- `contagion`: how a message that has to be believed spreads among people who trust (lesson 03)
- `funnel`: what becomes of a process when somebody reacts to its every result (lesson 04)
- `stage`: what a proposal is worth in expectation, with a pilot first and without (lesson 06)
- `learn`: how much a firm leads when everybody repeats what worked for them (lesson 07)
- `firefight`: how urgent hours crowd out those that would prevent them (lesson 08)

Some functions work out what a person did instead of a rule, with luck that was drawn before:

- `two_waters` follows a unit whose leading and managing are set anew in each quarter (lesson 01)
- `follow_plans` follows plans made in given weeks of a `market`; `plans_by_rule` makes them for a calendar
  with an alarm (lesson 02)
- `spread` follows a message through a network, a table of ties, such as a `ring` (lesson 03)
- `drop` lets marbles fall, with given luck (`luck_of`), from where a funnel was held; `aims_by_rule` holds
  it for a rule (lesson 04)
- `decide` settles decisions that no rule covers with the people whom somebody let decide (lesson 05)
- `propose` draws proposals that one person hopes for and another doubts, `fund` says what they bring a firm
  that goes by given chances, and `heeding` gives those of a firm that listens to both (lesson 06)
- `career` works out what somebody's acts brought, by luck that `throws_of` draws; `hundred_lives` follows a
  hundred others (lesson 07)
- `fight_fires` follows somebody who protects other hours from week to week (lesson 08)
"""

from typing import Any

from leadermanager.models.contagion import contagion, ring, spread
from leadermanager.models.exceptions import decide, exceptions
from leadermanager.models.firefighting import fight_fires, firefight
from leadermanager.models.fitting import fit, two_waters
from leadermanager.models.funnel import aims_by_rule, drop, funnel, luck_of
from leadermanager.models.guessing import fund, heeding, propose
from leadermanager.models.learning import career, hundred_lives, learn, throws_of
from leadermanager.models.model import Model, Parameter, Result
from leadermanager.models.replanning import follow_plans, market, plans_by_rule, replan
from leadermanager.models.staging import stage

MODELS: dict[str, Model[Any]] = {
    each.name: each for each in (contagion, firefight, fit, funnel, learn, replan, stage)
}

__all__ = [
    "MODELS",
    "Model",
    "Parameter",
    "Result",
    "aims_by_rule",
    "career",
    "contagion",
    "decide",
    "drop",
    "exceptions",
    "fight_fires",
    "firefight",
    "fit",
    "follow_plans",
    "fund",
    "funnel",
    "heeding",
    "hundred_lives",
    "learn",
    "luck_of",
    "market",
    "plans_by_rule",
    "propose",
    "replan",
    "ring",
    "spread",
    "stage",
    "throws_of",
    "two_waters",
]
