/* Trouble with a disk, and a record of what is done to it: laid below a program by LD_PRELOAD.
 *
 * It does nothing until `torture_begin` is called, which reads what is wanted from the environment:
 *
 *   TORTURE_FOLDER  only what is done to files and folders below this one counts
 *   TORTURE_LOG     a file that gets a record of every call that counts, in order (recording.py)
 *   TORTURE_KINDS   which calls fail, by the letters below
 *   TORTURE_AT      which of these calls fails first, from 1
 *   TORTURE_HOW     an errno; or 0: the process is killed; or -1: a write gets half through
 *   TORTURE_TIMES   how many of them fail in a row (after half a write: without room)
 *   TORTURE_BYTES   memory is refused only in pieces of at least so many bytes
 *
 * SQLite, SQLCipher (which has SQLite built in) and Python all call the C library by these names.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

enum { FILES = 4096 };

static int armed, at, times, how, seen, keeping = -1;
static size_t pieces;
static char folder[PATH_MAX], kinds[32];
static size_t folder_length;
static char ours[FILES];
static long pieces_asked_for;

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

/* --- what counts --- */

static int below(const char *path) {
    return strncmp(path, folder, folder_length) == 0 &&
           (path[folder_length] == '/' || path[folder_length] == 0);
}

/* The path from the folder on ("." for itself), or NULL for one that does not count. */
static const char *within(const char *path, char *room) {
    if (!armed) return NULL;
    if (path[0] == '/') {
        snprintf(room, PATH_MAX, "%s", path);
    } else {
        char here[PATH_MAX];
        if (!getcwd(here, sizeof here)) return NULL;
        snprintf(room, PATH_MAX, "%.2000s/%.2000s", here, path);
    }
    if (!below(room)) return NULL;
    return room[folder_length] && room[folder_length + 1] ? room + folder_length + 1 : ".";
}

static int counts(int fd) { return armed && fd >= 0 && fd < FILES && ours[fd]; }

/* --- the record: "kind inode offset length\tpath\tpath\n", then the bytes of a write --- */

static void keep(char kind, unsigned long inode, long long offset, long long length,
                 const char *one, const char *other, const void *bytes) {
    char head[2 * PATH_MAX + 100];
    if (keeping < 0) return;
    int size = snprintf(head, sizeof head, "%c %lu %lld %lld\t%s\t%s\n", kind, inode, offset,
                        length, one ? one : "", other ? other : "");
    syscall(SYS_write, keeping, head, (size_t)size);
    if (bytes && length > 0) syscall(SYS_write, keeping, bytes, (size_t)length);
}

static unsigned long inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : (unsigned long)found.st_ino;
}

/* --- the trouble: 0, or the error that this call is to end with, or -1 for half of a write --- */

static int trouble(char kind) {
    if (!strchr(kinds, kind)) return 0;
    seen++;
    if (seen < at || seen - at >= times) return 0;
    if (how == 0) kill(getpid(), SIGKILL);
    if (how == -1 && seen > at) return ENOSPC;
    return how;
}

static int refused(char kind) {
    int error = trouble(kind);
    if (error == -1) error = ENOSPC; /* there is no half of it */
    if (error) errno = error;
    return error != 0;
}

static long number(const char *name) {
    const char *said = getenv(name);
    return said && *said ? atol(said) : 0;
}

void torture_begin(void) {
    const char *said = getenv("TORTURE_FOLDER");
    if (!said) return;
    snprintf(folder, sizeof folder, "%s", said);
    folder_length = strlen(folder);
    snprintf(kinds, sizeof kinds, "%s", getenv("TORTURE_KINDS") ? getenv("TORTURE_KINDS") : "");
    at = (int)number("TORTURE_AT");
    how = (int)number("TORTURE_HOW");
    times = (int)number("TORTURE_TIMES");
    pieces = (size_t)number("TORTURE_BYTES");
    said = getenv("TORTURE_LOG");
    if (said && *said) {
        int log = (int)syscall(SYS_openat, AT_FDCWD, said, O_CREAT | O_WRONLY | O_APPEND, 0600);
        keeping = fcntl(log, F_DUPFD_CLOEXEC, 900);
        syscall(SYS_close, log);
    }
    armed = 1;
}

/* --- opening: o, and c where a file is made --- */

