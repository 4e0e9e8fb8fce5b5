/* os_test.c: files, paths and processes. */
#include "base/os.h"
#include "unit.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

static void test_paths(void)
{
    Arena *arena = arena_new();
    CHECK_STR(os_path_join(arena, "a", "b"), "a/b");
    CHECK_STR(os_path_join(arena, "a/", "b"), "a/b");
    CHECK_STR(os_path_join(arena, "", "b"), "b");
    CHECK_STR(os_path_join(arena, "a", "/b"), "/b");
    CHECK_STR(os_path_dir(arena, "a/b/c.x"), "a/b");
    CHECK_STR(os_path_dir(arena, "c.x"), ".");
    CHECK_STR(os_path_dir(arena, ""), ".");
    CHECK_STR(os_path_dir(arena, "/c"), "/");
    CHECK_STR(os_path_base("a/b.c"), "b.c");
    CHECK_STR(os_path_stem(arena, "a.d/b.tar.gz"), "b.tar");
    CHECK_STR(os_path_stem(arena, ".bashrc"), ".bashrc");
    arena_delete(arena);
}

static void test_files(void)
{
    Arena *arena = arena_new();
    char *dir, *text;
    size_t len;
    CHECK(os_temp_dir(arena, &dir) == 0 && os_is_dir(dir));
    const char *deep = os_path_join(arena, dir, "x/y/z");
    CHECK(os_make_dirs(deep) == 0 && os_make_dirs(deep) == 0 && os_is_dir(deep));
    const char *file = os_path_join(arena, deep, "file");
    CHECK(os_read_file(arena, file, &text, &len) == ENOENT);
    CHECK(os_write_file(file, "a\0b", 3) == 0);
    CHECK(os_read_file(arena, file, &text, &len) == 0 && len == 3 && !memcmp(text, "a\0b", 4));
    CHECK(os_is_file(file) && !os_is_dir(file));
    CHECK(os_read_file(arena, deep, &text, &len) == EISDIR);
    CHECK(os_write_file(deep, "", 0) == EISDIR);
    CHECK(os_write_file(os_path_join(arena, file, "under"), "", 0) == ENOTDIR);
    CHECK(os_make_dirs(os_path_join(arena, file, "under")) != 0);
    CHECK(os_remove_tree(dir) == 0 && !os_is_dir(dir));
    CHECK(os_remove_tree(dir) == ENOENT);
    arena_delete(arena);
}

static void test_writing_keeps_links_and_modes(void)
{
    Arena *arena = arena_new();
    char *dir, *text;
    size_t len;
    struct stat info;
    CHECK(os_temp_dir(arena, &dir) == 0);
    const char *file = os_path_join(arena, dir, "file"), *link = os_path_join(arena, dir, "link");
    CHECK(os_write_file(file, "old", 3) == 0 && chmod(file, 0640) == 0 &&
          symlink("file", link) == 0);
    CHECK(os_write_file(link, "new", 3) == 0);
    CHECK(lstat(link, &info) == 0 && S_ISLNK(info.st_mode));
    CHECK(stat(file, &info) == 0 && (info.st_mode & 0777) == 0640);
    CHECK(os_read_file(arena, file, &text, &len) == 0 && !strcmp(text, "new"));
    const char *pipe = os_path_join(arena, dir, "pipe");
    CHECK(mkfifo(pipe, 0600) == 0);
    CHECK(os_remove_tree(dir) == 0);
    arena_delete(arena);
}

static void test_processes(void)
{
    Arena *arena = arena_new();
    OsResult result;
    const char *hello[] = {"sh", "-c", "echo out; echo err >&2; exit 3", NULL};
    CHECK(os_run(arena, hello, &result) == 0 && result.status == 3);
    CHECK_STR(result.output, "out\nerr\n");
    const char *killed[] = {"sh", "-c", "kill -9 $$", NULL};
    CHECK(os_run(arena, killed, &result) == 0 && result.status == 128 + 9);
    const char *missing[] = {"no-such-program-of-krait", NULL};
    CHECK(os_run(arena, missing, &result) == ENOENT && result.status == 127);
    const char *large[] = {
        "sh", "-c",
        "i=0; while [ $i -lt 3000 ]; do echo 0123456789012345678901234567890; i=$((i+1)); done",
        NULL};
    CHECK(os_run(arena, large, &result) == 0 && result.len == 3000 * 32);
    arena_delete(arena);
}

UNIT_MAIN(TEST(test_paths), TEST(test_files), TEST(test_writing_keeps_links_and_modes),
          TEST(test_processes))
