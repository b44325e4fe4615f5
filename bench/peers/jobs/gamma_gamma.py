import numpy as np
from lifetimes import GammaGammaFitter

from lifetimes_models import at, fit_answers

model = at(GammaGammaFitter, {"p": 6.25, "q": 3.744, "v": 15.44})


def repeaters(portfolio):
    """The customers that say something about spend: the peer refuses the others."""
    x, m = portfolio.columns["frequency"], portfolio.columns["meanSpend"]
    spent = (x > 0) & (m > 0)
    return x[spent], m[spent]


def answers(fitter, portfolio):
    x, m = repeaters(portfolio)

    def plain(values):
        return -len(x) * GammaGammaFitter._negative_log_likelihood(np.log(values.to_numpy()), x, m, np.ones(len(x)), 0)

    answered = fit_answers(fitter, plain, {"p": "p", "q": "q", "gamma": "v"})
    answered["numbers"]["logLikelihood at common parameters"] = plain(model.params_)
    return answered


def spend(portfolio):
    return model.conditional_expected_average_profit(portfolio.columns["frequency"], portfolio.columns["meanSpend"])


steps = {
    "fit": (lambda portfolio: GammaGammaFitter().fit(*repeaters(portfolio)), answers),
    "spend": (spend, lambda values, _: {"columns": {"spend": values}}),
}
