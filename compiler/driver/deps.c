/* deps.c: what a compiled module depends on, for build systems.
 *
 * Place in the pipeline: after all stages, for --depfile. The source map of the unit has every file that was read, so
 * nothing is searched again. Our own declarations (include/pxd) come with the compiler and are left out, as compilers
 * leave out their own headers.
 *
 *     krait pkg/a.pyx --depfile a.d    ->    pkg/a.c: pkg/a.pyx pkg/b.pxd
 */
#include "driver/deps.h"

#include "base/os.h"
#include <string.h>

/* In rules a blank, `#` and `\\` stand behind a backslash, and `$` behind another one. */
static void write_path(Buf *out, const char *path)
{
    for (; *path; path++) {
        if (strchr(" #\\", *path))
            buf_putc(out, '\\');
        else if (*path == '$')
            buf_putc(out, '$');
        buf_putc(out, *path);
    }
}

static bool is_ours(const Unit *unit, const char *path)
{
    const char *dir = unit->session->pxd_dir;
    size_t len = dir ? strlen(dir) : 0;
    return dir && !strncmp(path, dir, len) && path[len] == '/';
}

static bool was_written(const Unit *unit, uint32_t index)
{
    for (uint32_t i = 1; i < index; i++)
        if (!strcmp(unit->sources.files.items[i]->path, unit->sources.files.items[index]->path))
            return true;
    return false;
}

void deps_write(const Unit *unit, const char *output, Buf *out)
{
    write_path(out, output);
    buf_puts(out, ": ");
    write_path(out, unit->path);
    for (uint32_t i = 1; i < unit->sources.files.len; i++) {
        const char *path = unit->sources.files.items[i]->path;
        if (!*path || *path == '<' || is_ours(unit, path) || !strcmp(path, unit->path) || was_written(unit, i))
            continue;
        buf_puts(out, " \\\n  ");
        write_path(out, path);
    }
    buf_putc(out, '\n');
}
