# What R says: base R (stats), and Debian's packages epitools and Epi. See test_against_r.py.
#
# Rscript oracle.R DIRECTORY reads there tables.csv (a of n against b of m) and families.csv
# (family, p; NA where not tested), and writes answers.csv and adjusted.csv. Numbers have 17 digits,
# which is all of them. Exit code 3: a package is missing.

options(warn = -1) # of small counts, which are the point
if (!all(vapply(c("epitools", "Epi"), requireNamespace, logical(1), quietly = TRUE))) quit(status = 3)
directory <- commandArgs(trailingOnly = TRUE)[1]
tables <- read.csv(file.path(directory, "tables.csv"))
families <- read.csv(file.path(directory, "families.csv"))

deliver <- function(frame, name) {
  numbers <- vapply(frame, is.double, logical(1))
  frame[numbers] <- lapply(frame[numbers], function(x) sprintf("%.17g", x))
  write.csv(frame, file.path(directory, name), row.names = FALSE, quote = FALSE)
}

# One named answer a table, as columns.
each <- function(answer) {
  rows <- Map(function(a, n, b, m) answer(a, n, b, m), tables$a, tables$n, tables$b, tables$m)
  as.data.frame(do.call(rbind, rows))
}

cells <- function(a, n, b, m) matrix(c(a, n - a, b, m - b), 2, byrow = TRUE)

base <- each(function(a, n, b, m) {
  both <- cells(a, n, b, m)
  wilson <- prop.test(a, n, correct = FALSE)$conf.int
  c(
    prop_test = prop.test(both, correct = FALSE)$p.value,
    chisq_test = chisq.test(both, correct = FALSE)$p.value,
    fisher = fisher.test(both, conf.int = FALSE)$p.value,
    wilson_low = wilson[1], wilson_high = wilson[2]
  )
})

packages <- each(function(a, n, b, m) {
  katz <- Epi::twoby2(cells(a, n, b, m), print = FALSE, F.lim = 0)$measures[1, ]
  c(
    mid_p = epitools::ormidp.test(a, n - a, b, m - b)$two.sided,
    katz_low = katz[[2]], katz_high = katz[[3]]
  )
})
newcombe <- with(tables, Epi::ci.pd(a, b, n - a, m - b, print = FALSE))
packages$newcombe_low <- newcombe[, 6]
packages$newcombe_high <- newcombe[, 7]
wilson <- with(tables, epitools::binom.wilson(b, m))
packages$wilson_to_low <- wilson$lower
packages$wilson_to_high <- wilson$upper

# Koopman's statistic is Pearson's chi-square against the likelihoods that fit best when their
# ratio is held; its ends by halving, on the logarithm of the ratio. Of Debian's packages only
# epiR has this interval: behind 66 others, and wrong where everybody in a group had the event.
fitted_likelihood <- function(ratio, a, n, b, m) {
  linear <- n * ratio + a + m + b * ratio
  2 * ratio * (a + b) / (linear + sqrt(linear^2 - 4 * (n + m) * ratio * (a + b)))
}
fitted_rest <- function(ratio, a, n, b, m) { # 1 - fitted_likelihood, without subtracting
  linear <- n * ratio + a + m + b * ratio - 2 * (n + m)
  constant <- (n - a) * (1 - ratio)
  spread <- sqrt(pmax(linear^2 - 4 * (n + m) * constant, 0))
  ifelse(linear > 0, -2 * constant / (linear + spread), (spread - linear) / (2 * (n + m)))
}
pearson <- function(ratio, a, n, b, m) {
  likelihood <- fitted_likelihood(ratio, a, n, b, m)
  rest <- fitted_rest(ratio, a, n, b, m)
  ifelse(a == n, n * rest / likelihood, (n * rest - (n - a))^2 / (n * likelihood * rest))
}
koopman_statistic <- function(ratio, a, n, b, m) {
  pearson(ratio, a, n, b, m) + pearson(1 / ratio, b, m, a, n)
}
halve <- function(outward) {
  with(tables, {
    estimate <- log((a / n) / (b / m))
    inside <- ifelse(is.finite(estimate), estimate, -outward * 40)
    outside <- rep(outward * 40, length(a))
    for (step in 1:80) {
      middle <- (inside + outside) / 2
      beyond <- koopman_statistic(exp(middle), a, n, b, m) > qchisq(0.95, 1)
      beyond <- !is.na(beyond) & beyond
      outside <- ifelse(beyond, middle, outside)
      inside <- ifelse(beyond, inside, middle)
    }
    exp(outside)
  })
}
base$koopman_low <- with(tables, ifelse(a == 0, 0, halve(-1)))
base$koopman_high <- with(tables, ifelse(b == 0, Inf, halve(1)))

deliver(cbind(base, packages), "answers.csv")

by_family <- split(families$p, families$family)
deliver(
  data.frame(
    holm = unlist(lapply(by_family, p.adjust, method = "holm")),
    benjamini_hochberg = unlist(lapply(by_family, p.adjust, method = "BH"))
  ),
  "adjusted.csv"
)
