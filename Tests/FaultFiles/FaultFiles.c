#include "FaultDisk.h"

#include <stdlib.h>
#include <string.h>

// An open file; that of the system lies behind it.
struct file {
  sqlite3_file base;
  struct faults_disk *disk;
  struct image *image;
};

static struct file *of(sqlite3_file *file) { return (struct file *)file; }
static sqlite3_file *real(sqlite3_file *file) { return (sqlite3_file *)(of(file) + 1); }

// Counts a call; its code if it is to fail.
static int fault(struct faults_disk *disk, int call, int failure) {
  pthread_mutex_lock(&disk->lock);
  int code = SQLITE_OK;
  if (disk->is_stopped) {
    code = failure;
  } else if (disk->plan.calls & call) {
    disk->seen++;
    int is_hit = disk->plan.nth > 0 &&
                 (disk->seen == disk->plan.nth ||
                  (disk->plan.is_lasting && disk->seen > disk->plan.nth));
    if (is_hit) {
      disk->failed++;
      code = disk->plan.code ? disk->plan.code : failure;
    }
  }
  pthread_mutex_unlock(&disk->lock);
  return code;
}

static int on_close(sqlite3_file *file) { return real(file)->pMethods->xClose(real(file)); }

static int on_read(sqlite3_file *file, void *bytes, int length, sqlite3_int64 offset) {
  int code = fault(of(file)->disk, faults_read, SQLITE_IOERR_READ);
  return code ? code : real(file)->pMethods->xRead(real(file), bytes, length, offset);
}

static void keep(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
  struct faults_disk *disk = of(file)->disk;
  pthread_mutex_lock(&disk->lock);
  if (disk->remembers && of(file)->image) {
    if (bytes) {
      keep_write(of(file)->image, real(file), bytes, length, offset);
    } else {
      keep_truncation(of(file)->image, real(file), offset);
    }
  }
  pthread_mutex_unlock(&disk->lock);
}

static int on_write(sqlite3_file *file, const void *bytes, int length, sqlite3_int64 offset) {
  struct faults_disk *disk = of(file)->disk;
  int code = fault(disk, faults_write, SQLITE_IOERR_WRITE);
  int written = length;
  if (code) {
    written = disk->is_stopped ? 0 : disk->plan.torn_bytes;
    if (written > length) written = length;
    if (written <= 0) return code;
  }
  keep(file, bytes, written, offset);
  int done = real(file)->pMethods->xWrite(real(file), bytes, written, offset);
  return code ? code : done;
}

static int on_truncate(sqlite3_file *file, sqlite3_int64 size) {
  int code = fault(of(file)->disk, faults_truncate, SQLITE_IOERR_TRUNCATE);
  if (code) return code;
  keep(file, 0, 0, size);
  return real(file)->pMethods->xTruncate(real(file), size);
}

static int on_sync(sqlite3_file *file, int flags) {
  struct faults_disk *disk = of(file)->disk;
  int code = fault(disk, faults_sync, SQLITE_IOERR_FSYNC);
  if (code) return code;
  // The disk's memory is what decides: waiting for the real one would only take time.
  (void)flags;
  pthread_mutex_lock(&disk->lock);
  if (of(file)->image) forget_pieces(of(file)->image);
  pthread_mutex_unlock(&disk->lock);
  return SQLITE_OK;
}

static int on_size(sqlite3_file *file, sqlite3_int64 *size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}

static int on_lock(sqlite3_file *file, int level) {
  int code = fault(of(file)->disk, faults_lock, SQLITE_IOERR_LOCK);
  return code ? code : real(file)->pMethods->xLock(real(file), level);
}

static int on_unlock(sqlite3_file *file, int level) {
  return real(file)->pMethods->xUnlock(real(file), level);
}

static int on_reserved(sqlite3_file *file, int *answer) {
  return real(file)->pMethods->xCheckReservedLock(real(file), answer);
}

static int on_control(sqlite3_file *file, int what, void *value) {
  return real(file)->pMethods->xFileControl(real(file), what, value);
}

static int on_sector(sqlite3_file *file) { return real(file)->pMethods->xSectorSize(real(file)); }

static int on_traits(sqlite3_file *file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}

static int on_map(sqlite3_file *file, int page, int size, int extends, void volatile **memory) {
  int code = fault(of(file)->disk, faults_map, SQLITE_IOERR_SHMMAP);
  return code ? code : real(file)->pMethods->xShmMap(real(file), page, size, extends, memory);
}

static int on_shared_lock(sqlite3_file *file, int offset, int count, int flags) {
  if (flags & SQLITE_SHM_LOCK) {
    int code = fault(of(file)->disk, faults_lock, SQLITE_IOERR_SHMLOCK);
    if (code) return code;
  }
  return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}

static void on_barrier(sqlite3_file *file) { real(file)->pMethods->xShmBarrier(real(file)); }

