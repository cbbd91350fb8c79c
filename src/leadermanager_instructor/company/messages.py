"""Three messages on their way through the company: heard, understood, believed, acted on."""

import numpy as np
import pandas as pd

from leadermanager_instructor.company.rules import Rules
from leadermanager_instructor.company.staff import Staff
from leadermanager_instructor.company.streams import stream

# Message -> the value it speaks to, and how openly it was decided (log-odds of having had a say).
MESSAGES = {"direction": ("ideals", -0.9), "reorganization": ("security", -1.7), "quality": ("esteem", -1.1)}
ROUNDS = 4


def simulate_messages(seed: int, staff: Staff, ties: pd.DataFrame, rules: Rules) -> pd.DataFrame:
    """Simulate what became of each message with each person.

    A managed chain of command gets a message heard and understood. Belief takes more: one's own values, a
    boss who leads, a say in the matter, or two trusted people who believe already.
    """
    rng = stream(seed, "messages")
    people = staff.table["person_id"]
    value = staff.table["value"].to_numpy()
    leading, managing = staff.boss_leading - 5, staff.boss_managing - 6
    n = len(people)
    row = pd.Series(range(n), index=people)
    trust = ties[ties["kind"] == "trusts"]
    truster, trusted = row[trust["person_id"]].to_numpy(), row[trust["other_id"]].to_numpy()

    frames = []
    for message, (framed_as, openness) in MESSAGES.items():
        took_part = _happens(rng, openness + rules.took_part_leading * leading)
        heard = _happens(rng, 1.5 + rules.heard_managing * managing) | took_part
        understood = heard & _happens(rng, 0.5 + rules.understood_managing * managing + 0.4 * took_part)
        claims = np.where(understood, 0.95, rules.claims_without)
        says_understood = heard & (rng.random(n) < claims)
        believed = understood & _happens(
            rng,
            rules.believed_base
            + rules.believed_value * (value == framed_as)
            + rules.believed_leading * leading
            + rules.believed_part * took_part,
        )
        for _ in range(ROUNDS):
            believing_friends = np.bincount(truster, weights=believed[trusted], minlength=n)
            believed = believed | (understood & (believing_friends >= 2) & (rng.random(n) < rules.conversion))
        acted = believed & _happens(rng, 0.4 + rules.acted_leading * leading)
        control = (
            2.9 + rules.control_part * took_part + rules.control_leading * leading + rng.normal(0, 0.8, n)
        )
        control = np.clip(np.floor(control + 0.5), 1, 5)
        unanswered = ~heard | (rng.random(n) < 0.08)
        frames.append(
            pd.DataFrame(
                {
                    "person_id": people,
                    "message": message,
                    "framed_as": framed_as,
                    "took_part": took_part,
                    "heard": heard,
                    "says_understood": says_understood,
                    "understood": understood,
                    "believed": believed,
                    "acted": acted,
                    "control": pd.Series(control).mask(unanswered).astype("Int64"),
                }
            )
        )
    return pd.concat(frames, ignore_index=True)


def _happens(rng: np.random.Generator, odds: np.ndarray) -> np.ndarray:
    """Draw a yes or no for each of the given log-odds."""
    drawn: np.ndarray = rng.random(len(odds)) < 1 / (1 + np.exp(-odds))
    return drawn
