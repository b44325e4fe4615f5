/*
 * One pass of the BG/NBD likelihood with its first and second derivatives over all rows, by the method of
 * src/clv/transactions/beta-geometric-likelihood.ts: a logarithm and an exponential a row, sums of logarithms as products.
 */
#include "worker.h"

/* Rows sorted by frequency; those of frequency x are rows start[x] to start[x + 1]. */
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

static double likelihood(const void *all, const double *parameters, double *gradient, double hessian[4][4]) {
  const Rows *rows = all;
  double r = parameters[0], alpha = parameters[1], a = parameters[2], b = parameters[3];
  double value = 0;
  for (int j = 0; j < 4; j++) gradient[j] = 0;
  memset(hessian, 0, 16 * sizeof(double));
  for (size_t x = 0; x < rows->frequencies; x++) {
    size_t from = rows->start[x], to = rows->start[x + 1];
    if (from == to) continue;
    double n = (double)x, w = (double)(to - from), shape = r + n, chance = x == 0 ? 0 : 1 / (b + (n - 1));
    double logOdds = x == 0 ? 0 : log(a * chance);
    LogSum growths = {0, 0}, either = {0, 0};
    double slope = 0, share = 0, bend = 0;
    double p = 0, ps = 0, pd = 0, pdd = 0, v = 0, vs = 0, vss = 0, vd = 0, vsd = 0, vdd = 0;
    for (size_t i = from; i < to; i++) {
      double g = rows->age[i] / alpha, inverse = 1 / (1 + g), own = (r * g - n) * inverse;
      addLog1p(&growths, g);
      slope += own;
      share += g * inverse;
      bend += own * inverse;
      if (x == 0) continue;
      double pause = (rows->age[i] - rows->recency[i]) / (alpha + rows->recency[i]);
      double s = log1p(pause), odds = exp(logOdds + shape * s), d = pause * inverse;
      addLog1p(&either, odds);
      double stay = 1 / (1 + odds), leave = odds * stay, spread = leave * stay;
      p += leave;
      ps += leave * s;
      pd += leave * d;
      pdd += leave * d * (2 + pause) * inverse;
      v += spread;
      vs += spread * s;
      vss += spread * s * s;
      vd += spread * d;
      vsd += spread * s * d;
      vdd += spread * d * d;
    }
    double grown = logSumOf(growths);
    double psiAB = digamma(a + b + n) - digamma(a + b), bendAB = trigamma(a + b + n) - trigamma(a + b);
    value += w * (lgamma(r + n) - lgamma(r) - n * log(alpha) + lgamma(b + n) - lgamma(b) - lgamma(a + b + n) + lgamma(a + b));
    value += logSumOf(either) - shape * grown;
    gradient[0] += w * (digamma(r + n) - digamma(r)) + ps - grown;
    gradient[1] += (slope - shape * pd) / alpha;
    gradient[2] += p / a - w * psiAB;
    gradient[3] += w * (digamma(b + n) - digamma(b) - psiAB) - chance * p;
    hessian[0][0] += w * (trigamma(r + n) - trigamma(r)) + vss;
    hessian[1][0] += (share - pd - shape * vsd) / alpha;
    hessian[1][1] += (shape * (pdd + shape * vdd) - bend - r * share) / (alpha * alpha);
    hessian[2][0] += vs / a;
    hessian[2][1] -= shape * vd / (alpha * a);
    hessian[2][2] += (v - p) / (a * a) - w * bendAB;
    hessian[3][0] -= chance * vs;
    hessian[3][1] += chance * shape * vd / alpha;
    hessian[3][2] -= chance * v / a + w * bendAB;
    hessian[3][3] += w * (trigamma(b + n) - trigamma(b) - bendAB) + chance * chance * (v + p);
  }
  return value;
}

int main(int argc, char **argv) {
  Request request = readRequest(argc, argv);
  size_t n;
  double *frequency = readColumn(&request, "frequency", &n), *recency = readColumn(&request, "recency", &n);
  double *age = readColumn(&request, "age", &n);
  size_t frequencies = countFrequencies(frequency, n);
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
  reportLikelihood(&request, likelihood, &rows, parameters, names);
  return 0;
}
