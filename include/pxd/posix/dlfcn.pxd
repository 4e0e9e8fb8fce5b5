# posix.dlfcn: POSIX.1-2017 <dlfcn.h>.
cdef extern from "<dlfcn.h>" nogil:
    enum:
        RTLD_LAZY
        RTLD_NOW
        RTLD_GLOBAL
        RTLD_LOCAL
        RTLD_NOLOAD
        RTLD_NODELETE
        RTLD_DEEPBIND

    void *dlopen(const char *path, int mode)
    void *dlsym(void *handle, const char *name)
    char *dlerror()
    int dlclose(void *handle)
