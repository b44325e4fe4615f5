/*
 * What the programs in this folder share: columns from raw files, the clock, and the report that the race reads.
 * A program is called with runs, seconds, longRun, started (see protocol.ts) and its columns as name=path.
 */
#define _POSIX_C_SOURCE 200809L
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

typedef struct {
  long runs;
  double seconds, longRun, started;
  int columns;
  char **pairs;
} Request;

static Request readRequest(int argc, char **argv) {
  if (argc < 6) {
    fprintf(stderr, "usage: %s runs seconds longRun started name=path ...\n", argv[0]);
    exit(2);
  }
  Request request = {atol(argv[1]), atof(argv[2]), atof(argv[3]), atof(argv[4]), argc - 5, argv + 5};
  return request;
}

/* The column of doubles called `name`; its length goes into `rows`. */
static double *readColumn(const Request *request, const char *name, size_t *rows) {
  size_t length = strlen(name);
  for (int i = 0; i < request->columns; i++) {
    const char *pair = request->pairs[i];
    if (strncmp(pair, name, length) != 0 || pair[length] != '=') continue;
    FILE *file = fopen(pair + length + 1, "rb");
    if (file == NULL) break;
    fseek(file, 0, SEEK_END);
    *rows = (size_t)ftell(file) / sizeof(double);
    rewind(file);
    double *values = malloc(*rows * sizeof(double));
    if (values == NULL || fread(values, sizeof(double), *rows, file) != *rows) break;
    fclose(file);
    return values;
  }
  fprintf(stderr, "there is no column %s\n", name);
  exit(2);
}

static double clockSeconds(clockid_t clock) {
  struct timespec now;
  clock_gettime(clock, &now);
  return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* As in worker.ts: of this program alone, where the system tells. */
static double peakMemory(void) {
  FILE *status = fopen("/proc/self/status", "r");
  if (status != NULL) {
    char line[256];
    double own = 0;
    while (own == 0 && fgets(line, sizeof line, status) != NULL)
      if (strncmp(line, "VmHWM:", 6) == 0) own = atof(line + 6);
    fclose(status);
    if (own > 0) return own / 1024;
  }
  struct rusage usage;
  getrusage(RUSAGE_SELF, &usage);
  return (double)usage.ru_maxrss / 1024;
}

/* Digamma by recurrence and its asymptotic series. */
static double digamma(double x) {
  double sum = 0;
  while (x < 10) sum -= 1 / x++;
  double inverse = 1 / (x * x);
  return sum + log(x) - 0.5 / x -
         inverse * (1.0 / 12 - inverse * (1.0 / 120 - inverse * (1.0 / 252 - inverse * (1.0 / 240 - inverse / 132))));
}

static double trigamma(double x) {
  double sum = 0;
  while (x < 10) {
    sum += 1 / (x * x);
    x++;
  }
  double inverse = 1 / (x * x);
  return sum + 1 / x + 0.5 * inverse +
         inverse / x * (1.0 / 6 - inverse * (1.0 / 30 - inverse * (1.0 / 42 - inverse * (1.0 / 30 - inverse * 5.0 / 66))));
}

/* One more than the largest frequency. */
static size_t countFrequencies(const double *frequency, size_t rows) {
  size_t count = 0;
  for (size_t i = 0; i < rows; i++)
    if ((size_t)frequency[i] + 1 > count) count = (size_t)frequency[i] + 1;
  return count;
}

/* A likelihood of four parameters: returns the value, writes the gradient and the lower triangle of the second derivatives. */
typedef double (*Likelihood)(const void *rows, const double *parameters, double *gradient, double hessian[4][4]);

/* Runs the likelihood as often as the request allows and prints the report. */
static void reportLikelihood(const Request *request, Likelihood likelihood, const void *rows, const double *parameters,
                             const char *const *names) {
  double ready = 1000 * clockSeconds(CLOCK_REALTIME) - request->started;
  double before = peakMemory(), first = 0, spent = 0, value = 0;
  double gradient[4], hessian[4][4];
  double *wall = malloc(2 * (size_t)(request->runs + 1) * sizeof(double)), *cpu = wall + request->runs + 1;
  long count = 0;
  while (count == 0 || (wall[0] < request->longRun && count <= request->runs && spent < request->seconds)) {
    double used = clockSeconds(CLOCK_PROCESS_CPUTIME_ID), at = clockSeconds(CLOCK_MONOTONIC);
    value = likelihood(rows, parameters, gradient, hessian);
    wall[count] = clockSeconds(CLOCK_MONOTONIC) - at;
    cpu[count] = clockSeconds(CLOCK_PROCESS_CPUTIME_ID) - used;
    if (count == 0) first = 1000 * clockSeconds(CLOCK_REALTIME) - request->started;
    else spent += wall[count];
    count++;
  }
  printf("RESULT {\"ready\":%.3f,\"first\":%.3f,\"before\":%.2f,\"peak\":%.2f,\"steps\":[{\"name\":\"pass\"", ready, first,
         before, peakMemory());
  printf(",\"wall\":[%.9f", wall[0]);
  for (long i = 1; i < count; i++) printf(",%.9f", wall[i]);
  printf("],\"cpu\":[%.9f", cpu[0]);
  for (long i = 1; i < count; i++) printf(",%.9f", cpu[i]);
  printf("],\"numbers\":{\"logLikelihood\":%.17g", value);
  for (int i = 0; i < 4; i++) {
    printf(",\"slope of %s\":%.17g", names[i], gradient[i]);
    for (int j = 0; j <= i; j++) printf(",\"curvature of %s and %s\":%.17g", names[i], names[j], hessian[i][j]);
  }
  printf("},\"columns\":{}}]}\n");
}
