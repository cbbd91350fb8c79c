# Change the environment, the folder, the path and the limits that are inherited.
# cell: start
# ruff: noqa
# fmt: off

import os, resource, sys
os.environ["LEFT_BEHIND"] = "1"
os.putenv("LEFT_BEHIND", "1")
os.umask(0o777)
sys.path.insert(0, "/tmp/left-behind")
sys.setrecursionlimit(50)
for move in (lambda: os.chdir("/"), lambda: os.nice(19), lambda: resource.setrlimit(resource.RLIMIT_CPU, (1, 1)),
             lambda: os.sched_setaffinity(os.getppid(), {0}), lambda: os.setpriority(os.PRIO_PROCESS, os.getppid(), 19),
             lambda: resource.prlimit(os.getppid(), resource.RLIMIT_CPU, (1, 1))):
    try:
        move()
    except (OSError, ValueError, PermissionError):
        pass
