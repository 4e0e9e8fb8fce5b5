/* stepper.h: types that one of two modules names. */
typedef int (*stepper)(int);
typedef int step_t;
