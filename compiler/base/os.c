/* os.c: files, paths, processes, the clock; see os.h.
 *
 * Invariant: no call changes the working directory, the umask or signal handling of the process, since
 * it may be somebody's Python with other threads running.
 */
#define _GNU_SOURCE /* pipe2, O_CLOEXEC everywhere */
#include "base/os.h"

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

/* Reads until the end of `fd`. */
static int read_all(Arena *arena, int fd, size_t guess, char **text, size_t *len)
{
    size_t cap = guess + 1;
    char *data = arena_alloc(arena, cap);
    *len = 0;
    for (;;) {
        if (*len + 1 >= cap) {
            char *grown = arena_alloc(arena, cap * 2 + 4096);
            memcpy(grown, data, *len);
            data = grown;
            cap = cap * 2 + 4096;
        }
        ssize_t got = read(fd, data + *len, cap - *len - 1);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errno;
        if (got == 0)
            break;
        *len += (size_t)got;
        if (*len > INT32_MAX)
            return EFBIG;
    }
    data[*len] = 0;
    *text = data;
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

static int write_all(int fd, const char *text, size_t len)
{
    while (len) {
        ssize_t put = write(fd, text, len);
        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return errno;
        text += put;
        len -= (size_t)put;
    }
    return 0;
}

static int write_through(const char *path, const char *text, size_t len)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = write_all(fd, text, len);
    if (close(fd) && !error)
        error = errno;
    return error;
}

/* Creates PATH.<number>.tmp; its name goes to `name`, the descriptor to *fd. */
static int create_beside(const char *path, char name[PATH_MAX], int *fd)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        unsigned long salt = (unsigned long)now.tv_nsec + attempt;
        if (snprintf(name, PATH_MAX, "%s.%lx.%lx.tmp", path, (unsigned long)getpid(), salt) >=
            PATH_MAX)
            return ENAMETOOLONG;
        *fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (*fd >= 0)
            return 0;
        if (errno != EEXIST)
            return errno;
    }
    return EEXIST;
}

int os_write_file(const char *path, const char *text, size_t len)
{
    char target[PATH_MAX], temp[PATH_MAX];
    struct stat info;
    bool exists = stat(path, &info) == 0;
    if (exists && S_ISDIR(info.st_mode))
        return EISDIR;
    if (exists && !S_ISREG(info.st_mode))
        return write_through(path, text, len); /* a device, a pipe: must not be replaced */
    if (exists && realpath(path, target))
        path = target; /* a link stays a link */
    int fd, error = create_beside(path, temp, &fd);
    if (error)
        return error;
    error = write_all(fd, text, len);
    if (!error && exists && fchmod(fd, info.st_mode & 07777))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    if (!error && rename(temp, path))
        error = errno;
    if (error)
        unlink(temp);
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

/* Waits until there is something to read from `fd`; ends `pid` when asked to before. */
static void wait_output(int fd, pid_t pid, bool (*stop)(void))
{
    struct pollfd wanted = {.fd = fd, .events = POLLIN};
    int ready = 0;
    while (ready == 0 || (ready < 0 && errno == EINTR)) {
        if (stop()) {
            kill(-pid, SIGTERM);
            return;
        }
        ready = poll(&wanted, 1, 100);
    }
}

int os_run(Arena *arena, const char *const *argv, OsResult *result)
{
    return os_run_until(arena, argv, result, NULL);
}

int os_run_until(Arena *arena, const char *const *argv, OsResult *result, bool (*stop)(void))
{
    int ends[2], status;
    pid_t pid;
    *result = (OsResult){.status = 127, .output = arena_strdup(arena, "")};
    if (pipe2(ends, O_CLOEXEC))
        return errno;
    int error = spawn(argv, ends[1], stop != NULL, &pid);
    close(ends[1]);
    if (error) {
        close(ends[0]);
    } else {
        if (stop)
            wait_output(ends[0], pid, stop);
        error = read_all(arena, ends[0], 4096, &result->output, &result->len);
        close(ends[0]); /* before waiting: a child that still writes must not hang */
        while (waitpid(pid, &status, 0) < 0)
            if (errno != EINTR)
                return errno;
        result->status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    }
    return error;
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
