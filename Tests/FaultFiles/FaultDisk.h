// What the two halves of the disk share.
#pragma once

#include "FaultFiles.h"

#include <pthread.h>
#include <sqlite3.h>

// A piece of a file that was written or cut off and not synced.
struct piece {
  struct piece *before;
  sqlite3_int64 offset;
  // What stood there before and stands there now; a length of 0 for a truncation's new bytes.
  char *old_bytes;
  int old_length;
  char *new_bytes;
  int new_length;
  sqlite3_int64 old_size;
};

// What is known of a file by its name.
struct image {
  struct image *next;
  char *path;
  struct piece *last;
};

struct faults_disk {
  sqlite3_vfs layer;
  sqlite3_vfs *system;
  pthread_mutex_t lock;
  struct faults_plan plan;
  long seen;
  long failed;
  int is_stopped;
  int remembers;
  struct image *images;
};

// The image of a file, made where there is none; null when there is no memory.
struct image *image_of(struct faults_disk *disk, const char *path);
void forget_pieces(struct image *image);
void forget_images(struct faults_disk *disk);
// Remembers what a write or a truncation is about to change.
void keep_write(struct image *image, sqlite3_file *file, const void *bytes, int length,
                sqlite3_int64 offset);
void keep_truncation(struct image *image, sqlite3_file *file, sqlite3_int64 size);
