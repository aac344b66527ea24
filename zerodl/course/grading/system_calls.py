"""The system calls that a child may not make freely, with their numbers.

A system call is how any program, whatever language it is written in, gets something from the kernel: it puts a number
into a register and hands over. The numbers below are from Linux's own tables (``asm/unistd_64.h`` for x86_64 and
``asm-generic/unistd.h`` for aarch64); ``-`` where a processor does not have the call. seccomp.py builds the filter.
"""

PROCESSORS = ("x86_64", "aarch64")

# Calls above this number came after Linux 6.7. They are answered as an older kernel would, "no such call", for which
# the C library has another way; so a call that nobody knew when this file was written is not a hole in it.
NEWEST = 450

# Answered with "not permitted".
_REFUSED = """
# Starting a process or another program (threads are not in the list)
fork                   57     -
vfork                  58     -
execve                 59   221
execveat              322   281
uselib                134     -
# The network, and sockets of any kind
socket                 41   198
socketpair             53   199
connect                42   203
bind                   49   200
listen                 50   201
accept                 43   202
accept4               288   242
sendto                 44   206
sendmsg                46   211
sendmmsg              307   269
# Other processes: looking into them, stopping them, slowing them down
tkill                 200   130
rt_sigqueueinfo       129   138
rt_tgsigqueueinfo     297   240
pidfd_open            434   434
pidfd_send_signal     424   424
pidfd_getfd           438   438
ptrace                101   117
kcmp                  312   272
process_vm_readv      310   270
process_vm_writev     311   271
process_madvise       440   440
process_mrelease      448   448
migrate_pages         256   238
move_pages            279   239
setpriority           141   140
ioprio_set            251    30
sched_setaffinity     203   122
sched_setattr         314   274
sched_setparam        142   118
sched_setscheduler    144   119
# Its own limits
setrlimit             160   164
# Another view of the file system
unshare               272    97
setns                 308   268
mount                 165    40
umount2               166    39
pivot_root            155    41
chroot                161    51
open_tree             428   428
move_mount            429   429
fsopen                430   430
fsconfig              431   431
fsmount               432   432
fspick                433   433
mount_setattr         442   442
name_to_handle_at     303   264
open_by_handle_at     304   265
fanotify_init         300   262
# Memory that is counted nowhere, or that stays when the process has gone
memfd_create          319   279
memfd_secret          447   447
shmget                 29   194
shmat                  30   196
shmctl                 31   195
semget                 64   190
semop                  65   193
semctl                 66   191
semtimedop            220   192
msgget                 68   186
msgsnd                 69   189
msgrcv                 70   188
msgctl                 71   187
mq_open               240   180
mq_unlink             241   181
mq_notify             244   184
add_key               248   217
request_key           249   218
keyctl                250   219
# Parts of the kernel that have often had holes and that no exercise needs
io_uring_setup        425   425
io_uring_enter        426   426
io_uring_register     427   427
userfaultfd           323   282
bpf                   321   280
perf_event_open       298   241
"""

# Answered with "done" and not done: modes, owners and dates of files, which Landlock does not guard. Refusing them
# would break correct code such as shutil.copy, which sets the mode of a copy.
_IGNORED = """
chmod                  90     -
fchmod                 91    52
fchmodat              268    53
chown                  92     -
fchown                 93    55
lchown                 94     -
fchownat              260    54
utime                 132     -
utimes                235     -
futimesat             261     -
utimensat             280    88
setxattr              188     5
lsetxattr             189     6
fsetxattr             190     7
removexattr           197    14
lremovexattr          198    15
fremovexattr          199    16
"""

# Decided by their arguments, in seccomp.py.
_EXAMINED = """
clone                  56   220
clone3                435   435
kill                   62   129
tgkill                234   131
prlimit64             302   261
fcntl                  72    25
ioctl                  16    29
"""


def _numbers(table, processor):
    """The calls of one table, ``{name: number}``, as far as the processor has them."""
    column = 1 + PROCESSORS.index(processor)
    rows = [line.split() for line in table.splitlines() if line and not line.startswith("#")]
    return {row[0]: int(row[column]) for row in rows if row[column] != "-"}


def refused(processor):
    return _numbers(_REFUSED, processor)


def ignored(processor):
    return _numbers(_IGNORED, processor)


def examined(processor):
    return _numbers(_EXAMINED, processor)
