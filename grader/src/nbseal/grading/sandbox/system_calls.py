"""A filter over the system calls of a process, in the kernel's classic packet-filter language (seccomp).

It is irreversible for the calling process and whatever it starts.
"""

import ctypes
import platform
import struct

from . import linux

_NEW_ANYTHING = 0x7E020080  # every CLONE_NEW… flag
_THREAD = 0x00010000
_SECCOMP = 22

# What no notebook needs and an attacker would like: other namespaces, mounts, other processes' memory, memory
# that no limit counts, the kernel's own interfaces. Each with its number on x86_64 and on aarch64.
_REFUSED = """
    shmget                29  194
    shmat                 30  196
    semget                64  190
    msgget                68  186
    ptrace               101  117
    syslog               103  116
    personality          135   92
    vhangup              153   58
    pivot_root           155   41
    adjtimex             159  171
    chroot               161   51
    acct                 163   89
    settimeofday         164  170
    mount                165   40
    umount2              166   39
    swapon               167  224
    swapoff              168  225
    reboot               169  142
    iopl                 172    -
    ioperm               173    -
    init_module          175  105
    delete_module        176  106
    quotactl             179   60
    nfsservctl           180    -
    lookup_dcookie       212    -
    clock_settime        227  112
    mbind                237  235
    set_mempolicy        238  237
    mq_open              240  180
    kexec_load           246  104
    add_key              248  217
    request_key          249  218
    keyctl               250  219
    migrate_pages        256  238
    unshare              272   97
    move_pages           279  239
    perf_event_open      298  241
    fanotify_init        300  262
    name_to_handle_at    303  264
    open_by_handle_at    304  265
    clock_adjtime        305  266
    setns                308  268
    process_vm_readv     310  270
    process_vm_writev    311  271
    kcmp                 312  272
    finit_module         313  273
    memfd_create         319  279
    kexec_file_load      320  294
    bpf                  321  280
    userfaultfd          323  282
    pidfd_send_signal    424  424
    io_uring_setup       425  425
    io_uring_enter       426  426
    io_uring_register    427  427
    open_tree            428  428
    move_mount           429  429
    fsopen               430  430
    fsconfig             431  431
    fsmount              432  432
    fspick               433  433
    pidfd_open           434  434
    pidfd_getfd          438  438
    mount_setattr        442  442
    memfd_secret         447  447
"""

_STARTING = """
    fork                  57    -
    vfork                 58    -
    execve                59  221
    execveat             322  281
"""
_CONNECTING = """
    socket                41  198
    connect               42  203
"""
_CLONE = {"x86_64": 56, "aarch64": 220}
_SOCKET = {"x86_64": 41, "aarch64": 198}
_ARCHITECTURE = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_CLONE3 = 435
_EPERM, _ENOSYS, _EAFNOSUPPORT = 1, 38, 97
_UNIX = 1


def forbid(processes: int, *, sockets: bool = True) -> None:
    """Refuse what no notebook needs; with `processes` 0, also to start any.

    Without `sockets` none can be made or connected, not even a local one. Nothing is refused on a processor
    whose system calls are not listed here.
    """
    machine = platform.machine()
    if machine not in _ARCHITECTURE:
        return
    refused = _REFUSED + ("" if processes else _STARTING) + ("" if sockets else _CONNECTING)
    program = b"".join(_filter(machine, _numbers(refused, machine), may_start=processes > 0))
    code = ctypes.create_string_buffer(program, len(program))
    size, address = len(program) // 8, ctypes.addressof(code)
    rules = struct.pack("HxxxxxxP", size, address)
    linux.call("prctl", _SECCOMP, 2, rules, 0, 0)


def _numbers(table: str, machine: str) -> list[int]:
    column = {"x86_64": 1, "aarch64": 2}[machine]
    found = [line.split()[column] for line in table.splitlines() if line]
    return [int(number) for number in found if number != "-"]


def _filter(machine: str, refused: list[int], *, may_start: bool) -> list[bytes]:
    """Return the filter's instructions."""

    def load(offset: int) -> bytes:
        return struct.pack("=HBBI", 0x20, 0, 0, offset)

    def unless_equal(number: int, skip: int) -> bytes:
        return struct.pack("=HBBI", 0x15, 0, skip, number)

    def unless_any_bit(bits: int, skip: int) -> bytes:
        return struct.pack("=HBBI", 0x45, 0, skip, bits)

    def refuse(code: int) -> bytes:
        return struct.pack("=HBBI", 0x06, 0, 0, 0x00050000 | code)

    allow = struct.pack("=HBBI", 0x06, 0, 0, 0x7FFF0000)
    kill = struct.pack("=HBBI", 0x06, 0, 0, 0x80000000)
    number, architecture, first_argument = 0, 4, 16
    program = [
        load(architecture),
        struct.pack("=HBBI", 0x15, 1, 0, _ARCHITECTURE[machine]),
        kill,
        load(number),
    ]
    # Calls of x32, a second set on x86_64 with numbers from here on.
    program += [struct.pack("=HBBI", 0x35, 0, 1, 0x40000000), refuse(_ENOSYS)]
    for call in refused:
        program += [unless_equal(call, 1), refuse(_EPERM)]
    program += [unless_equal(_CLONE3, 1), refuse(_ENOSYS)]  # its flags are in memory, out of a filter's sight
    clone = [load(first_argument), unless_any_bit(_NEW_ANYTHING, 1), refuse(_EPERM)]
    if not may_start:
        clone += [unless_any_bit(_THREAD, 1), allow, refuse(_EPERM)]
    clone += [allow]
    program += [unless_equal(_CLONE[machine], len(clone)), *clone]
    elsewhere = [load(first_argument), unless_equal(_UNIX, 1), allow, refuse(_EAFNOSUPPORT)]
    program += [unless_equal(_SOCKET[machine], len(elsewhere)), *elsewhere]
    return [*program, allow]
