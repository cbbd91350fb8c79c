"""What the teaching guides say of the games without computers is what comes of them."""

import numpy as np
import pytest


def coins(first, second):
    """Give the points that a group pays in twelve rounds, and in the envelopes that are left."""
    wanted = [4, 4, 5, 5, 6, 7, 7, 8, 8, 8, 8, 8]
    at_once = [max(0, 6 - here) for here in first]
    sealed = [max(0, want - there) for want, there in zip(wanted, second, strict=True)]
    return sum(at_once) + sum(sealed[:8]), sum(sealed[8:])


def test_01_what_the_coins_cost(guide_says):
    assert coins([6] * 12, [6] * 12) == (4, 8)
    assert coins([6] * 8 + [4] * 4, [4] * 8 + [8] * 4) == (22, 0)
    guide_says(
        "01", "Six and six costs 4 points in the game and 8 in the last envelopes", "from round 9 on costs 22"
    )


def two_dice(seed, throws):
    return np.random.default_rng(seed).integers(1, 7, (throws, 2)).sum(axis=1)


def planned(sums, new):
    """Give what twenty throws cost, with a new plan wherever `new` says so of the throw and its miss."""
    plan, cost = sums[0], 0
    for throw in range(1, len(sums)):
        cost += abs(sums[throw] - plan)
        if throw < len(sums) - 1 and new(throw, abs(sums[throw] - plan)):
            plan, cost = sums[throw], cost + 10
    return cost


def test_02_the_alarm_of_dice_is_cheapest_in_most_games_and_not_in_all(guide_says):
    rules = {
        "alarm": lambda throw, miss: miss >= 7,
        "four": lambda throw, miss: throw % 4 == 0,
        "never": lambda throw, miss: False,
    }
    games = []
    for seed in range(1000):
        sums = two_dice(seed, 21)
        sums[11:] += 10
        games.append({name: planned(sums, rule) for name, rule in rules.items()})
    mean = {name: np.mean([each[name] for each in games]) for name in rules}
    assert mean == {
        "alarm": pytest.approx(83, abs=2),
        "four": pytest.approx(109, abs=2),
        "never": pytest.approx(127, abs=2),
    }
    won = np.mean([min(each, key=each.__getitem__) == "alarm" for each in games])
    assert 0.6 < won < 0.99
    guide_says("02", "it cost about 83 on average, four throws about 109, never about 127")


def test_03_hands_go_up_only_beside_two_and_one_is_enough_for_all():
    def up(start, needs, people):
        beats = 0
        while more := {
            one
            for one in set(range(people)) - start
            if sum((one + way) % people in start for way in (-2, -1, 1, 2)) >= needs
        }:
            start, beats = start | more, beats + 1
        return len(start), beats

    for people in range(15, 41):
        fifth = set(range(0, people - 4, 5))
        assert up(fifth, 2, people) == (len(fifth), 0)
        assert up({0, 1}, 2, people)[0] == people
        heard, beats = up(fifth, 1, people)
        assert heard == people
        assert beats <= 2


def test_04_the_funnel_of_dice_comes_out_worse_in_97_of_100_games(guide_says):
    means = []
    for seed in range(1000):
        luck = two_dice(seed, 20) - 7
        aim, missed = 0, []
        for pushed in luck:
            missed.append(abs(aim + pushed))
            aim -= aim + pushed
        means.append((np.mean(missed), np.abs(luck).mean()))
    moved, still = np.mean(means, axis=0).round(1)
    assert np.mean([one > other for one, other in means]) == pytest.approx(0.97, abs=0.015)
    guide_says("04", f"about 97 of 100 games: {moved} from the mark on average, against {still}")
