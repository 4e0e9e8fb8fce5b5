/* outfile.c: output files that appear together and complete, or not at all; see outfile.h.
 *
 * All texts are written beside their places first, under names that nobody looks for; whatever can fail for want of
 * space or permission fails then. What is left to do is renaming, which replaces each file at once.
 *
 *     a.c, a.h  ->  a.c.1f3.9ac2.tmp, a.h.1f3.9ac7.tmp  ->  a.c, a.h
 */
#define _GNU_SOURCE /* realpath, O_CLOEXEC everywhere */
#include "base/outfile.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

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

static int write_through(const OutFile *file)
{
    int fd = open(file->path, O_WRONLY | O_CLOEXEC);
    if (fd < 0)
        return errno;
    int error = write_all(fd, file->text, file->len);
    if (close(fd) && !error)
        error = errno;
    return error;
}

/* Creates TARGET.<number>.tmp; its name goes to `name`, the descriptor to *fd. */
static int create_beside(const char *target, char name[PATH_MAX], int *fd)
{
    for (unsigned attempt = 0; attempt < 100; attempt++) {
        struct timespec now;
        clock_gettime(CLOCK_MONOTONIC, &now);
        unsigned long salt = (unsigned long)now.tv_nsec + attempt;
        if (snprintf(name, PATH_MAX, "%s.%lx.%lx.tmp", target, (unsigned long)getpid(), salt) >=
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

void outfile_init(OutFiles *out, Arena *arena)
{
    *out = (OutFiles){.arena = arena};
}

/* The new file, complete, beside the one it is to replace; removed again on failure. */
static int write_beside(OutFile *file, char *name, mode_t mode)
{
    int fd, error = create_beside(file->target, name, &fd);
    if (error)
        return error;
    error = write_all(fd, file->text, file->len);
    if (!error && mode && fchmod(fd, mode))
        error = errno;
    if (close(fd) && !error)
        error = errno;
    if (error)
        unlink(name);
    else
        file->temp = name;
    return error;
}

int outfile_add(OutFiles *out, const char *path, const char *text, size_t len, int executable)
{
    char target[PATH_MAX];
    struct stat info;
    bool exists = stat(path, &info) == 0;
    OutFile file = {.path = path, .target = path, .text = text, .len = len};
    if (exists && S_ISDIR(info.st_mode))
        return EISDIR;
    bool through = exists && !S_ISREG(info.st_mode); /* a device, a pipe: must not be replaced */
    if (exists && !through && realpath(path, target))
        file.target = arena_strdup(out->arena, target);
    char *name = arena_alloc(out->arena, PATH_MAX); /* what needs memory comes before there is a file to remove */
    vec_push(out->arena, &out->files, file);
    if (through)
        return 0;
    mode_t mode = executable ? 0755 : exists ? info.st_mode & 07777 : 0;
    int error = write_beside(&vec_last(&out->files), name, mode);
    if (error)
        (void)vec_pop(&out->files);
    return error;
}

int outfile_commit(OutFiles *out, const char **failed)
{
    int error = 0;
    for (uint32_t i = 0; i < out->files.len && !error; i++) {
        OutFile *file = &out->files.items[i];
        *failed = file->path;
        error = !file->temp ? write_through(file) : rename(file->temp, file->target) ? errno : 0;
        if (!error)
            file->temp = NULL;
    }
    outfile_abandon(out);
    return error;
}

void outfile_abandon(OutFiles *out)
{
    for (uint32_t i = 0; i < out->files.len; i++)
        if (out->files.items[i].temp)
            unlink(out->files.items[i].temp);
    out->files.len = 0;
}
