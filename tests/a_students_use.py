"""All that a student's notebook may ask of the library, run as a program in the folder of the lessons.

It prints what it did. `test_small_install` runs it where only the small install's packages can be imported.
In a new environment it can be run by hand: `python ../tests/a_students_use.py`.
"""

import tempfile
from pathlib import Path

import nbformat

import leadermanager as lm
from leadermanager.widgets.hand_in_button import HandIn

for name in lm.__all__:
    getattr(lm, name)

loaders = [name for name in lm.__all__ if name.startswith("load_")]
for name in loaders:
    getattr(lm, name)()
    repr(lm.describe(name.removeprefix("load_")))
print(len(loaders), "tables loaded and described")

units, weeks = lm.load_units(), lm.load_weeks()
weeks["number"] = weeks.groupby("unit").cumcount()
means = units.groupby("unit")[["plan", "actual", "change"]].mean().reset_index()
titles = {"title": "A chart of every kind", "x_title": "across", "y_title": "up"}
values = {"title": "A chart of every kind", "value_title": "pounds", "category_title": "unit"}
charts = {
    "lines": lm.charts.lines(units, "quarter", "actual", by="unit", only=["Optics"], **titles),
    "scatter": lm.charts.scatter(means, "plan", "actual", label="unit", **titles),
    "bars": lm.charts.bars(means, "actual", "unit", **values),
    "dots": lm.charts.dots(means, "actual", "unit", **values),
    "control": lm.charts.control(weeks[weeks["unit"] == "Optics"], "number", "defects", **titles),
}
assert set(charts) == {name for name in lm.charts.__all__ if name.islower()}
for chart in charts.values():
    assert chart.to_dict()["$schema"]
    assert chart._repr_mimebundle_()
print(len(charts), "kinds of chart drawn")

runs = [lm.models.contagion(carriers=5), lm.models.learn(), lm.models.firefight(8, 5, protected=6)]
print(len(runs), "models run")

exercises = sorted(Path("exercises").glob("*.toml"))
for path in exercises:
    lm.exercise(path.stem)
    assert lm.said(path.stem) is None
print(len(exercises), "exercises made")

repr(lm.hand_in("ps1"))
with tempfile.TemporaryDirectory() as folder:
    nbformat.write(nbformat.v4.new_notebook(), Path(folder) / "ps1.ipynb")
    button = HandIn("ps1", Path(folder))
    said = button.answer({"ask": "check"}, b"")[0]
    bundle = button.answer({"ask": "bundle", "name": "ada"}, b"")[1]
assert said["remarks"]
assert bundle.startswith(b"PK")
print("handed in:", *said["remarks"])

saved = lm.my_progress().answer({"ask": "pack", "progress": "{}"}, b"")[1]
assert saved.startswith(b"PK")
print("progress shown and saved")
