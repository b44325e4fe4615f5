/*
 * One pass of the Pareto/NBD likelihood with its first and second derivatives over all rows, by the method of
 * src/clv/transactions/pareto-nbd-likelihood.ts and src/numeric/pareto-kernel.ts: Gauss-Legendre panels with three functions a node.
 */
#include "worker.h"

#define MOST_NODES 16
#define PI 3.14159265358979323846

typedef struct {
  int count;
  double nodes[MOST_NODES], weights[MOST_NODES];
} Rule;

static Rule rules[3];

/* Nodes and weights of Gauss-Legendre quadrature on (-1, 1) by Newton's steps on the Legendre polynomial. */
static Rule gaussLegendre(int count) {
  Rule rule = {.count = count};
  for (int i = 0; i < count; i++) {
    double x = cos(PI * (i + 0.75) / (count + 0.5)), slope = 1;
    for (int round = 0; round < 100; round++) {
      double before = 0, value = 1;
      for (int k = 0; k < count; k++) {
        double next = ((2 * k + 1) * x * value - k * before) / (k + 1);
        before = value;
        value = next;
      }
      slope = count * (x * value - before) / (x * x - 1);
      double step = value / slope;
      x -= step;
      if (fabs(step) < 1e-16) break;
    }
    rule.nodes[count - 1 - i] = x;
    rule.weights[count - 1 - i] = 2 / ((1 - x * x) * slope * slope);
  }
  return rule;
}

static const Rule *ruleFor(double fall, double width) {
  if (fall < 2 && width < 1) return &rules[0];
  return fall < 8 && width < 2 ? &rules[1] : &rules[2];
}

/* Odds of having left against being there, their slopes by p, q, A and B, and their second derivatives (lower triangle). */
static double logOdds(double p, double q, double A, double B, double t0, double t1, double *slopes, double bends[4][4],
                      double *atLast) {
  double startA = A + t0, startB = B + t0, length = t1 - t0;
  double grownA = log1p(length / startA), grownB = log1p(length / startB);
  double start = fmin(startA, startB), far = 1 / fmax(startA, startB), end = fmax(grownA, grownB);
  double fall = p * grownA + (q + 1) * grownB + end;
  int single = fall < 24 && end < 4;
  const Rule *rule = ruleFor(fall, end);
  double sum = 0, mean[4] = {0}, square[4][4] = {{0}};
  for (double from = 0, width = end; from < end; from += width) {
    if (!single) {
      double grown = start * exp(from);
      double rate = p * grown / (startA - start + grown) + (q + 1) * grown / (startB - start + grown);
      width = fmin(2.5, log1p(16 / rate));
    }
    double half = 0.5 * fmin(width, end - from), added = 0;
    for (int i = 0; i < rule->count; i++) {
      double y = from + half * (1 + rule->nodes[i]);
      double u = start * expm1(y), other = log1p(u * far);
      double logA = startA <= startB ? y : other, logB = startA <= startB ? other : y;
      double mass = half * start * rule->weights[i] * exp(y - p * logA - (q + 1) * logB);
      double part[4] = {logA, logB, (length - u) / (startA + u), (length - u) / (startB + u)};
      added += mass;
      for (int j = 0; j < 4; j++) {
        mean[j] += mass * part[j];
        for (int k = 0; k <= j; k++) square[j][k] += mass * part[j] * part[k];
      }
    }
    sum += added;
    if (added < 1e-17 * sum) break;
  }
  double scale = sum == 0 ? 0 : 1 / sum, byA = p / (startA + length), byB = (q + 1) / (startB + length);
  double m[4];
  for (int j = 0; j < 4; j++) m[j] = mean[j] * scale;
#define AT(j, k) (square[j][k] * scale)
  slopes[0] = grownA - m[0];
  slopes[1] = grownB - m[1] + 1 / q;
  slopes[2] = -byA * m[2];
  slopes[3] = -byB * m[3] - 1 / (B + t1);
  bends[0][0] = AT(0, 0) - m[0] * m[0];
  bends[1][0] = AT(1, 0) - m[0] * m[1];
  bends[1][1] = AT(1, 1) - m[1] * m[1] - 1 / (q * q);
  bends[2][0] = byA * (AT(2, 0) - m[0] * m[2]) - m[2] / (startA + length);
  bends[2][1] = byA * (AT(2, 1) - m[1] * m[2]);
  bends[2][2] = byA * (byA * (AT(2, 2) - m[2] * m[2]) + (AT(2, 2) + 2 * m[2]) / (startA + length));
  bends[3][0] = byB * (AT(3, 0) - m[0] * m[3]);
  bends[3][1] = byB * (AT(3, 1) - m[1] * m[3]) - m[3] / (startB + length);
  bends[3][2] = byA * byB * (AT(3, 2) - m[2] * m[3]);
  bends[3][3] = byB * (byB * (AT(3, 3) - m[3] * m[3]) + (AT(3, 3) + 2 * m[3]) / (startB + length)) +
                1 / ((B + t1) * (B + t1));
  *atLast = log(sum) + log(q / (B + t0));
  return *atLast + p * grownA + q * grownB;
}

