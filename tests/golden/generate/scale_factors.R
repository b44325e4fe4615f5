# Factor analyses, their rotations and scores, and splits by R, for tests/golden/scale-factors.test.ts.
#
# Rscript scale_factors.R FOLDER: reads servqual-synthetic.json there, writes r_scale_factors.json beside it. Needs jsonlite and psych.
# The searches of factanal (from five starts, drawn from a seed) and fa are tightened until loadings no longer change in the tenth digit.
suppressMessages({
  library(jsonlite)
  library(psych)
})
folder <- commandArgs(TRUE)[1]
data <- fromJSON(file.path(folder, "servqual-synthetic.json"))
perceptions <- as.data.frame(data$P)
names(perceptions) <- data$items
correlations <- cor(perceptions)

set.seed(1)
tight <- list(nstart = 5, opt = list(factr = 1, pgtol = 0, maxit = 5000))
tight$lower <- 0.005
plain <- function(loadings) unname(unclass(loadings)[, , drop = FALSE])

maximum_likelihood <- function(factors) {
  fit <- factanal(perceptions, factors, rotation = "none", control = tight)
  simple <- varimax(fit$loadings, normalize = TRUE, eps = 1e-15)
  oblique <- promax(simple$loadings, m = 4)
  # promax turns its argument by varimax again, which changes nothing here.
  list(
    factors = factors,
    uniquenesses = unname(fit$uniquenesses),
    objective = unname(fit$criteria["objective"]),
    chiSquare = unname(fit$STATISTIC),
    degreesOfFreedom = unname(fit$dof),
    pValue = unname(fit$PVAL),
    unrotated = plain(fit$loadings),
    varimax = plain(simple$loadings),
    promax = plain(oblique$loadings),
    promaxCorrelations = unname(solve(crossprod(oblique$rotmat)))
  )
}

# factanal's own scores stand on a varimax that stops early; these are of the loadings above.
scores <- function(factors) {
  fit <- factanal(perceptions, factors, rotation = "none", control = tight)
  oblique <- promax(varimax(fit$loadings, normalize = TRUE, eps = 1e-15)$loadings, m = 4)
  loadings <- plain(oblique$loadings)
  z <- scale(perceptions)
  own <- loadings / fit$uniquenesses
  list(
    factors = factors,
    loadings = loadings,
    regression = unname(z %*% solve(correlations, loadings %*% solve(crossprod(oblique$rotmat)))),
    bartlett = unname(z %*% own %*% solve(t(loadings) %*% own))
  )
}

# The residuals off the diagonal as a function of the loadings: minres by definition, not by way of uniquenesses.
minres <- function(factors) {
  items <- ncol(correlations)
  off <- row(correlations) != col(correlations)
  objective <- function(x) {
    loadings <- matrix(x, items)
    sum((correlations - tcrossprod(loadings))[off]^2) / 4
  }
  gradient <- function(x) {
    loadings <- matrix(x, items)
    residual <- (correlations - tcrossprod(loadings)) * off
    as.vector(-residual %*% loadings)
  }
  start <- unclass(fa(correlations, factors, fm = "minres", rotate = "none", n.obs = nrow(perceptions))$loadings)
  x <- as.vector(start)
  for (round in 1:5) x <- optim(x, objective, gradient, method = "BFGS", control = list(reltol = 1e-16, maxit = 5000))$par
  loadings <- matrix(x, items)
  list(
    factors = factors,
    communalities = rowSums(loadings^2),
    # Twice what is written above, each pair counting twice.
    objective = 2 * objective(x),
    rmsr = sqrt(mean((correlations - tcrossprod(loadings))[off]^2))
  )
}

dimensions <- split(data$items, rep(data$dimensions, data$items_per_dimension))[data$dimensions]
halves <- lapply(dimensions, function(items) {
  own <- cov(perceptions[, items])
  size <- length(items)
  best <- -Inf
  for (split in 1:(2^(size - 1) - 1)) {
    inside <- as.logical(bitwAnd(split, 2^(0:(size - 1))))
    best <- max(best, 4 * sum(own[inside, !inside]) / sum(own))
  }
  off <- own
  diag(off) <- 0
  list(
    lambda4 = best,
    lambda5 = 1 - sum(diag(own)) / sum(own) + 2 * sqrt(max(colSums(off^2))) / sum(own)
  )
})

result <- list(
  about = "Factor analyses of the perceptions of servqual-synthetic.json, by scale_factors.R",
  peer = paste("R", getRversion(), "stats, psych", packageVersion("psych")),
  maximumLikelihood = lapply(2:5, maximum_likelihood),
  scores = scores(3),
  minres = lapply(1:3, minres),
  halves = halves
)
write(toJSON(result, digits = NA, auto_unbox = TRUE, pretty = FALSE), file.path(folder, "r_scale_factors.json"))
