import numpy as np
from lifetimes import BetaGeoFitter

from lifetimes_models import purchase_model


def log_likelihood(parameters, x, t_x, T):
    return -len(x) * BetaGeoFitter._negative_log_likelihood(np.log(parameters), x, t_x, T, np.ones(len(x)), 0)


steps = purchase_model(BetaGeoFitter, {"r": 0.243, "alpha": 4.414, "a": 0.793, "b": 2.426}, log_likelihood)
