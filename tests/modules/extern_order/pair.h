/* pair.h: what reach.h needs. */
struct pair { int low, high; };
