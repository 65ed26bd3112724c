/* Matching alone by Hyperscan: literals of any case over folded texts in memory, resolved to whole words, the leftmost and
   then the longest name.

       matching NAMES.txt FOLDED ROUNDS

   A line a round: megabytes a second of the scan with a callback that does nothing, of the whole, the same in processor
   time, and the mentions found.
   Words are of ASCII letters and digits: what else there is, the fold has mostly replaced. */
#include <hs/hs.h>
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct { unsigned start, end; } Span;
static Span *spans;
static size_t count, room;
static unsigned *lengths;

static int nothing(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) { return 0; }

static int add(unsigned id, unsigned long long from, unsigned long long to, unsigned flags, void *context) {
    if (count == room) spans = realloc(spans, (room = room ? 2 * room : 1024) * sizeof *spans);
    spans[count++] = (Span){(unsigned)to - lengths[id], (unsigned)to};
    return 0;
}

static int order(const void *a, const void *b) {
    const Span *x = a, *y = b;
    if (x->start != y->start) return x->start < y->start ? -1 : 1;
    return x->end > y->end ? -1 : x->end < y->end;
}

static size_t longest(const unsigned char *text, unsigned size) {
    size_t words = 0, kept = 0;
    for (size_t i = 0; i < count; i++) {
        Span s = spans[i];
        if ((!s.start || !isalnum(text[s.start - 1])) && (s.end == size || !isalnum(text[s.end]))) spans[words++] = s;
    }
    qsort(spans, words, sizeof *spans, order);
    for (size_t i = 0, past = 0; i < words; i++)
        if (spans[i].start >= past) past = spans[i].end, kept++;
    return kept;
}

static char *slurp(const char *path, size_t *size) {
    FILE *file = fopen(path, "rb");
    if (!file) perror(path), exit(1);
    fseek(file, 0, SEEK_END), *size = ftell(file), rewind(file);
    char *data = malloc(*size + 1);
    if (fread(data, 1, *size, file) != *size) exit(1);
    return data[*size] = 0, fclose(file), data;
}

static double now(clockid_t clock) {
    struct timespec t;
    clock_gettime(clock, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
    if (argc != 4) return 2;
    size_t size, names = 0;
    char *lines = slurp(argv[1], &size);
    for (char *c = lines; *c; c++) names += *c == '\n';
    const char **literals = malloc(names * sizeof *literals);
    size_t *sizes = malloc(names * sizeof *sizes);
    unsigned *flags = malloc(names * sizeof *flags), *ids = malloc(names * sizeof *ids);
    lengths = malloc(names * sizeof *lengths);
    char *line = strtok(lines, "\n");
    for (unsigned i = 0; i < names && line; i++, line = strtok(NULL, "\n"))
        literals[i] = line, lengths[i] = sizes[i] = strlen(line), flags[i] = HS_FLAG_CASELESS, ids[i] = i;
    hs_database_t *database;
    hs_compile_error_t *error;
    if (hs_compile_lit_multi(literals, flags, ids, sizes, names, HS_MODE_BLOCK, NULL, &database, &error))
        return fprintf(stderr, "%s\n", error->message), 1;
    hs_scratch_t *scratch = NULL;
    hs_alloc_scratch(database, &scratch);
    char *texts = slurp(argv[2], &size);
    for (int round = atoi(argv[3]); round > 0; round--) {
        size_t found = 0, bytes = 0;
        double seconds[2], processor[2];
        for (int whole = 0; whole < 2; whole++) {
            double begin = now(CLOCK_MONOTONIC), busy = now(CLOCK_PROCESS_CPUTIME_ID);
            bytes = 0;
            for (char *at = texts; at < texts + size;) {
                unsigned length;
                memcpy(&length, at, 4), at += 4;
                count = 0;
                hs_scan(database, at, length, 0, scratch, whole ? add : nothing, NULL);
                if (whole) found += longest((unsigned char *)at, length);
                at += length, bytes += length;
            }
            seconds[whole] = now(CLOCK_MONOTONIC) - begin;
            processor[whole] = now(CLOCK_PROCESS_CPUTIME_ID) - busy;
        }
        double mb = bytes / 1e6;
        printf("%.1f %.1f %.1f %.1f %zu\n", mb / seconds[0], mb / seconds[1], mb / processor[0], mb / processor[1], found);
        fflush(stdout);
    }
}
