#include "FaultDisk.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct image *image_of(struct faults_disk *disk, const char *path) {
  for (struct image *image = disk->images; image; image = image->next) {
    if (strcmp(image->path, path) == 0) return image;
  }
  struct image *image = calloc(1, sizeof *image);
  if (!image) return 0;
  image->path = strdup(path);
  image->next = disk->images;
  disk->images = image;
  return image;
}

void forget_pieces(struct image *image) {
  while (image->last) {
    struct piece *piece = image->last;
    image->last = piece->before;
    free(piece->old_bytes);
    free(piece->new_bytes);
    free(piece);
  }
}

void forget_images(struct faults_disk *disk) {
  while (disk->images) {
    struct image *image = disk->images;
    disk->images = image->next;
    forget_pieces(image);
    free(image->path);
    free(image);
  }
}

// A piece with what the file holds between an offset and an end.
static struct piece *begin_piece(sqlite3_file *file, sqlite3_int64 offset, sqlite3_int64 end) {
  struct piece *piece = calloc(1, sizeof *piece);
  if (!piece) abort();
  piece->offset = offset;
  file->pMethods->xFileSize(file, &piece->old_size);
  sqlite3_int64 known = piece->old_size < end ? piece->old_size : end;
  if (known > offset) {
    piece->old_length = (int)(known - offset);
    piece->old_bytes = malloc((size_t)piece->old_length);
    if (!piece->old_bytes) abort();
    file->pMethods->xRead(file, piece->old_bytes, piece->old_length, offset);
  }
  return piece;
}

void keep_write(struct image *image, sqlite3_file *file, const void *bytes, int length,
                sqlite3_int64 offset) {
  struct piece *piece = begin_piece(file, offset, offset + length);
  piece->new_bytes = malloc((size_t)length + 1);
  if (!piece->new_bytes) abort();
  memcpy(piece->new_bytes, bytes, (size_t)length);
  piece->new_length = length;
  piece->before = image->last;
  image->last = piece;
}

void keep_truncation(struct image *image, sqlite3_file *file, sqlite3_int64 size) {
  struct piece *piece = begin_piece(file, size, INT64_MAX);
  piece->before = image->last;
  image->last = piece;
}

// SplitMix64, as the tests have it.
static uint64_t next_chance(uint64_t *state) {
  *state += 0x9E3779B97F4A7C15u;
  uint64_t mixed = *state;
  mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9u;
  mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EBu;
  return mixed ^ (mixed >> 31);
}

enum { sector_size = 512 };

// Writes again what happened to have reached the disk.
static void redo(int file, const struct piece *piece, uint64_t *chance) {
  if (!piece->new_bytes) {
    if (next_chance(chance) & 1) (void)!ftruncate(file, piece->offset);
    return;
  }
  for (int start = 0; start < piece->new_length; start += sector_size) {
    int rest = piece->new_length - start;
    if (next_chance(chance) & 1) continue;
    (void)!pwrite(file, piece->new_bytes + start, (size_t)(rest < sector_size ? rest : sector_size),
                  piece->offset + start);
  }
}

static void undo(int file, const struct piece *piece) {
  (void)!ftruncate(file, piece->old_size);
  if (piece->old_bytes) {
    (void)!pwrite(file, piece->old_bytes, (size_t)piece->old_length, piece->offset);
  }
}

static void lose(struct image *image, uint64_t *chance) {
  int file = open(image->path, O_RDWR | O_CLOEXEC);
  if (file < 0) {
    forget_pieces(image);
    return;
  }
  struct piece *first = 0;
  while (image->last) {
    struct piece *piece = image->last;
    undo(file, piece);
    image->last = piece->before;
    piece->before = first;
    first = piece;
  }
  if (*chance) {
    for (const struct piece *piece = first; piece; piece = piece->before) {
      redo(file, piece, chance);
    }
  }
  image->last = first;
  forget_pieces(image);
  close(file);
}

void faults_lose_unsynced(struct faults_disk *disk, uint64_t chance) {
  pthread_mutex_lock(&disk->lock);
  for (struct image *image = disk->images; image; image = image->next) {
    lose(image, &chance);
    // Shared memory does not outlive a machine.
    size_t length = strlen(image->path) + sizeof "-shm";
    char *shared = malloc(length);
    if (!shared) abort();
    strcpy(shared, image->path);
    strcat(shared, "-shm");
    unlink(shared);
    free(shared);
  }
  pthread_mutex_unlock(&disk->lock);
}
