// The terminal of the process: ncurses knows what it can do and puts it into its modes; signals
// reach the loop as bytes of a pipe. There is one terminal in a process, hence no handle.
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum cterminal_outcome {
    cterminal_ready = 0,
    // An end of it is a file or a pipe.
    cterminal_no_terminal,
    // TERM is empty, or there is no description of it.
    cterminal_unknown_type,
    // It cannot place the cursor, or not in the way of ANSI.
    cterminal_too_simple,
    // The system refused; errno says why.
    cterminal_failed,
};

struct cterminal_facts {
    // 0 or less if it has none.
    int colors;
    bool has_rgb;
    bool erases_with_ground;
    bool erases_characters;
    bool repeats_characters;
    bool scrolls_regions;
    // The locale's encoding is UTF-8.
    bool is_utf8;
};

// Takes the terminal behind the two descriptors and reads what it can do.
enum cterminal_outcome cterminal_open(int input, int output, struct cterminal_facts *facts);

// Puts the terminal into the modes of a full-screen program; `extra` is written after that.
// `farewell` undoes `extra`: it is kept for the end, also for a crash.
void cterminal_enter(const char *extra, const char *farewell);

// Gives the terminal back as it was. Nothing happens if it was given back already.
void cterminal_leave(void);

// Gives it back for good: from here on signals do what they did before.
void cterminal_close(void);

// Stops the process group, as Ctrl-Z does in a shell, and returns when it goes on.
void cterminal_stop(void);

void cterminal_size(int *width, int *height);

enum {
    cterminal_news_input = 1,
    cterminal_news_woken = 2,
    cterminal_news_resized = 4,
    // SIGTSTP has come: the terminal is to be given back before the process stops.
    cterminal_news_stop = 8,
    // The process went on after somebody else had stopped it.
    cterminal_news_continued = 16,
    cterminal_news_closed = 32,
    cterminal_news_ended = 64,
};

// Waits for news, at most so many milliseconds, or for ever below 0; 0 of them on time out.
// `signal` is set to the number of the signal that asks the process to end.
int cterminal_wait(int milliseconds, int *signal);

// What has come, at most `capacity` bytes; 0 when there is nothing, -1 when the terminal is gone.
long cterminal_read(unsigned char *bytes, size_t capacity);

// Writes all bytes, however long it takes; false when the terminal is gone.
bool cterminal_write(const unsigned char *bytes, size_t length);

// Makes a wait return; may be called from any thread.
void cterminal_wake(void);

// Milliseconds since some moment.
long cterminal_now(void);
