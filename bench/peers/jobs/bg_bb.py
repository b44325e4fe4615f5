import numpy as np
from lifetimes import BetaGeoBetaBinomFitter

from lifetimes_models import at, fit_answers

parameters = {"alpha": 1.2, "beta": 0.75, "gamma": 0.66, "delta": 2.78}
model = at(BetaGeoBetaBinomFitter, parameters)


def columns(portfolio):
    return tuple(portfolio.columns[name] for name in ("frequency", "recency", "age"))


def answers(fitter, portfolio):
    weight = portfolio.columns["weight"]

    def plain(values):
        return (BetaGeoBetaBinomFitter._loglikelihood(values.to_numpy(), *columns(portfolio)) * weight).sum()

    answered = fit_answers(fitter, plain, {name: name for name in parameters})
    answered["numbers"]["logLikelihood at common parameters"] = plain(model.params_)
    return answered


steps = {
    "fit": (
        lambda portfolio: BetaGeoBetaBinomFitter().fit(*columns(portfolio), weights=portfolio.columns["weight"]),
        answers,
    ),
    "alive": (
        lambda portfolio: model.conditional_probability_alive(1, *columns(portfolio)),
        lambda alive, _: {"columns": {"alive": alive}},
    ),
    "expected": (
        lambda portfolio: model.conditional_expected_number_of_purchases_up_to_time(5, *columns(portfolio)),
        lambda expected, _: {"columns": {"expected": expected}},
    ),
}
