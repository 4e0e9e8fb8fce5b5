/* elf_stack.h: shared libraries whose code says that it needs no executable stack. */
#ifndef KRAIT_DRIVER_ELF_STACK_H
#define KRAIT_DRIVER_ELF_STACK_H

#include "base/arena.h"
#include <stdbool.h>
#include <stddef.h>

/* The bytes of a shared library with a PT_GNU_STACK header that is not executable: the same ones when it has such a
 * header already or is no 64-bit ELF file of this machine's byte order, else new ones in the arena; *len is theirs. */
char *elf_stack_mark(Arena *arena, char *bytes, size_t *len);

/* Is everything there that the headers promise? (tcc does not notice that the disk is full.) Any other kind of file
 * counts as complete unless it is empty. */
bool elf_stack_is_whole(const char *bytes, size_t len);

#endif
