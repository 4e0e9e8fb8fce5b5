/* state.h: a type that only a pxd names. */
typedef struct state { int step; int now; } state_t;
