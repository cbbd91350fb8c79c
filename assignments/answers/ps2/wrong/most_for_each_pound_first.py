# Takes what gains most for its cost, one after the other, each with what it needs.
# loses: choose_strategy_tests 1

# task: choose_strategy
def choose_strategy(proposals, budget):
    rows = {row.proposal: row for row in proposals.itertuples()}

    def with_needs(name):
        needed = rows[name].needs
        return {name} | (with_needs(needed) if isinstance(needed, str) else set())

    best, most = [], 0
    for start in rows:
        if rows[start].kind != "direction":
            continue
        chosen = with_needs(start)
        while True:
            left = budget - sum(rows[name].cost for name in chosen)
            options = {
                name: with_needs(name) - chosen
                for name in rows
                if name not in chosen and sum(rows[n].cost for n in with_needs(name) - chosen) <= left
            }
            if left < 0 or not options:
                break

            def worth(name, options=options):
                return sum(rows[n].gain for n in options[name]) / sum(rows[n].cost for n in options[name])

            chosen |= options[max(options, key=worth)]
        if left >= 0 and sum(rows[name].gain for name in chosen) > most:
            best, most = list(chosen), sum(rows[name].gain for name in chosen)
    return best
