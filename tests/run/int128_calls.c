/* What int128.pyx calls: C of gcc only, since libtcc has no such integers. */
__int128_t shifted(__int128_t value, int by);

__int128_t shifted(__int128_t value, int by)
{
    return value << by;
}
