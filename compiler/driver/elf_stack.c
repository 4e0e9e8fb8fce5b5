/* elf_stack.c: marks the stack as not executable in what tcc has linked; see elf_stack.h.
 *
 * tcc 0.9.27 writes no PT_GNU_STACK header, and the dynamic loader takes a library without one to need an executable
 * stack: glibc 2.41 refuses to load it into a running program. There is no room for one more program header where
 * tcc has put them, so the table is written again at the end of the file, where the loader reads it as well.
 * Source: System V ABI, chapter 5; glibc 2.41 release notes.
 *
 *     LOAD LOAD DYNAMIC | text ... sections   ->   (unused) | text ... sections | LOAD LOAD DYNAMIC GNU_STACK
 */
#include "driver/elf_stack.h"

#include <elf.h>
#include <string.h>

static bool is_library(const char *bytes, size_t len, Elf64_Ehdr *head)
{
    const unsigned one = 1;
    unsigned char order = *(const unsigned char *)&one ? ELFDATA2LSB : ELFDATA2MSB;
    if (len < sizeof *head)
        return false;
    memcpy(head, bytes, sizeof *head);
    return memcmp(head->e_ident, ELFMAG, SELFMAG) == 0 && head->e_ident[EI_CLASS] == ELFCLASS64 &&
           head->e_ident[EI_DATA] == order && head->e_type == ET_DYN && head->e_phentsize == sizeof(Elf64_Phdr) &&
           head->e_phoff <= len && head->e_phnum <= (len - head->e_phoff) / sizeof(Elf64_Phdr);
}

bool elf_stack_is_whole(const char *bytes, size_t len)
{
    Elf64_Ehdr head;
    if (len < sizeof head || memcmp(bytes, ELFMAG, SELFMAG) != 0)
        return len > 0;
    memcpy(&head, bytes, sizeof head);
    if (head.e_ident[EI_CLASS] != ELFCLASS64)
        return true;
    if (!is_library(bytes, len, &head))
        return false;
    for (unsigned i = 0; i < head.e_phnum; i++) {
        Elf64_Phdr row;
        memcpy(&row, bytes + head.e_phoff + i * sizeof row, sizeof row);
        if (row.p_offset > len || row.p_filesz > len - row.p_offset)
            return false;
    }
    return head.e_shoff <= len && (size_t)head.e_shnum * head.e_shentsize <= len - head.e_shoff;
}

char *elf_stack_mark(Arena *arena, char *bytes, size_t *len)
{
    Elf64_Ehdr head;
    if (!is_library(bytes, *len, &head))
        return bytes;
    for (unsigned i = 0; i < head.e_phnum; i++) {
        Elf64_Phdr row;
        memcpy(&row, bytes + head.e_phoff + i * sizeof row, sizeof row);
        if (row.p_type == PT_GNU_STACK)
            return bytes;
    }
    size_t table = head.e_phnum * sizeof(Elf64_Phdr), place = (*len + 7) & ~(size_t)7;
    size_t total = place + table + sizeof(Elf64_Phdr);
    const Elf64_Phdr stack = {.p_type = PT_GNU_STACK, .p_flags = PF_R | PF_W, .p_align = 16};
    char *made = arena_alloc(arena, total);
    memcpy(made, bytes, *len);
    memset(made + *len, 0, place - *len);
    memcpy(made + place, bytes + head.e_phoff, table);
    memcpy(made + place + table, &stack, sizeof stack);
    head.e_phoff = place;
    head.e_phnum++;
    memcpy(made, &head, sizeof head);
    *len = total;
    return made;
}
