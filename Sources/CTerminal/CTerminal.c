#include "CTerminal.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

static int input_end = -1;
static int output_end = -1;
static int pipe_ends[2] = {-1, -1};
static SCREEN *screen;

// What a crash needs is prepared before, since a signal handler may not prepare anything.
static struct termios modes_before;
static char last_words[512];
static volatile sig_atomic_t last_words_length;
static volatile sig_atomic_t is_entered;

static char greeting[512];
static char extra_greeting[256];

// --- Signals -----------------------------------------------------------------------------------

// The bytes of the pipe. Signals that ask the process to end are sent as their number.
enum { byte_woken = 'w', byte_resized = 'r', byte_stop = 'z', byte_continued = 'c' };

static void tell(char byte) {
    int saved = errno;
    // A full pipe is news enough.
    if (write(pipe_ends[1], &byte, 1) < 0) { /* nothing can be done in a handler */
    }
    errno = saved;
}

static void on_news(int number) {
    switch (number) {
    case SIGWINCH: tell(byte_resized); break;
    case SIGTSTP: tell(byte_stop); break;
    case SIGCONT: tell(byte_continued); break;
    default: tell((char)number);
    }
}

// The terminal is given back with what was prepared; then the crash takes its course.
static void on_crash(int number) {
    if (is_entered) {
        is_entered = 0;
        ssize_t written = write(output_end, last_words, (size_t)last_words_length);
        (void)written;
        tcsetattr(output_end, TCSANOW, &modes_before);
    }
    signal(number, SIG_DFL);
    raise(number);
}

static const int news_signals[] = {SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT, SIGQUIT};
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGFPE, SIGABRT};
enum {
    news_count = sizeof news_signals / sizeof *news_signals,
    crash_count = sizeof crash_signals / sizeof *crash_signals,
};
static struct sigaction actions_before[news_count + crash_count];

static void catch_signals(void) {
    // A stack that has overflowed is no place to run a handler on.
    static char stack[16384];
    stack_t alternative = {.ss_sp = stack, .ss_size = sizeof stack};
    sigaltstack(&alternative, NULL);

    struct sigaction action = {.sa_handler = on_news, .sa_flags = SA_RESTART};
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < news_count; i++) sigaction(news_signals[i], &action, &actions_before[i]);
    action.sa_handler = on_crash;
    action.sa_flags = SA_ONSTACK;
    for (int i = 0; i < crash_count; i++)
        sigaction(crash_signals[i], &action, &actions_before[news_count + i]);

    // Whoever started us may have blocked signals on a thread of its own, and we inherit that.
    sigset_t ours;
    sigemptyset(&ours);
    for (int i = 0; i < news_count; i++) sigaddset(&ours, news_signals[i]);
    for (int i = 0; i < crash_count; i++) sigaddset(&ours, crash_signals[i]);
    pthread_sigmask(SIG_UNBLOCK, &ours, NULL);
}

static void release_signals(void) {
    for (int i = 0; i < news_count; i++) sigaction(news_signals[i], &actions_before[i], NULL);
    for (int i = 0; i < crash_count; i++)
        sigaction(crash_signals[i], &actions_before[news_count + i], NULL);
}

// --- What the terminal can do ------------------------------------------------------------------

static bool has_text(const char *capability) {
    const char *text = tigetstr(capability);
    return text != NULL && text != (char *)-1 && *text != '\0';
}

// Whether it places the cursor as ANSI says, which everything else builds upon.
static bool is_ansi(void) {
    char *place = tigetstr("cup");
    if (place == NULL || place == (char *)-1) return false;
    const char *text = tparm(place, 4L, 6L, 0L, 0L, 0L, 0L, 0L, 0L, 0L);
    // What is behind it is padding, for terminals of another age.
    static const char expected[] = "\033[5;7H";
    return text != NULL && strncmp(text, expected, sizeof expected - 1) == 0;
}

static char *gathered;
static size_t gathered_room;

static int gather(int byte) {
    if (gathered_room > 1) {
        *gathered++ = (char)byte;
        gathered_room--;
        *gathered = '\0';
    }
    return byte;
}

// The bytes of a capability, its padding taken out.
static void spell(const char *capability, char *text, size_t room) {
    gathered = text;
    gathered_room = room;
    *text = '\0';
    char *value = tigetstr(capability);
    if (value != NULL && value != (char *)-1) tputs(value, 1, gather);
}

