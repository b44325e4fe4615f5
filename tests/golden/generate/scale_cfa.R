# Confirmatory factor analyses by lavaan, for tests/golden/scale-cfa.test.ts.
#
# Rscript scale_cfa.R FOLDER: reads servqual-synthetic.json there, writes r_scale_cfa.json beside it. Needs jsonlite and lavaan.
suppressMessages({
  library(jsonlite)
  library(lavaan)
})
folder <- commandArgs(TRUE)[1]
data <- fromJSON(file.path(folder, "servqual-synthetic.json"))
perceptions <- as.data.frame(data$P)
names(perceptions) <- data$items
dimensions <- split(data$items, rep(data$dimensions, data$items_per_dimension))[data$dimensions]

analyze <- function(names) {
  model <- paste(sapply(names, function(name) paste(name, "=~", paste(dimensions[[name]], collapse = " + "))), collapse = "\n")
  fit <- cfa(model, perceptions, std.lv = TRUE, control = list(rel.tol = 5e-11, iter.max = 20000))
  solution <- standardizedSolution(fit)
  loadings <- solution[solution$op == "=~", ]
  between <- solution[solution$op == "~~" & solution$lhs != solution$rhs, ]
  measures <- fitMeasures(fit, c("chisq", "df", "pvalue", "cfi", "tli", "rmsea", "srmr", "baseline.chisq", "baseline.df"))
  list(
    dimensions = I(names),
    fit = as.list(unclass(measures)),
    loadings = data.frame(item = loadings$rhs, loading = loadings$est.std, error = loadings$se, z = loadings$z),
    correlations = data.frame(one = between$lhs, other = between$rhs, correlation = between$est.std, error = between$se)
  )
}

result <- list(
  about = "Confirmatory factor analyses of the perceptions of servqual-synthetic.json, by scale_cfa.R",
  peer = paste("R", getRversion(), "lavaan", packageVersion("lavaan")),
  analyses = list(analyze(data$dimensions), analyze(c("tangibles", "empathy")), analyze("reliability"))
)
write(toJSON(result, digits = NA, auto_unbox = TRUE), file.path(folder, "r_scale_cfa.json"))
