/* os.c: files, paths, processes, the clock; see os.h.
 *
 * Invariant: no call changes the working directory, the umask or signal handling of the process, since
 * it may be somebody's Python with other threads running.
 */
#define _GNU_SOURCE /* pipe2, O_CLOEXEC everywhere */
#include "base/os.h"

#include "base/outfile.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* What has been read so far, with room for a NUL. */
typedef struct Input {
    char *data;
    size_t len, cap;
} Input;

/* More of `fd`: 0, or errno; *at_end at its end. */
static int read_some(Arena *arena, int fd, Input *in, bool *at_end)
{
    if (in->len + 1 >= in->cap) {
        char *grown = arena_alloc(arena, in->cap * 2 + 4096);
        if (in->len)
            memcpy(grown, in->data, in->len);
        in->data = grown;
        in->cap = in->cap * 2 + 4096;
    }
    ssize_t got = read(fd, in->data + in->len, in->cap - in->len - 1);
    if (got < 0)
        return errno == EINTR ? 0 : errno;
    in->len += (size_t)got;
    *at_end = got == 0;
    return in->len > INT32_MAX ? EFBIG : 0;
}

/* Reads until the end of `fd`. */
static int read_all(Arena *arena, int fd, size_t guess, char **text, size_t *len)
{
    Input in = {arena_alloc(arena, guess + 1), 0, guess + 1};
    bool at_end = false;
    int error = 0;
    while (!error && !at_end)
        error = read_some(arena, fd, &in, &at_end);
    if (error)
        return error;
    in.data[in.len] = 0;
    *text = in.data;
    *len = in.len;
    return 0;
}

int os_read_file(Arena *arena, const char *path, char **text, size_t *len)
{
    struct stat info;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = fstat(fd, &info) ? errno : S_ISDIR(info.st_mode) ? EISDIR : 0;
    if (!error && info.st_size > INT32_MAX)
        error = EFBIG;
    if (!error) /* one byte more than the size, so that the end is seen without growing */
        error = read_all(arena, fd, (size_t)info.st_size + 1, text, len);
    close(fd);
    return error;
}

int os_read_stdin(Arena *arena, char **text, size_t *len)
{
    return read_all(arena, STDIN_FILENO, 65536, text, len);
}

int os_write_file(const char *path, const char *text, size_t len)
{
    Arena *arena = arena_new();
    OutFiles out;
    const char *failed;
    outfile_init(&out, arena);
    int error = outfile_add(&out, path, text, len, 0);
    if (!error)
        error = outfile_commit(&out, &failed);
    arena_delete(arena);
    return error;
}

bool os_is_file(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISREG(info.st_mode);
}

bool os_is_same_file(const char *one, const char *other)
{
    struct stat left, right;
    return !stat(one, &left) && !stat(other, &right) && left.st_ino == right.st_ino &&
           left.st_dev == right.st_dev;
}

bool os_is_dir(const char *path)
{
    struct stat info;
    return stat(path, &info) == 0 && S_ISDIR(info.st_mode);
}

int os_make_dirs(const char *path)
{
    char part[PATH_MAX];
    size_t len = strlen(path);
    if (len >= sizeof part)
        return ENAMETOOLONG;
    memcpy(part, path, len + 1);
    for (size_t i = 1; i <= len; i++) {
        if (part[i] != '/' && part[i])
            continue;
        char end = part[i];
        part[i] = 0;
        if (mkdir(part, 0777) && !os_is_dir(part))
            return errno;
        part[i] = end;
    }
    return 0;
}

int os_temp_dir(Arena *arena, char **path)
{
    const char *base = getenv("TMPDIR");
    *path = arena_printf(arena, "%s/krait-XXXXXX", base && *base ? base : "/tmp");
    return mkdtemp(*path) ? 0 : errno;
}

static int remove_entry(int parent, const char *name);

/* Removes what is in the directory `fd`, and closes it. */
static int remove_contents(int fd)
{
    DIR *dir = fdopendir(fd);
    if (!dir) {
        int error = errno;
        close(fd);
        return error;
    }
    int error = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
            continue;
        int failed = remove_entry(dirfd(dir), entry->d_name);
        error = error ? error : failed;
    }
    closedir(dir);
    return error;
}

/* Links are removed, not followed. */
static int remove_entry(int parent, const char *name)
{
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return unlinkat(parent, name, 0) ? errno : 0;
    int error = remove_contents(fd);
    return unlinkat(parent, name, AT_REMOVEDIR) && !error ? errno : error;
}

int os_remove_tree(const char *path)
{
    return remove_entry(AT_FDCWD, path);
}

char *os_path_join(Arena *arena, const char *dir, const char *name)
{
    if (name[0] == '/' || !dir[0])
        return arena_strdup(arena, name);
    size_t len = strlen(dir);
    return arena_printf(arena, "%s%s%s", dir, dir[len - 1] == '/' ? "" : "/", name);
}

const char *os_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

