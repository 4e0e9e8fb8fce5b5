/* high.h: nothing of its own. */
static inline int high(int x) { return x + 1; }
