"""The headers that come with a compiler or system: an include of one names no file of the repository by its name alone.

Sources: ISO/IEC 9899:2024, 7.1.2; ISO/IEC 14882:2023, [headers]; POSIX.1-2017, "Headers"; what Linux, BSD and Windows
add to them.
"""

from __future__ import annotations

from typing import Final

STANDARD_HEADERS: Final = frozenset(
    """
    assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h signal.h
    stdalign.h stdarg.h stdatomic.h stdbit.h stdbool.h stdckdint.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h
    string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h

    aio.h arpa/inet.h cpio.h dirent.h dlfcn.h fcntl.h fmtmsg.h fnmatch.h ftw.h glob.h grp.h iconv.h langinfo.h libgen.h
    monetary.h mqueue.h ndbm.h net/if.h netdb.h netinet/in.h netinet/tcp.h nl_types.h poll.h pthread.h pwd.h regex.h
    sched.h search.h semaphore.h spawn.h strings.h stropts.h sys/ipc.h sys/mman.h sys/msg.h sys/resource.h sys/select.h
    sys/sem.h sys/shm.h sys/socket.h sys/stat.h sys/statvfs.h sys/time.h sys/times.h sys/types.h sys/uio.h sys/un.h
    sys/utsname.h sys/wait.h syslog.h tar.h termios.h trace.h ulimit.h unistd.h utime.h utmpx.h wordexp.h

    alloca.h byteswap.h elf.h endian.h err.h execinfo.h features.h getopt.h ifaddrs.h malloc.h memory.h mntent.h
    net/ethernet.h netinet/ip.h netinet/udp.h paths.h pty.h sys/epoll.h sys/event.h sys/eventfd.h sys/file.h
    sys/inotify.h sys/ioctl.h sys/mount.h sys/param.h sys/prctl.h sys/ptrace.h sys/random.h sys/sendfile.h
    sys/signalfd.h sys/statfs.h sys/syscall.h sys/sysctl.h sys/sysinfo.h sys/timerfd.h sys/ucontext.h sys/xattr.h
    sysexits.h ucontext.h util.h values.h

    conio.h direct.h io.h process.h tchar.h windows.h winsock.h winsock2.h ws2tcpip.h
    emmintrin.h immintrin.h intrin.h xmmintrin.h x86intrin.h arm_neon.h

    algorithm any array atomic barrier bit bitset cassert cctype cerrno cfenv cfloat charconv chrono cinttypes climits
    clocale cmath codecvt compare complex concepts condition_variable coroutine csetjmp csignal cstdarg cstddef cstdint
    cstdio cstdlib cstring ctime cuchar cwchar cwctype deque exception execution expected filesystem flat_map flat_set
    format forward_list fstream functional future generator initializer_list iomanip ios iosfwd iostream istream
    iterator latch limits list locale map mdspan memory memory_resource mutex new numbers numeric optional ostream print
    queue random ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span spanstream sstream
    stack stacktrace stdexcept stdfloat stop_token streambuf string string_view strstream syncstream system_error thread
    tuple type_traits typeindex typeinfo unordered_map unordered_set utility valarray variant vector version
    """.split()
)
