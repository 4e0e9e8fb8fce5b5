/* initname.c: the function by which an extension module is initialised; see initname.h.
 *
 *     a.b -> PyInit_b        a-b -> PyInit_a_b        é -> PyInitU_9ca (punycode, RFC 3492)
 */
#include "type/initname.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include <ctype.h>
#include <string.h>

typedef VEC(uint32_t) Codes;

static Codes decode(Arena *arena, const char *text)
{
    Codes codes = {0};
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        uint32_t code = (unsigned char)text[at];
        size_t size = utf8_decode(text + at, len - at, &code);
        vec_push(arena, &codes, code);
        at += size ? size : 1;
    }
    return codes;
}

static void put_ascii(Buf *out, uint32_t code)
{
    buf_putc(out, isalnum((int)code) ? (char)code : '_');
}

/* ---- punycode -------------------------------------------------------------------------------- */

enum { BASE = 36, T_MIN = 1, T_MAX = 26, SKEW = 38, DAMP = 700, FIRST_BIAS = 72, FIRST_CODE = 128 };

static uint32_t adapt(uint32_t delta, uint32_t count, bool is_first)
{
    uint32_t k = 0;
    delta /= is_first ? DAMP : 2;
    for (delta += delta / count; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
        delta /= BASE - T_MIN;
    return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static void put_delta(Buf *out, uint32_t delta, uint32_t bias)
{
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    for (uint32_t k = BASE;; k += BASE) {
        uint32_t t = k <= bias + T_MIN ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
        if (delta < t)
            break;
        buf_putc(out, digits[t + (delta - t) % (BASE - t)]);
        delta = (delta - t) / (BASE - t);
    }
    buf_putc(out, digits[delta]);
}

static uint32_t next_code(const Codes *codes, uint32_t from)
{
    uint32_t next = UINT32_MAX;
    for (uint32_t i = 0; i < codes->len; i++)
        if (codes->items[i] >= from && codes->items[i] < next)
            next = codes->items[i];
    return next;
}

static void put_punycode(Buf *out, const Codes *codes)
{
    uint32_t done = 0, delta = 0, bias = FIRST_BIAS;
    for (uint32_t i = 0; i < codes->len; i++) {
        if (codes->items[i] >= FIRST_CODE)
            continue;
        put_ascii(out, codes->items[i]);
        done++;
    }
    uint32_t basic = done;
    if (basic)
        buf_putc(out, '_');
    for (uint32_t code = FIRST_CODE; done < codes->len; code++, delta++) {
        uint32_t next = next_code(codes, code);
        delta += (next - code) * (done + 1);
        code = next;
        for (uint32_t i = 0; i < codes->len; i++) {
            delta += codes->items[i] < code;
            if (codes->items[i] != code)
                continue;
            put_delta(out, delta, bias);
            bias = adapt(delta, done + 1, done == basic);
            delta = 0;
            done++;
        }
    }
}

const char *initname_of(Arena *arena, const char *module)
{
    const char *dot = strrchr(module, '.');
    Codes codes = decode(arena, dot ? dot + 1 : module);
    bool is_ascii = true;
    for (uint32_t i = 0; i < codes.len; i++)
        is_ascii = is_ascii && codes.items[i] < FIRST_CODE;
    Buf out;
    buf_init(&out, arena);
    buf_puts(&out, is_ascii ? "PyInit_" : "PyInitU_");
    if (!is_ascii)
        put_punycode(&out, &codes);
    for (uint32_t i = 0; is_ascii && i < codes.len; i++)
        put_ascii(&out, codes.items[i]);
    return buf_text(&out);
}
