/* Makes writes under a folder fail from the nth on, as on a disk that is full, read-only or broken.

   To be preloaded (LD_PRELOAD). `fail_writes` says which fail; `count_writes` how many there were since. What makes a
   file or a folder, changes what is in one, renames it or brings it safely to the disk is a write. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static char folder[PATH_MAX];
static long first, last, error, seen;

void fail_writes(const char *under, long from, long until, long with)
{
    snprintf(folder, sizeof folder, "%s", under);
    first = from, last = until, error = with, seen = 0;
}

long count_writes(void) { return __atomic_load_n(&seen, __ATOMIC_SEQ_CST); }

static int is_under(const char *path)
{
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]);
}

static int fails(void)
{
    long number = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
    if (number < first || number > last)
        return 0;
    errno = error;
    return 1;
}

static int file_fails(int file)
{
    char link[64], path[PATH_MAX];
    if (!folder[0])
        return 0;
    int before = errno;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0)
        return 0;
    path[length] = 0;
    return is_under(path) && fails();
}

/* Paths that are not absolute are taken from the working folder; those of a folder's number are not followed. */
static int path_fails(const char *path)
{
    char whole[PATH_MAX * 2], here[PATH_MAX];
    if (!folder[0])
        return 0;
    if (path[0] == '/' || !getcwd(here, sizeof here))
        return is_under(path) && fails();
    snprintf(whole, sizeof whole, "%s/%s", here, path);
    return is_under(whole) && fails();
}

static int makes_file(const char *path, int flags)
{
    struct stat there;
    int before = errno, makes = (flags & O_CREAT) && lstat(path, &there);
    errno = before;
    return makes;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define ON_FILE(type, name, parameters, arguments) \
    type name parameters { return file_fails(file) ? -1 : REAL(name) arguments; }
#define ON_PATH(type, name, parameters, arguments) \
    type name parameters { return path_fails(path) ? -1 : REAL(name) arguments; }
#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return makes_file(path, flags) && path_fails(path) ? -1 : REAL(name)(path, flags, mode); \
    }

OPEN(open)
OPEN(open64)
ON_FILE(ssize_t, write, (int file, const void *data, size_t size), (file, data, size))
ON_FILE(ssize_t, writev, (int file, const struct iovec *data, int count), (file, data, count))
ON_FILE(ssize_t, pwrite, (int file, const void *data, size_t size, off_t at), (file, data, size, at))
ON_FILE(ssize_t, pwrite64, (int file, const void *data, size_t size, off64_t at), (file, data, size, at))
ON_FILE(ssize_t, sendfile, (int file, int from, off_t *at, size_t size), (file, from, at, size))
ON_FILE(ssize_t, sendfile64, (int file, int from, off64_t *at, size_t size), (file, from, at, size))
ON_FILE(int, fsync, (int file), (file))
ON_FILE(int, fdatasync, (int file), (file))
ON_FILE(int, ftruncate, (int file, off_t size), (file, size))
ON_FILE(int, ftruncate64, (int file, off64_t size), (file, size))
ON_PATH(int, mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH(int, rename, (const char *from, const char *path), (from, path))
ON_PATH(int, link, (const char *from, const char *path), (from, path))
