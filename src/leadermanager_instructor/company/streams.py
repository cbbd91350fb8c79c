"""Random numbers: one stream per topic, so that one topic can change and the others stay as they are."""

import numpy as np


def stream(seed: int, topic: str) -> np.random.Generator:
    """Return the random generator of one topic of one company.

    Parameters
    ----------
    seed : int
        The company's seed, 0 or more.
    topic : str
        What the numbers are for, for instance ``"managers"``. Streams of different topics are independent.
    """
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *topic.encode()])))
