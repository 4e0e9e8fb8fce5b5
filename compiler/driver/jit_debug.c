/* jit_debug.c: unwind information and names for machine code; see jit_debug.h.
 *
 * libtcc emits no unwind tables, but every function it makes starts with push rbp; mov rbp, rsp. One
 * frame description for the whole block therefore serves: CFA = rbp + 16, return address at CFA - 8,
 * caller's rbp at CFA - 16. Source: DWARF 4, 6.4; System V ABI x86-64, 3.7.
 */
#define _GNU_SOURCE
#include "driver/jit_debug.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

extern void __register_frame(void *frames);

/* A common information entry, one frame description, and the terminator. */
typedef struct Frames {
    struct {
        uint32_t length, id;
        uint8_t version, augmentation, code_align, data_align, return_column;
        uint8_t rules[11];
    } cie;
    struct {
        uint32_t length, cie_offset;
        uint64_t start, size;
        uint8_t padding[8];
    } fde;
    uint32_t end;
} Frames;

enum { RBP = 6, RETURN_ADDRESS = 16, CFA_DEF = 0x0c, CFA_OFFSET = 0x80 };

void jit_debug_unwind(const void *start, size_t size)
{
#if defined(__x86_64__)
    Frames *frames = calloc(1, sizeof *frames);
    if (!frames)
        return;
    static const uint8_t rules[] = {CFA_DEF, RBP, 16, CFA_OFFSET | RBP, 2,
                                    CFA_OFFSET | RETURN_ADDRESS, 1};
    frames->cie.length = sizeof frames->cie - 4;
    frames->cie.version = 1;
    frames->cie.code_align = 1;
    frames->cie.data_align = 0x78; /* -8 as a signed LEB128 */
    frames->cie.return_column = RETURN_ADDRESS;
    memcpy(frames->cie.rules, rules, sizeof rules); /* the rest is DW_CFA_nop */
    frames->fde.length = sizeof frames->fde - 4;
    frames->fde.cie_offset = (uint32_t)(offsetof(Frames, fde) + 4);
    frames->fde.start = (uint64_t)(uintptr_t)start;
    frames->fde.size = size;
    __register_frame(frames);
#else
    (void)start, (void)size;
#endif
}

void jit_debug_perf(const JitFunction *functions, size_t count)
{
    const char *wanted = getenv("KRAIT_PERF");
    if (!wanted || !*wanted)
        return;
    char path[64];
    snprintf(path, sizeof path, "/tmp/perf-%ld.map", (long)getpid());
    FILE *file = fopen(path, "a");
    if (!file)
        return;
    for (size_t i = 0; i < count; i++)
        fprintf(file, "%llx %zx %s\n", (unsigned long long)(uintptr_t)functions[i].start,
                functions[i].size, functions[i].name);
    fclose(file);
}
