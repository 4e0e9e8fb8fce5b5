/* low.h: says which version there is. */
#define LOW_VERSION 7
