/* ir_words.h: what an operation does, in the words of the source, for messages and listings.
 *
 *     pymeth 'append' %1, %2    ->    calling the Python method `append`
 */
#ifndef KRAIT_IR_IR_WORDS_H
#define KRAIT_IR_IR_WORDS_H

#include "ir/ir.h"

/* A phrase that can be the subject of a sentence ("... needs the GIL"); static or in the arena. */
const char *ir_words(Arena *arena, const Insn *insn);
/* The name of the function that an IR_CALL calls, as in the source. */
const char *ir_callee_name(const Insn *insn);

#endif
