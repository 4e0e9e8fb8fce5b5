/* jit_gdb.c: tells gdb the names of functions made in this process; see jit_gdb.h.
 *
 * gdb reads a list of object files in memory, and stops in __jit_debug_register_code to see that it grew. Each module
 * gets an ELF file of headers and a symbol table only: section .text lies where the code is and has no contents.
 * These two names are gdb's, and this is the second place with writable data (jit_lock.c is the other). Source: GDB
 * manual, "JIT Compilation Interface"; System V ABI, chapter 4.
 */
#include "driver/jit_gdb.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#include <elf.h>

typedef struct JitEntry {
    struct JitEntry *next, *prev;
    const char *file;
    uint64_t size;
} JitEntry;

typedef struct JitDescriptor {
    uint32_t version, action;
    JitEntry *relevant, *first;
} JitDescriptor;

enum { JIT_REGISTER = 1 };
enum { TEXT = 1, SYMBOLS, STRINGS, SECTIONS };

__attribute__((visibility("default"))) extern JitDescriptor __jit_debug_descriptor;
__attribute__((visibility("default"))) JitDescriptor __jit_debug_descriptor = {1, 0, NULL, NULL};
__attribute__((visibility("default"), noinline)) void __jit_debug_register_code(void)
{
    __asm__ volatile("" ::: "memory"); /* gdb has a breakpoint here */
}

typedef struct Image {
    Elf64_Ehdr head;
    Elf64_Shdr sections[SECTIONS];
    Elf64_Sym symbols[];
} Image;

static void fill_head(Image *image)
{
    static const unsigned char ident[EI_NIDENT] = {ELFMAG0, ELFMAG1, ELFMAG2, ELFMAG3, ELFCLASS64, ELFDATA2LSB,
                                                   EV_CURRENT};
    memcpy(image->head.e_ident, ident, sizeof ident);
    image->head.e_type = ET_REL;
    image->head.e_machine = EM_X86_64;
    image->head.e_version = EV_CURRENT;
    image->head.e_shoff = offsetof(Image, sections);
    image->head.e_ehsize = sizeof image->head;
    image->head.e_shentsize = sizeof image->sections[0];
    image->head.e_shnum = SECTIONS;
    image->head.e_shstrndx = STRINGS;
}

static void fill_sections(Image *image, const void *code, size_t code_size, size_t count, size_t text_size)
{
    Elf64_Shdr *s = image->sections;
    s[TEXT] = (Elf64_Shdr){.sh_name = 1, .sh_type = SHT_NOBITS, .sh_flags = SHF_ALLOC | SHF_EXECINSTR,
                           .sh_addr = (uintptr_t)code, .sh_size = code_size, .sh_addralign = 16};
    s[SYMBOLS] = (Elf64_Shdr){.sh_name = 7, .sh_type = SHT_SYMTAB, .sh_offset = offsetof(Image, symbols),
                              .sh_size = count * sizeof(Elf64_Sym), .sh_link = STRINGS, .sh_info = 1,
                              .sh_addralign = 8, .sh_entsize = sizeof(Elf64_Sym)};
    s[STRINGS] = (Elf64_Shdr){.sh_name = 15, .sh_type = SHT_STRTAB,
                              .sh_offset = offsetof(Image, symbols) + count * sizeof(Elf64_Sym),
                              .sh_size = text_size, .sh_addralign = 1};
}

void jit_gdb_register(const void *code, size_t code_size, const JitFunction *functions, size_t count)
{
    static const char sections[] = "\0.text\0.symtab\0.strtab";
    size_t text_size = sizeof sections, symbols = count + 1;
    for (size_t i = 0; i < count; i++)
        text_size += strlen(functions[i].name) + 1;
    size_t size = sizeof(Image) + symbols * sizeof(Elf64_Sym) + text_size;
    JitEntry *entry = calloc(1, sizeof *entry + size);
    if (!entry)
        return;
    Image *image = (Image *)(void *)(entry + 1);
    char *text = (char *)&image->symbols[symbols], *at = text + sizeof sections;
    fill_head(image);
    fill_sections(image, code, code_size, symbols, text_size);
    memcpy(text, sections, sizeof sections);
    for (size_t i = 0; i < count; i++) {
        image->symbols[i + 1] = (Elf64_Sym){.st_name = (uint32_t)(at - text),
                                            .st_info = ELF64_ST_INFO(STB_GLOBAL, STT_FUNC), .st_shndx = TEXT,
                                            .st_value = (uintptr_t)functions[i].start - (uintptr_t)code,
                                            .st_size = functions[i].size};
        at = stpcpy(at, functions[i].name) + 1;
    }
    entry->file = (const char *)image;
    entry->size = size;
    entry->next = __jit_debug_descriptor.first;
    if (entry->next)
        entry->next->prev = entry;
    __jit_debug_descriptor.first = __jit_debug_descriptor.relevant = entry;
    __jit_debug_descriptor.action = JIT_REGISTER;
    __jit_debug_register_code();
}

#else
void jit_gdb_register(const void *code, size_t code_size, const JitFunction *functions, size_t count)
{
    (void)code, (void)code_size, (void)functions, (void)count;
}
#endif
