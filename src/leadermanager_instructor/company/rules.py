"""The rules of the simulated company: every size that `data/README.md` states, in one place.

A truth test simulates a company with one of these changed and sees the truth go, so nothing here is
decoration. Strengths of leading and managing, change and complexity are all on a scale from 0 to 10.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rules:
    """Sizes of the effects in the simulated company."""

    # How people come to lead and to manage (people.py)
    shared_strength: float = 1.5  # SD of what a person's leading and managing have in common
    own_leading: float = 0.45  # SD of the rest of leading
    own_managing: float = 0.6  # SD of the rest of managing
    chance_gain: float = 0.5  # leading per early chance to lead …
    chance_fading: float = 0.06  # … less this times chances squared, without feedback
    function_leading: float = 0.8  # the confounder: development and sales lead more anyway …
    function_chances: float = 0.22  # … and offer more chances (added to the probability of each)
    setback_lesson: float = 0.8  # leading after an early setback with feedback …
    setback_scar: float = -0.3  # … and without
    risk_base: float = 0.22  # probability of taking a risk in each of six later years …
    risk_per_chance: float = 0.06  # … more for each early chance …
    setback_caution: float = 0.15  # … less after a setback without feedback
    risk_gain: float = 0.15  # leading per later risk taken
    promotion_managing: float = 1.0  # weight of managing in who is promoted …
    promotion_leading: float = 0.2  # … of leading …
    promotion_luck: float = 0.8  # … and of everything else (SD)

    # How a unit performs (units.py); performance is 100 * actual / plan
    head_weight: float = 0.4  # the head's share of a unit's strength; its nine others share the rest
    best_performance: float = 106.0
    unmet_change: float = 1.1  # points lost per squared point of change above leading …
    change_lag: int = 4  # … this many quarters later
    unmet_complexity: float = 1.1  # points lost per squared point of complexity above managing, at once
    surplus: float = 0.6  # points lost per point of leading or managing beyond what is asked for
    unit_luck: float = 1.2  # SD of what stays the same in a unit
    quarter_luck: float = 2.2  # SD of what does not
    wrong_factor: int = 10  # one `actual` was typed so many times too big
    engagement_base: float = 60.0  # per cent favourable at leading 5 and no unmet complexity
    engagement_leading: float = 4.0  # points of engagement per point of leading
    engagement_disorder: float = 1.5  # points lost per point of complexity above managing
    engagement_luck: float = 3.0

    # How raters score (survey.py); scores are 1 to 5
    score_slope: float = 0.4  # score per point of strength
    reputation: float = 0.32  # SD of what all raters of a manager share, for both systems (halo)
    rater_leniency: float = 0.3  # SD between raters
    score_noise: float = 0.65  # SD of a single answer
    self_leading: float = 0.7  # how much too high managers score their own leading …
    self_managing: float = 0.35  # … and their own managing
    silence_base: float = 0.16  # probability that a report of a manager of strength 5.5 does not answer …
    silence_slope: float = 0.08  # … more for each point below, less for each above
    skipped_item: float = 0.015  # probability that a single answer is missing, for anybody

    # What eight units order, plan and get wrong in two years of weeks (market.py)
    head_start: int = 8  # weeks by which Sensors' orders move before everybody else's
    break_week: int = 64  # when the market breaks (the first week is 0); in Sensors the head start sooner
    market_break: float = 0.65  # what is left of orders after the break
    planning_memory: int = 8  # a new plan is the mean of the orders of so many weeks
    replan_disturbance: float = 3.0  # defects per thousand added in a week with a new plan
    defect_noise: float = 2.0  # SD of defects per thousand when nobody touches the process
    correction: float = 1.0  # share of last week's miss that some units correct for
    visit_effect: float = 0.0  # what a visit after a bad week does (nothing: regression to the mean)
    simplified_share: float = 0.7  # share of defects left once the routine job is made easier
    batch_trouble: float = 9.0  # defects per thousand added by one real disturbance of six weeks
    exceptions_per_change: float = 1.6  # decisions that no rule covers, a week, per point of change
    settled_per_leader: float = 3.0  # … settled a week by each manager whose leading is 5 or more
    exceptions_dropped: float = 0.1  # share of the waiting ones that are given up each week

    # What the staff can do and whom they trust (staff.py, ties.py)
    job_fit: float = 4.0  # output (100 is the standard) per point of the skill that the job needs
    output_managing: float = 1.4  # … per point of the boss's managing
    output_luck: float = 7.0
    effort_leading: float = 0.2  # effort (1 to 5) per point of the boss's leading
    trust_base: float = -0.7  # log-odds of trusting a boss of leading 5 …
    trust_in_boss: float = 0.5  # … more per point of the boss's leading
    trust_same_value: float = 1.1  # log of how many times as often somebody of the same value is trusted

    # How a message gets through (messages.py); log-odds unless said otherwise
    took_part_leading: float = 0.45  # having had a say, per point of the boss's leading
    heard_managing: float = 0.3  # hearing, per point of the boss's managing
    understood_managing: float = 0.3
    claims_without: float = 0.75  # probability of saying one understood, of those who heard and did not
    believed_base: float = -1.3  # believing …
    believed_value: float = 1.0  # … if the message speaks to one's own value
    believed_leading: float = 0.35  # … per point of the boss's leading
    believed_part: float = 0.5  # … if one had a say
    conversion: float = 0.3  # probability, in each of four rounds, of following two trusted believers
    acted_leading: float = 0.3
    control_part: float = 0.5  # sense of control (1 to 5) from having had a say …
    control_leading: float = 0.25  # … and per point of the boss's leading (a confounder)

    # What became of proposals (initiatives.py); log-odds of success
    grounding: float = 0.45  # per point of resting on customers' needs and the firm's limits
    reaching: float = -0.25  # per point of pushing boundaries
    reward_of_reach: float = 0.25  # gain, in multiples of the cost, per point of pushing boundaries
    sponsor_bias: float = 1.3
    objector_bias: float = -1.3
    estimate_noise: float = 0.7
    reflex_objectors: int = 4  # of twelve objectors, how many object to everything alike
    staged_loss: float = 0.3  # share of the cost lost when a staged bet fails (an unstaged one loses all)

    # Ten years of careers (careers.py)
    recognition_managing: float = 1.0  # recognition per feat of managing …
    recognition_leading: float = 0.5  # … and of leading
    recognition_quality: float = 0.4  # … and per point of quality
    quality_leading: float = 0.35  # feats of leading are also the better work (a confounder)
    imitation: float = 0.03  # how much people do more of what was recognized
    safe_route: float = 0.25  # turn to managing after a setback without feedback
    feedback_reflection: float = 2.5  # hours of reflection a month added by a year's feedback

    # How managers spend their weeks (diaries.py); log of an activity's share
    hours_leading: float = 0.14  # per point of leading, for the three leading activities
    hours_managing: float = 0.12  # per point of managing, for the three managing ones
    managing_habit: float = 0.2  # what managing gets more than leading, whoever it is
    networking_level: float = 0.3  # aligning, per level: those who rose network more
    motivating_level: float = -0.2  # motivating, per level: they motivate less …
    motivating_leading: float = 0.15  # … and those strong in leading more, on top of hours_leading
    unreturned_base: float = -2.6  # log-odds that the diary of a week of 52 hours does not come back …
    unreturned_slope: float = 0.3  # … and per hour more


RULES = Rules()
