# Ask IPython for the source of every cell that ran.
# cell: end
# ruff: noqa
# fmt: off

ip = get_ipython()
print(ip.user_ns.get("In"), ip.history_manager.input_hist_raw)
import linecache
print([k for k in linecache.cache if "tests" in k], linecache.getlines("<double_tests>"))
