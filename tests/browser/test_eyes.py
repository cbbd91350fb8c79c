"""What the other tests rely on: poor contrast and a missing label are found in any output of a notebook."""

PAPER = "width: 20em; background: #fff; color:"
DRAWING = "<svg width='200' height='40' style='background: #fff'>"

GOOD = {
    "words": f"<p style='{PAPER} #333'>Easy</p>",
    "words on a dark bar": f"{DRAWING}<rect width='200' height='40' fill='#222'/>"
    "<text x='20' y='20' fill='#eee'>Easy</text></svg>",
    "a field with a label": f"<label style='{PAPER} #333'>Name <input style='{PAPER} #333'></label>",
}
FAULTY = {
    "words": (f"<p style='{PAPER} #bbb'>Hard</p>", "contrast of 1.91"),
    "one letter": (f"<p style='{PAPER} #bbb'>7</p>", "contrast 1.92, less than 4.5"),
    "a sign": (f"<p style='{PAPER} #bbb'>▲</p>", "contrast 1.92, less than 3"),
    "words behind a veil": (f"<p style='{PAPER} #333; opacity: 0.4'>Hard</p>", "color-contrast"),
    "words over a picture": (
        f"<p style='{PAPER} #333; background: linear-gradient(#fff, #eee)'>Hard</p>",
        "a picture lies behind it",
    ),
    "words of a drawing": (
        f"{DRAWING}<text x='20' y='20' fill='#bbb'>Hard</text></svg>",
        "contrast 1.92, less than 4.5",
    ),
    "words that end on a dark bar": (
        f"{DRAWING}<rect x='30' width='200' height='40' fill='#333'/>"
        "<text x='5' y='20' fill='#222'>Hard to read</text></svg>",
        "less than 4.5",
    ),
    "a field without a label": (f"<input style='{PAPER} #333'>", "label: <input"),
}


def cell(html: str) -> str:
    return f'from IPython.display import HTML\nHTML("""{html}""")'


def test_every_fault_is_found_however_far_below_the_window_and_nothing_else(lab, open_notebook):
    tall = "<p>Line</p>" * 80
    pages = [*GOOD.values(), tall, *(html for html, _ in FAULTY.values())]
    notebook = open_notebook(lab.write("faults", *map(cell, pages)))
    notebook.run_all()
    outputs = notebook.outputs()
    good = len(GOOD) + 1
    assert outputs.count() == good + len(FAULTY)
    found = [notebook.axe(outputs.nth(index)) for index in range(outputs.count())]
    assert found[:good] == [[]] * good
    for (name, (_, finding)), lines in zip(FAULTY.items(), found[good:], strict=True):
        assert len(lines) == 1, f"{name}: {lines}"
        assert finding in lines[0]
    assert sorted(notebook.axe(outputs)) == sorted(line for lines in found for line in lines)


def test_it_is_an_error_when_axe_sees_no_words(lab, open_notebook):
    notebook = open_notebook(
        lab.write("hidden", cell("<p style='position: absolute; clip: rect(0 0 0 0)'>Hm</p>"))
    )
    notebook.run_all()
    (line,) = notebook.axe(notebook.outputs())
    assert "axe saw none of the words" in line