static int opened(int fd, int flags, int made) {
    char link[64], room[PATH_MAX];
    if (fd < 0 || fd >= FILES) return fd;
    ours[fd] = 0;
    if (!armed) return fd;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, sizeof room - 1);
    if (length < 0) return fd;
    room[length] = 0;
    if (!below(room)) return fd;
    ours[fd] = 1;
    const char *name = room[folder_length] ? room + folder_length + 1 : ".";
    keep(made ? 'c' : 'o', inode_of(fd), 0, 0, name, NULL, NULL);
    if (!made && (flags & O_TRUNC)) keep('t', inode_of(fd), 0, 0, NULL, NULL, NULL);
    return fd;
}

static int open_any(int at_fd, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    struct stat found;
    int counted = at_fd == AT_FDCWD && within(path, room) != NULL;
    int made = counted && (flags & O_CREAT) && lstat(path, &found) != 0;
    if (counted && refused('o')) return -1;
    if (counted && made && refused('c')) return -1;
    return opened((int)syscall(SYS_openat, at_fd, path, flags, mode), flags, made);
}

#define MODE \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, flags); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE return open_any(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE return open_any(AT_FDCWD, path, flags, mode); }
int openat(int fd, const char *path, int flags, ...) { MODE return open_any(fd, path, flags, mode); }
int openat64(int fd, const char *path, int flags, ...) { MODE return open_any(fd, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_any(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) {
    return open_any(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int close(int fd) {
    if (fd >= 0 && fd < FILES) ours[fd] = 0;
    return (int)syscall(SYS_close, fd);
}

/* --- reading: r --- */

ssize_t read(int fd, void *bytes, size_t size) {
    if (counts(fd)) {
        keep('r', 0, 0, 0, NULL, NULL, NULL);
        if (refused('r')) return -1;
    }
    return syscall(SYS_read, fd, bytes, size);
}

ssize_t pread(int fd, void *bytes, size_t size, off_t offset) {
    if (counts(fd)) {
        keep('r', 0, 0, 0, NULL, NULL, NULL);
        if (refused('r')) return -1;
    }
    return syscall(SYS_pread64, fd, bytes, size, offset);
}
ssize_t pread64(int fd, void *bytes, size_t size, off64_t offset) {
    return pread(fd, bytes, size, offset);
}
ssize_t __read_chk(int fd, void *bytes, size_t size, size_t room) {
    (void)room;
    return read(fd, bytes, size);
}
ssize_t __pread64_chk(int fd, void *bytes, size_t size, off64_t offset, size_t room) {
    (void)room;
    return pread(fd, bytes, size, offset);
}

/* --- writing: w --- */

static ssize_t written(int fd, const void *bytes, size_t size, off_t offset) {
    int error = trouble('w');
    if (error > 0) {
        errno = error;
        return -1;
    }
    if (error < 0) size = (size + 1) / 2;
    ssize_t done = syscall(SYS_pwrite64, fd, bytes, size, offset);
    if (done > 0) keep('w', inode_of(fd), offset, done, NULL, NULL, bytes);
    return done;
}

ssize_t write(int fd, const void *bytes, size_t size) {
    if (armed && fd == 1) keep('!', 0, 0, 0, NULL, NULL, NULL);
    if (!counts(fd)) return syscall(SYS_write, fd, bytes, size);
    int end = fcntl(fd, F_GETFL) & O_APPEND ? SEEK_END : SEEK_CUR;
    ssize_t done = written(fd, bytes, size, lseek(fd, 0, end));
    if (done > 0) lseek(fd, done, end == SEEK_END ? SEEK_END : SEEK_CUR);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t offset) {
    if (!counts(fd)) return syscall(SYS_pwrite64, fd, bytes, size, offset);
    return written(fd, bytes, size, offset);
}
ssize_t pwrite64(int fd, const void *bytes, size_t size, off64_t offset) {
    return pwrite(fd, bytes, size, offset);
}

/* Nobody here writes so; whoever begins to is to be seen, and not missed. */
ssize_t writev(int fd, const struct iovec *parts, int number_of) {
    if (counts(fd)) abort();
    return syscall(SYS_writev, fd, parts, number_of);
}
ssize_t pwritev(int fd, const struct iovec *parts, int number_of, off_t offset) {
    REAL(pwritev);
    if (counts(fd)) abort();
    return real(fd, parts, number_of, offset);
}
ssize_t sendfile(int to, int from, off_t *offset, size_t size) {
    if (counts(to)) { /* Python takes that for "not between files", and copies by reading */
        errno = ENOTSOCK;
        return -1;
    }
    return syscall(SYS_sendfile, to, from, offset, size);
}
ssize_t sendfile64(int to, int from, off64_t *offset, size_t size) {
    return sendfile(to, from, offset, size);
}

/* --- cutting off: t --- */

int ftruncate(int fd, off_t size) {
    if (!counts(fd)) return (int)syscall(SYS_ftruncate, fd, size);
    if (refused('t')) return -1;
    int done = (int)syscall(SYS_ftruncate, fd, size);
    if (!done) keep('t', inode_of(fd), size, 0, NULL, NULL, NULL);
    return done;
}
int ftruncate64(int fd, off64_t size) { return ftruncate(fd, size); }

/* --- making durable: s --- */

static int synced(int fd, long call) {
    char link[64], room[PATH_MAX];
    if (!counts(fd)) return (int)syscall(call, fd);
    if (refused('s')) return -1;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, room, sizeof room - 1);
    room[length < 0 ? 0 : length] = 0;
    struct stat found;
    int is_folder = fstat(fd, &found) == 0 && S_ISDIR(found.st_mode);
    int done = (int)syscall(call, fd);
    if (done) return done;
    const char *name = below(room) && room[folder_length] ? room + folder_length + 1 : ".";
    keep(is_folder ? 'S' : 's', inode_of(fd), 0, 0, name, NULL, NULL);
    return 0;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

/* --- names: n for new ones, u for those that go --- */

static int named(char kind, const char *one, const char *other, long done) {
    if (!done) keep(kind, 0, 0, 0, one, other, NULL);
    return (int)done;
}

int rename(const char *old, const char *new) {
    char one[PATH_MAX], other[PATH_MAX];
    const char *from = within(old, one), *to = within(new, other);
    if (!from && !to) return (int)syscall(SYS_rename, old, new);
    if (refused('n')) return -1;
    return named('m', from, to, syscall(SYS_rename, old, new));
}
int renameat(int at_old, const char *old, int at_new, const char *new) {
    if (at_old == AT_FDCWD && at_new == AT_FDCWD) return rename(old, new);
    return (int)syscall(SYS_renameat, at_old, old, at_new, new);
}

int link(const char *old, const char *new) {
    char one[PATH_MAX], other[PATH_MAX];
    const char *from = within(old, one), *to = within(new, other);
    if (!from && !to) return (int)syscall(SYS_link, old, new);
    if (refused('n')) return -1;
    return named('l', from, to, syscall(SYS_link, old, new));
}
int linkat(int at_old, const char *old, int at_new, const char *new, int flags) {
    if (at_old == AT_FDCWD && at_new == AT_FDCWD && !flags) return link(old, new);
    return (int)syscall(SYS_linkat, at_old, old, at_new, new, flags);
}

int mkdir(const char *path, mode_t mode) {
    char one[PATH_MAX];
    const char *name = within(path, one);
    if (!name) return (int)syscall(SYS_mkdir, path, mode);
    if (refused('n')) return -1;
    return named('d', name, NULL, syscall(SYS_mkdir, path, mode));
}

int unlink(const char *path) {
    char one[PATH_MAX];
    const char *name = within(path, one);
    if (!name) return (int)syscall(SYS_unlink, path);
    if (refused('u')) return -1;
    return named('u', name, NULL, syscall(SYS_unlink, path));
}
int unlinkat(int fd, const char *path, int flags) {
    if (fd == AT_FDCWD && !flags) return unlink(path);
    return (int)syscall(SYS_unlinkat, fd, path, flags);
}

/* --- memory: a --- */

extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);

static int without_memory(size_t size) {
    if (!armed || size < pieces || !pieces) return 0;
    if (keeping >= 0) pieces_asked_for++;
    return refused('a');
}
void *malloc(size_t size) { return without_memory(size) ? NULL : __libc_malloc(size); }
void *calloc(size_t count, size_t size) {
    return without_memory(count * size) ? NULL : __libc_calloc(count, size);
}
void *realloc(void *before, size_t size) {
    return without_memory(size) ? NULL : __libc_realloc(before, size);
}

/* --- the end: how often memory was asked for --- */

void _exit(int status) {
    if (armed) keep('a', 0, pieces_asked_for, 0, NULL, NULL, NULL);
    syscall(SYS_exit_group, status);
    __builtin_unreachable();
}
