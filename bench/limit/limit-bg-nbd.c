/* One pass of the BG/NBD likelihood with its gradient over all rows, by the method of src/clv/transactions/fit-beta-geometric.ts. */
#include "worker.h"

/* Rows sorted by frequency; those of frequency k are rows start[k] to start[k + 1]. */
typedef struct {
  size_t frequencies;
  const size_t *start;
  const double *recency, *age;
} Rows;

/* Sum of ln(1 + z): a product that is carried less 1, until it grows large. */
typedef struct {
  double sum, excess;
} LogSum;

static inline void addLog1p(LogSum *total, double z) {
  if (total->excess > 1e150) {
    total->sum += log1p(total->excess);
    total->excess = 0;
  }
  total->excess = total->excess * (1 + z) + z;
}

static double logSumOf(LogSum total) { return total.sum + log1p(total.excess); }

static double likelihood(const void *all, const double *parameters, double *gradient) {
  const Rows *rows = all;
  double r = parameters[0], alpha = parameters[1], a = parameters[2], b = parameters[3];
  double value = 0;
  memset(gradient, 0, 4 * sizeof(double));
  for (size_t x = 0; x < rows->frequencies; x++) {
    size_t from = rows->start[x], to = rows->start[x + 1];
    if (from == to) continue;
    double w = (double)(to - from), shape = r + (double)x;
    double logOdds = x == 0 ? 0 : log(a / (b + (double)x - 1));
    LogSum grown = {0, 0}, either = {0, 0};
    double slope = 0, share = 0, silent = 0, paused = 0;
    for (size_t i = from; i < to; i++) {
      double growth = rows->age[i] / alpha;
      addLog1p(&grown, growth);
      slope += (r * growth - (double)x) / (1 + growth);
      if (x == 0) continue;
      double pause = (rows->age[i] - rows->recency[i]) / (alpha + rows->recency[i]);
      double silence = log1p(pause);
      double odds = exp(logOdds + shape * silence);
      addLog1p(&either, odds);
      double gone = odds / (1 + odds);
      share += gone;
      silent += gone * silence;
      paused += gone * pause / (1 + growth);
    }
    double n = (double)x;
    double known = lgamma(r + n) - lgamma(r) - n * log(alpha) + lgamma(b + n) - lgamma(b) - lgamma(a + b + n) + lgamma(a + b);
    double all = digamma(a + b + n) - digamma(a + b);
    value += w * known + logSumOf(either) - shape * logSumOf(grown);
    gradient[0] += w * (digamma(r + n) - digamma(r)) + silent - logSumOf(grown);
    gradient[1] += (slope - shape * paused) / alpha;
    gradient[2] += share / a - w * all;
    gradient[3] += w * (digamma(b + n) - digamma(b) - all) - (x == 0 ? 0 : share / (b + n - 1));
  }
  return value;
}

int main(int argc, char **argv) {
  Request request = readRequest(argc, argv);
  size_t n;
  double *frequency = readColumn(&request, "frequency", &n), *recency = readColumn(&request, "recency", &n);
  double *age = readColumn(&request, "age", &n);
  size_t frequencies = 0;
  for (size_t i = 0; i < n; i++)
    if ((size_t)frequency[i] + 1 > frequencies) frequencies = (size_t)frequency[i] + 1;
  size_t *start = calloc(frequencies + 2, sizeof(size_t));
  for (size_t i = 0; i < n; i++) start[(size_t)frequency[i] + 2]++;
  for (size_t x = 0; x < frequencies; x++) start[x + 2] += start[x + 1];
  double *sortedRecency = malloc(n * sizeof(double)), *sortedAge = malloc(n * sizeof(double));
  for (size_t i = 0; i < n; i++) {
    size_t at = start[(size_t)frequency[i] + 1]++;
    sortedRecency[at] = recency[i];
    sortedAge[at] = age[i];
  }
  Rows rows = {frequencies, start, sortedRecency, sortedAge};
  const double parameters[] = {0.243, 4.414, 0.793, 2.426};
  const char *const names[] = {"r", "alpha", "a", "b"};
  reportLikelihood(&request, likelihood, &rows, parameters, names, 4);
  return 0;
}