typedef struct {
  size_t rows;
  const double *frequency, *recency, *age;
  size_t frequencies;
  const double *customers;
} Rows;

static double likelihood(const void *all, const double *parameters, double *gradient, double hessian[4][4]) {
  const Rows *rows = all;
  double r = parameters[0], alpha = parameters[1], s = parameters[2], beta = parameters[3];
  double value = 0;
  for (int j = 0; j < 4; j++) gradient[j] = 0;
  memset(hessian, 0, 16 * sizeof(double));
  for (size_t x = 0; x < rows->frequencies; x++) {
    double w = rows->customers[x], n = (double)x;
    if (w == 0) continue;
    value += w * (lgamma(r + n) - lgamma(r) - n * log(alpha));
    gradient[0] += w * (digamma(r + n) - digamma(r));
    hessian[0][0] += w * (trigamma(r + n) - trigamma(r));
  }
  for (size_t i = 0; i < rows->rows; i++) {
    double x = rows->frequency[i], T = rows->age[i], t = rows->recency[i], p = r + x;
    double slopes[4], bends[4][4], atLast;
    double odds = logOdds(p, s, alpha, beta, t, T, slopes, bends, &atLast);
    double small = exp(-fabs(odds)), gone = (odds > 0 ? 1 : small) / (1 + small);
    double grownA = log1p(T / alpha), grownB = log1p(T / beta);
    double known = odds > 0 ? atLast - p * log1p(t / alpha) - s * log1p(t / beta) : -p * grownA - s * grownB;
    value += known + log1p(small);
    double leftA = alpha / (alpha + T), leftB = beta / (beta + T), shareA = T / (alpha + T), shareB = T / (beta + T);
    gradient[0] += gone * slopes[0] - grownA;
    gradient[1] += (r * shareA - x * leftA) / alpha + gone * slopes[2];
    gradient[2] += gone * slopes[1] - grownB;
    gradient[3] += s * shareB / beta + gone * slopes[3];
    double spread = small / ((1 + small) * (1 + small));
    for (int j = 0; j < 4; j++)
      for (int k = 0; k <= j; k++) bends[j][k] = gone * bends[j][k] + spread * slopes[j] * slopes[k];
    hessian[0][0] += bends[0][0];
    hessian[1][0] += bends[2][0] + shareA / alpha;
    hessian[1][1] += bends[2][2] - (r * shareA * (1 + leftA) - x * leftA * leftA) / (alpha * alpha);
    hessian[2][0] += bends[1][0];
    hessian[2][1] += bends[2][1];
    hessian[2][2] += bends[1][1];
    hessian[3][0] += bends[3][0];
    hessian[3][1] += bends[3][2];
    hessian[3][2] += bends[3][1] + shareB / beta;
    hessian[3][3] += bends[3][3] - s * shareB * (1 + leftB) / (beta * beta);
  }
  return value;
}

int main(int argc, char **argv) {
  Request request = readRequest(argc, argv);
  size_t n;
  double *frequency = readColumn(&request, "frequency", &n), *recency = readColumn(&request, "recency", &n);
  double *age = readColumn(&request, "age", &n);
  size_t frequencies = countFrequencies(frequency, n);
  double *customers = calloc(frequencies, sizeof(double));
  for (size_t i = 0; i < n; i++) customers[(size_t)frequency[i]]++;
  const int counts[] = {8, 12, 16};
  for (int k = 0; k < 3; k++) rules[k] = gaussLegendre(counts[k]);
  Rows rows = {n, frequency, recency, age, frequencies, customers};
  const double parameters[] = {0.553, 10.578, 0.606, 11.669};
  const char *const names[] = {"r", "alpha", "s", "beta"};
  reportLikelihood(&request, likelihood, &rows, parameters, names);
  return 0;
}