static int on_unmap(sqlite3_file *file, int deletes) {
  return real(file)->pMethods->xShmUnmap(real(file), deletes);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = on_close,
    .xRead = on_read,
    .xWrite = on_write,
    .xTruncate = on_truncate,
    .xSync = on_sync,
    .xFileSize = on_size,
    .xLock = on_lock,
    .xUnlock = on_unlock,
    .xCheckReservedLock = on_reserved,
    .xFileControl = on_control,
    .xSectorSize = on_sector,
    .xDeviceCharacteristics = on_traits,
    .xShmMap = on_map,
    .xShmLock = on_shared_lock,
    .xShmBarrier = on_barrier,
    .xShmUnmap = on_unmap,
};

static int on_open(sqlite3_vfs *layer, const char *path, sqlite3_file *file, int flags,
                   int *answer) {
  struct faults_disk *disk = layer->pAppData;
  file->pMethods = 0;
  int code = fault(disk, faults_open, SQLITE_CANTOPEN);
  if (code) return code;
  code = disk->system->xOpen(disk->system, path, real(file), flags, answer);
  if (code) return code;
  of(file)->disk = disk;
  pthread_mutex_lock(&disk->lock);
  of(file)->image = path ? image_of(disk, path) : 0;
  pthread_mutex_unlock(&disk->lock);
  file->pMethods = &methods;
  return SQLITE_OK;
}

static int on_delete(sqlite3_vfs *layer, const char *path, int syncs) {
  struct faults_disk *disk = layer->pAppData;
  int code = fault(disk, faults_delete, SQLITE_IOERR_DELETE);
  if (code) return code;
  pthread_mutex_lock(&disk->lock);
  struct image *image = image_of(disk, path);
  if (image) forget_pieces(image);
  pthread_mutex_unlock(&disk->lock);
  (void)syncs;
  return disk->system->xDelete(disk->system, path, 0);
}

static int on_access(sqlite3_vfs *layer, const char *path, int flags, int *answer) {
  struct faults_disk *disk = layer->pAppData;
  return disk->system->xAccess(disk->system, path, flags, answer);
}

static int on_full_path(sqlite3_vfs *layer, const char *path, int length, char *full) {
  struct faults_disk *disk = layer->pAppData;
  return disk->system->xFullPathname(disk->system, path, length, full);
}

struct faults_disk *faults_make(const char *name) {
  struct faults_disk *disk = calloc(1, sizeof *disk);
  if (!disk) return 0;
  disk->system = sqlite3_vfs_find(0);
  disk->layer = *disk->system;
  disk->layer.pNext = 0;
  disk->layer.zName = strdup(name);
  disk->layer.pAppData = disk;
  disk->layer.szOsFile = (int)sizeof(struct file) + disk->system->szOsFile;
  disk->layer.xOpen = on_open;
  disk->layer.xDelete = on_delete;
  disk->layer.xAccess = on_access;
  disk->layer.xFullPathname = on_full_path;
  pthread_mutex_init(&disk->lock, 0);
  sqlite3_vfs_register(&disk->layer, 0);
  return disk;
}

void faults_free(struct faults_disk *disk) {
  sqlite3_vfs_unregister(&disk->layer);
  forget_images(disk);
  pthread_mutex_destroy(&disk->lock);
  free((char *)disk->layer.zName);
  free(disk);
}

void faults_arm(struct faults_disk *disk, struct faults_plan plan) {
  pthread_mutex_lock(&disk->lock);
  disk->plan = plan;
  disk->seen = 0;
  disk->failed = 0;
  disk->is_stopped = 0;
  pthread_mutex_unlock(&disk->lock);
}

long faults_seen(struct faults_disk *disk) { return disk->seen; }
long faults_failed(struct faults_disk *disk) { return disk->failed; }
void faults_remember(struct faults_disk *disk) { disk->remembers = 1; }

void faults_stop(struct faults_disk *disk) {
  pthread_mutex_lock(&disk->lock);
  disk->is_stopped = 1;
  pthread_mutex_unlock(&disk->lock);
}

void faults_synced(struct faults_disk *disk, const char *path) {
  pthread_mutex_lock(&disk->lock);
  struct image *image = image_of(disk, path);
  if (image) forget_pieces(image);
  pthread_mutex_unlock(&disk->lock);
}

static void rename_image(struct image *image, const char *path) {
  if (!image) return;
  if (!*path) forget_pieces(image);
  free(image->path);
  image->path = strdup(path);
}

void faults_moved(struct faults_disk *disk, const char *from, const char *to) {
  pthread_mutex_lock(&disk->lock);
  // Whoever has a file open keeps its image: what loses its name goes without one.
  rename_image(image_of(disk, to), "");
  rename_image(image_of(disk, from), to);
  pthread_mutex_unlock(&disk->lock);
}
