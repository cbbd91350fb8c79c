"""The models that the lessons explore: each a page of arithmetic, honest about what it leaves out.

A model is a function that gives one row per step. `MODELS` tells the exercises which numbers a model takes
and how its picture and its result are put into words.

- `fit`: what a unit's leading and managing make of the change and the complexity it faces (lesson 01)
- `replan`: what it costs to keep a plan for so long in a market that drifts and breaks (lesson 02)
- `contagion`: how a message that has to be believed spreads among people who trust (lesson 03)
- `funnel`: what becomes of a process when somebody reacts to its every result (lesson 04)
- `exceptions`: how many decisions wait that no rule covers, as change and people who lead rise (lesson 05)
- `stage`: what a proposal is worth in expectation, with a pilot first and without (lesson 06)
- `learn`: how much a firm leads when everybody repeats what worked for them (lesson 07)
- `firefight`: how urgent hours crowd out those that would prevent them (lesson 08)
"""

from leadermanager.models.contagion import CONTAGION, contagion, contagion_summary, spread
from leadermanager.models.exceptions import EXCEPTIONS, exceptions, exceptions_summary, people_needed
from leadermanager.models.firefighting import FIREFIGHT, firefight, firefight_summary
from leadermanager.models.fitting import FIT, fit, fit_summary
from leadermanager.models.funnel import FUNNEL, funnel, funnel_summary
from leadermanager.models.learning import LEARN, learn, learn_summary
from leadermanager.models.model import Model
from leadermanager.models.replanning import REPLANNING, replan, replan_summary
from leadermanager.models.staging import STAGE, stage, stage_summary

MODELS = {
    "contagion": CONTAGION,
    "exceptions": EXCEPTIONS,
    "firefight": FIREFIGHT,
    "fit": FIT,
    "funnel": FUNNEL,
    "learn": LEARN,
    "replanning": REPLANNING,
    "stage": STAGE,
}

__all__ = [
    "MODELS",
    "Model",
    "contagion",
    "contagion_summary",
    "exceptions",
    "exceptions_summary",
    "firefight",
    "firefight_summary",
    "fit",
    "fit_summary",
    "funnel",
    "funnel_summary",
    "learn",
    "learn_summary",
    "people_needed",
    "replan",
    "replan_summary",
    "spread",
    "stage",
    "stage_summary",
]
