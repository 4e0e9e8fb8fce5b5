/* stepper.h: a type that one of two modules names. */
typedef int (*stepper)(int);
