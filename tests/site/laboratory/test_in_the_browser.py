"""A student in the laboratory, with a browser and nothing else: no other machine can be reached."""

from leadermanager.catalogue import LESSONS

from .conftest import ROOT

SLOW = 240_000  # milliseconds: Python starts anew in each page, and compiles all it imports

LESSON = sorted(path.name for path in (ROOT / LESSONS).glob("[0-9]*.ipynb"))
CELLS = "window.jupyterapp.shell.currentWidget.content.widgets"
KERNEL = "window.jupyterapp.shell.currentWidget.sessionContext"


class Page:
    """A notebook of the laboratory in a window of its own."""

    def __init__(self, page, site):
        self.page = page
        self.site = site

    def open(self, path):
        """Open a notebook, and wait until Python is there."""
        self.page.goto(self.site.lesson(path))
        self.page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=SLOW)
        self.page.wait_for_function(f"{KERNEL}?.session?.kernel", timeout=SLOW)
        self.page.evaluate(f"async () => {{ await {KERNEL}.ready; await {KERNEL}.session.kernel.info; }}")

    def run_all(self):
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells').then(() => null)")

    def cells(self):
        """Return the code cells with their outputs, by their ids."""
        return self.page.evaluate(
            f"() => Object.fromEntries({CELLS}.filter((cell) => cell.model.type === 'code')"
            ".map(({ model }) => [model.id, model.sharedModel.toJSON()]))"
        )
