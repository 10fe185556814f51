// A disk for SQLite on which calls fail when a test wants them to, and which can lose its power.
//
// Each disk is a layer of files of its own, registered under its name, above that of the system.
#pragma once

#include <stdint.h>

// Kinds of calls, as bits of a mask.
enum {
  faults_open = 1,
  faults_read = 2,
  faults_write = 4,
  faults_sync = 8,
  faults_truncate = 16,
  faults_delete = 32,
  faults_lock = 64,
  faults_map = 128,
  faults_all = 255,
};

struct faults_plan {
  // Which calls count.
  int calls;
  // The first of them that fails, from 1 on; 0 for none.
  long nth;
  // Whether all behind it fail as well.
  int is_lasting;
  // SQLite's code for the failure.
  int code;
  // Of a write that fails these bytes are written nevertheless.
  int torn_bytes;
};

struct faults_disk;

// Makes a disk; null when there is no memory.
struct faults_disk *faults_make(const char *name);
// Ends it; nobody may have a file of it open.
void faults_free(struct faults_disk *disk);

// Sets the plan and begins to count anew.
void faults_arm(struct faults_disk *disk, struct faults_plan plan);
// How many calls of the plan's kinds have been made since, and how many of them failed.
long faults_seen(struct faults_disk *disk);
long faults_failed(struct faults_disk *disk);

// From here on the disk remembers what was written and not synced.
void faults_remember(struct faults_disk *disk);
// A file was synced, or got another name, past this layer.
void faults_synced(struct faults_disk *disk, const char *path);
void faults_moved(struct faults_disk *disk, const char *from, const char *to);

// Every call fails until `faults_arm`: the moment at which the power goes.
void faults_stop(struct faults_disk *disk);
// Leaves in the files what was synced, and of the rest what chance wants: each sector of a write
// is there or is not. With chance 0 nothing of it is. Every file must be closed.
void faults_lose_unsynced(struct faults_disk *disk, uint64_t chance);