static void read_facts(struct cterminal_facts *facts) {
    facts->colors = tigetnum("colors");
    facts->has_rgb = tigetflag("RGB") > 0 || tigetflag("Tc") > 0;
    facts->erases_with_ground = tigetflag("bce") > 0;
    facts->erases_characters = has_text("ech");
    facts->repeats_characters = has_text("rep");
    facts->scrolls_regions = has_text("csr") && has_text("indn") && has_text("rin");
    facts->is_utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static bool make_pipe(void) {
    if (pipe(pipe_ends) < 0) return false;
    for (int i = 0; i < 2; i++) {
        fcntl(pipe_ends[i], F_SETFL, O_NONBLOCK);
        fcntl(pipe_ends[i], F_SETFD, FD_CLOEXEC);
    }
    return true;
}

enum cterminal_outcome cterminal_open(int input, int output, struct cterminal_facts *facts) {
    if (!isatty(input) || !isatty(output)) return cterminal_no_terminal;
    setlocale(LC_CTYPE, "");
    // `newterm` does not say why it fails; this does.
    int code = 0;
    if (setupterm(NULL, output, &code) != OK && code != 1) return cterminal_unknown_type;
    if (code == 1 && !is_ansi()) return cterminal_too_simple;
    if (tcgetattr(output, &modes_before) < 0 || !make_pipe()) return cterminal_failed;
    input_end = input;
    output_end = output;
    // Before ncurses looks for signals that nobody takes care of.
    catch_signals();
    screen = newterm(NULL, stdout, stdin);
    if (screen == NULL) {
        release_signals();
        return cterminal_failed;
    }
    raw();
    noecho();
    nonl();
    def_prog_mode();
    endwin();
    read_facts(facts);
    spell("smcup", greeting, sizeof greeting);
    atexit(cterminal_leave);
    return cterminal_ready;
}

// --- Coming and going --------------------------------------------------------------------------

void cterminal_enter(const char *extra, const char *farewell) {
    if (is_entered) return;
    char end[256];
    spell("rmcup", end, sizeof end);
    last_words_length = snprintf(last_words, sizeof last_words, "%s%s", farewell, end);
    snprintf(extra_greeting, sizeof extra_greeting, "%s", extra);
    reset_prog_mode();
    is_entered = 1;
    cterminal_write((const unsigned char *)greeting, strlen(greeting));
    cterminal_write((const unsigned char *)extra_greeting, strlen(extra_greeting));
}

void cterminal_leave(void) {
    if (!is_entered) return;
    is_entered = 0;
    cterminal_write((const unsigned char *)last_words, (size_t)last_words_length);
    reset_shell_mode();
}

void cterminal_close(void) {
    cterminal_leave();
    release_signals();
}

void cterminal_stop(void) {
    // That we go on is no news to us; that somebody else stops us twice is.
    static const int numbers[] = {SIGTSTP, SIGCONT};
    struct sigaction before[2], standard = {.sa_handler = SIG_DFL};
    sigemptyset(&standard.sa_mask);
    for (int i = 0; i < 2; i++) sigaction(numbers[i], &standard, &before[i]);
    // The whole group: whoever started us, a script perhaps, stops with us.
    kill(0, SIGTSTP);
    for (int i = 0; i < 2; i++) sigaction(numbers[i], &before[i], NULL);
}

void cterminal_size(int *width, int *height) {
    struct winsize size = {0};
    ioctl(output_end, TIOCGWINSZ, &size);
    *width = size.ws_col;
    *height = size.ws_row;
    // A serial line does not know its size; its description or its user may.
    const char *given = getenv("COLUMNS");
    if (*width == 0 && given != NULL) *width = atoi(given);
    given = getenv("LINES");
    if (*height == 0 && given != NULL) *height = atoi(given);
    if (*width <= 0) *width = tigetnum("cols") > 0 ? tigetnum("cols") : 80;
    if (*height <= 0) *height = tigetnum("lines") > 0 ? tigetnum("lines") : 24;
}

// --- The loop ----------------------------------------------------------------------------------

static int read_pipe(int *number) {
    int news = 0;
    char bytes[64];
    ssize_t count;
    while ((count = read(pipe_ends[0], bytes, sizeof bytes)) > 0) {
        for (ssize_t i = 0; i < count; i++) {
            switch (bytes[i]) {
            case byte_woken: news |= cterminal_news_woken; break;
            case byte_resized: news |= cterminal_news_resized; break;
            case byte_stop: news |= cterminal_news_stop; break;
            case byte_continued: news |= cterminal_news_continued; break;
            default:
                news |= cterminal_news_ended;
                *number = bytes[i];
            }
        }
    }
    return news;
}

int cterminal_wait(int milliseconds, int *number) {
    struct pollfd ends[2] = {
        {.fd = input_end, .events = POLLIN},
        {.fd = pipe_ends[0], .events = POLLIN},
    };
    if (poll(ends, 2, milliseconds) < 0) {
        // A signal: what it means is in the pipe by now.
        return errno == EINTR ? read_pipe(number) : cterminal_news_closed;
    }
    int news = 0;
    if (ends[1].revents & POLLIN) news |= read_pipe(number);
    if (ends[0].revents & POLLIN) news |= cterminal_news_input;
    else if (ends[0].revents & (POLLHUP | POLLERR | POLLNVAL)) news |= cterminal_news_closed;
    return news;
}

long cterminal_read(unsigned char *bytes, size_t capacity) {
    ssize_t count;
    do count = read(input_end, bytes, capacity);
    while (count < 0 && errno == EINTR);
    if (count == 0) return -1;
    return count < 0 ? (errno == EAGAIN ? 0 : -1) : count;
}

bool cterminal_write(const unsigned char *bytes, size_t length) {
    while (length > 0) {
        ssize_t count = write(output_end, bytes, length);
        if (count >= 0) {
            bytes += count;
            length -= (size_t)count;
        } else if (errno == EAGAIN) {
            // Whoever shares the terminal has made it non-blocking.
            struct pollfd end = {.fd = output_end, .events = POLLOUT};
            poll(&end, 1, -1);
        } else if (errno != EINTR) {
            return false;
        }
    }
    return true;
}

void cterminal_wake(void) { tell(byte_woken); }

long cterminal_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000L + now.tv_nsec / 1000000L;
}
