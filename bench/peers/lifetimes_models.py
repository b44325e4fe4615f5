"""Steps that the purchase models of lifetimes share."""
import pandas as pd


def fit_answers(fitter, log_likelihood, names):
    """`names`: what a parameter is called there, by what it is called in the race."""
    errors = getattr(fitter, "standard_errors_", {})
    return {
        "numbers": {
            "logLikelihood": log_likelihood(fitter.params_),
            **{name: fitter.params_[theirs] for name, theirs in names.items()},
            **{f"error of {name}": errors[theirs] for name, theirs in names.items() if theirs in errors},
        }
    }


def at(make, parameters):
    """The fitter with given parameters, ready to score."""
    fitter = make()
    fitter.params_ = pd.Series(parameters)
    return fitter


def purchase_model(make, parameters, log_likelihood):
    """Fit and scores of a purchase process; `log_likelihood(parameters, x, t_x, T)` is the plain sum over customers."""
    model = at(make, parameters)

    def columns(portfolio):
        return tuple(portfolio.columns[name] for name in ("frequency", "recency", "age"))

    def fit(portfolio):
        return make().fit(*columns(portfolio))

    def answers(fitter, portfolio):
        def plain(values):
            return log_likelihood(values.to_numpy(), *columns(portfolio))

        answered = fit_answers(fitter, plain, {name: name for name in parameters})
        answered["numbers"]["logLikelihood at common parameters"] = plain(model.params_)
        return answered

    def alive(portfolio):
        return model.conditional_probability_alive(*columns(portfolio))

    def expected(portfolio):
        return model.conditional_expected_number_of_purchases_up_to_time(39, *columns(portfolio))

    return {
        "fit": (fit, answers),
        "alive": (alive, lambda chances, _: {"columns": {"alive": chances}}),
        "expected": (expected, lambda purchases, _: {"columns": {"expected": purchases}}),
        "score": (
            lambda portfolio: (alive(portfolio), expected(portfolio)),
            lambda scores, _: {"columns": {"alive": scores[0], "expected": scores[1]}},
        ),
    }
