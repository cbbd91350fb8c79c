"""The code that draws live charts in the browser, kept in this package so that nothing comes from a network.

JupyterLab draws the charts of a saved notebook by itself but lets nobody change one that is drawn. So the
explorer brings Vega along: one bundle, sent once to each page that asks for it. Making the bundle takes two
seconds and much memory, which a student's kernel has better uses for; it is made ahead, by::

    python -m leadermanager.widgets.vega

which needs vl-convert (a development dependency), and a test holds the file to what that makes.
"""

import gzip
from functools import cache
from pathlib import Path

BUNDLE = Path(__file__).parent / "static" / "vega.js"

# The release of Vega-Lite that is nearest to JupyterLab's own.
_VEGA_LITE = "5.8"

_HEADER = """\
// Vega, Vega-Lite and Vega-Embed in one module. Made by `python -m leadermanager.widgets.vega`; do not edit.
//
// Copyright (c) 2015-2025, University of Washington Interactive Data Lab. All rights reserved.
// Redistribution and use in source and binary forms, with or without modification, are permitted provided
// that the following conditions are met:
// 1. Redistributions of source code must retain the above copyright notice, this list of conditions and the
//    following disclaimer.
// 2. Redistributions in binary form must reproduce the above copyright notice, this list of conditions and
//    the following disclaimer in the documentation and/or other materials provided with the distribution.
// 3. Neither the name of the copyright holder nor the names of its contributors may be used to endorse or
//    promote products derived from this software without specific prior written permission.
// THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED
// WARRANTIES, INCLUDING, BUT NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A
// PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY
// DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES (INCLUDING, BUT NOT LIMITED TO,
// PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS INTERRUPTION)
// HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING
// NEGLIGENCE OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE
// POSSIBILITY OF SUCH DAMAGE.
// The bundle also holds parts of D3 (ISC, copyright Mike Bostock) and small MIT-licensed libraries.
"""


def made() -> str:
    """Make the bundle anew; it exports `vegaEmbed`."""
    import vl_convert

    return _HEADER + str(vl_convert.javascript_bundle("export { vegaEmbed };", vl_version=_VEGA_LITE)) + "\n"


@cache
def packed() -> bytes:
    """Return the bundle, compressed with gzip, as it goes to the browser."""
    return gzip.compress(BUNDLE.read_bytes(), mtime=0)


if __name__ == "__main__":
    BUNDLE.write_text(made(), "utf-8")