char *os_path_dir(Arena *arena, const char *path)
{
    size_t len = (size_t)(os_path_base(path) - path);
    if (!len)
        return arena_strdup(arena, ".");
    while (len > 1 && path[len - 1] == '/')
        len--;
    return arena_strndup(arena, path, len);
}

char *os_path_stem(Arena *arena, const char *path)
{
    const char *base = os_path_base(path), *dot = strrchr(base, '.');
    return arena_strndup(arena, base, dot && dot != base ? (size_t)(dot - base) : strlen(base));
}

double os_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Starts argv with stdin empty and both outputs going to `out`; in a process group of its own, so that it can be
 * ended with all that it starts, or in ours. */
static int spawn(const char *const *argv, int out, bool own_group, pid_t *pid)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error)
        return error;
    error = posix_spawnattr_init(&attributes);
    if (error) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    if (own_group) {
        sigset_t none; /* what is held back from us is not from it */
        sigemptyset(&none);
        posix_spawnattr_setsigmask(&attributes, &none);
        error = posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK);
    }
    if (!error)
        error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, out, 1);
    if (!error)
        error = posix_spawn_file_actions_adddup2(&actions, out, 2);
    if (!error)
        error = posix_spawnp(pid, argv[0], &actions, &attributes, (char *const *)argv, environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

enum { POLL_MS = 100, PATIENCE_MS = 2000 };

/* A child process and the pipe that it writes to. */
typedef struct Child {
    pid_t pid;
    int fd, status;
    bool ended;
    int asked_ms; /* how long ago it was asked to end; -1: it was not */
} Child;

/* Asks it, and what it started, to end; later it is made to. */
static void stop_child(Child *child)
{
    if (child->asked_ms < 0)
        kill(-child->pid, SIGTERM);
    else if (child->asked_ms >= PATIENCE_MS)
        kill(-child->pid, SIGKILL);
    child->asked_ms = child->asked_ms < 0 ? 0 : child->asked_ms + POLL_MS;
}

/* Reads what it writes until it ends. A process it left behind may keep the pipe open: nobody waits for that. */
static int read_child(Arena *arena, Child *child, bool (*stop)(void), Input *in)
{
    struct pollfd wanted = {.fd = child->fd, .events = POLLIN};
    bool at_end = false;
    int error = 0;
    while (!error && !at_end) {
        if (stop && stop() && !child->ended)
            stop_child(child);
        int ready = poll(&wanted, 1, POLL_MS);
        if (ready > 0)
            error = read_some(arena, child->fd, in, &at_end);
        else if (ready == 0 && child->ended)
            break;
        else if (ready == 0)
            child->ended = waitpid(child->pid, &child->status, WNOHANG) == child->pid;
        else if (errno != EINTR)
            error = errno;
    }
    return error;
}

/* Its exit status, once it has one. */
static int wait_child(Child *child, bool (*stop)(void))
{
    while (!child->ended) {
        pid_t done = waitpid(child->pid, &child->status, stop ? WNOHANG : 0);
        if (done < 0 && errno != EINTR)
            return errno;
        child->ended = done == child->pid;
        if (done == 0 && stop()) /* it closed its output and goes on */
            stop_child(child);
        if (done == 0)
            poll(NULL, 0, POLL_MS);
    }
    return 0;
}

int os_run(Arena *arena, const char *const *argv, OsResult *result)
{
    return os_run_until(arena, argv, result, NULL);
}

int os_run_until(Arena *arena, const char *const *argv, OsResult *result, bool (*stop)(void))
{
    int ends[2];
    Child child = {.asked_ms = -1};
    Input in = {arena_alloc(arena, 4096), 0, 4096};
    *result = (OsResult){.status = 127, .output = arena_strdup(arena, "")};
    if (pipe2(ends, O_CLOEXEC))
        return errno;
    int error = spawn(argv, ends[1], stop != NULL, &child.pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
        return error;
    }
    child.fd = ends[0];
    error = read_child(arena, &child, stop, &in);
    close(ends[0]); /* before waiting: a child that still writes must not hang */
    int failed = wait_child(&child, stop);
    error = error ? error : failed;
    if (error)
        return error;
    in.data[in.len] = 0;
    result->output = in.data;
    result->len = in.len;
    result->status = WIFEXITED(child.status) ? WEXITSTATUS(child.status) : 128 + WTERMSIG(child.status);
    return 0;
}

size_t os_peak_memory(void)
{
    char line[256];
    unsigned long kilobytes = 0;
    FILE *status = fopen("/proc/self/status", "r");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %lu", &kilobytes) == 1)
            break;
    if (status)
        fclose(status);
    return (size_t)kilobytes * 1024;
}

char *os_uname(Arena *arena, int part)
{
    struct utsname names;
    if (uname(&names))
        return arena_strdup(arena, "");
    const char *const parts[] = {names.sysname, names.nodename, names.release, names.version,
                                 names.machine};
    return arena_strdup(arena, parts[part]);
}
