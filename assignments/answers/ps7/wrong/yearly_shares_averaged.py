# The mean of the years' own shares: a year with one feat counts as much as a year with ten.
# loses: slides_tests 1

# task: slides
def slides(careers, first, last):
    table = careers.assign(
        share=100 * careers["managing_feats"] / (careers["managing_feats"] + careers["leading_feats"])
    )
    before = table[table["career_year"].between(*first)].groupby("manager_id")["share"].mean()
    after = table[table["career_year"].between(*last)].groupby("manager_id")["share"].mean()
    shares = before.to_frame("before").join(after.rename("after"), how="inner").dropna()
    shares["slide"] = shares["after"] - shares["before"]
    return shares.reset_index()
