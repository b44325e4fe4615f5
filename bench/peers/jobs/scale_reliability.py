import factor_analyzer.factor_analyzer as module
import numpy as np
import pandas as pd
import pingouin
from factor_analyzer import FactorAnalyzer, calculate_bartlett_sphericity, calculate_kmo

check_array = module.check_array
module.check_array = lambda data, force_all_finite=True, **options: check_array(
    data, ensure_all_finite=force_all_finite, **options
)


def frame(portfolio):
    return pd.DataFrame(portfolio.columns)


def alpha(portfolio):
    return pingouin.cronbach_alpha(frame(portfolio))


def alpha_answers(found, _):
    value, (lower, upper) = found
    return {"numbers": {"alpha": value, "lower": lower, "upper": upper}}


def adequacy(portfolio):
    data = frame(portfolio)
    return calculate_kmo(data), calculate_bartlett_sphericity(data)


def adequacy_answers(found, _):
    (by_item, overall), (chi_square, _) = found
    return {"numbers": {"overall": overall, "chiSquare": chi_square}, "columns": {"byItem": by_item}}


def factors(portfolio):
    return FactorAnalyzer(n_factors=6, rotation="varimax", method="minres").fit(frame(portfolio))


def factors_answers(found, _):
    return {
        "columns": {
            "communalities": found.get_communalities(),
            "largest": np.abs(found.loadings_).max(axis=1),
        }
    }


steps = {
    "alpha": (alpha, alpha_answers),
    "adequacy": (adequacy, adequacy_answers),
    "factors": (factors, factors_answers),
}
