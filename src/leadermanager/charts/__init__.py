"""Charts that JupyterLab draws with no network, one function for each kind the course uses.

Importing this package registers and enables the course's Altair renderer and theme (`look`). Every function
takes a table and the names of its columns, asks for a title that states a finding or a question and for axis
titles with their units, and returns an Altair chart that says in words what it shows (`description`).

- `scatter`: one point per row, with marks by group, named points and quadrants
- `lines`: values over quarters, named where each line ends; small multiples with ``panel``
- `bars` and `dots`: one value per category, with intervals
- `control`: results in their order, with the limits of what luck alone explains
"""

from leadermanager.charts.control import control
from leadermanager.charts.intervals import bars, dots
from leadermanager.charts.lines import lines
from leadermanager.charts.look import BOTH, GREY, LEADING, MANAGING
from leadermanager.charts.scatter import scatter

__all__ = ["BOTH", "GREY", "LEADING", "MANAGING", "bars", "control", "dots", "lines", "scatter"]
