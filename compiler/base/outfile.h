/* outfile.h: output files that appear together and complete, or not at all. */
#ifndef KRAIT_BASE_OUTFILE_H
#define KRAIT_BASE_OUTFILE_H

#include "base/arena.h"
#include "base/vec.h"
#include <stddef.h>

typedef struct OutFile {
    const char *path;   /* as given, for messages */
    const char *target; /* what is replaced: a link stays a link */
    char *temp;         /* the new file beside it; NULL: a device or pipe, written when committed */
    const char *text;
    size_t len;
} OutFile;

typedef struct OutFiles {
    Arena *arena;
    VEC(OutFile) files;
} OutFiles;

/* No files yet. */
void outfile_init(OutFiles *out, Arena *arena);
/* Writes the text, which must live as long, beside its place. `executable`: mode 0755, else a new file's usual mode;
 * of a file that exists its own. 0, or errno with nothing of this file left. */
int outfile_add(OutFiles *out, const char *path, const char *text, size_t len, int executable);
/* Puts all files in their places. 0, or errno, the path in *failed, and nothing of the rest left. */
int outfile_commit(OutFiles *out, const char **failed);
/* Removes what outfile_add wrote. */
void outfile_abandon(OutFiles *out);

#endif
