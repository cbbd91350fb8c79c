# Display without end.
# cell: start
# ruff: noqa
# fmt: off

from IPython.display import display, HTML
for _ in range(3000):
    display(HTML("<b>x</b>" * 1000))
