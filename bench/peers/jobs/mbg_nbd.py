import numpy as np
from lifetimes import ModifiedBetaGeoFitter

from lifetimes_models import purchase_model


def log_likelihood(parameters, x, t_x, T):
    return -len(x) * ModifiedBetaGeoFitter._negative_log_likelihood(np.log(parameters), x, t_x, T, np.ones(len(x)), 0)


steps = purchase_model(ModifiedBetaGeoFitter, {"r": 0.525, "alpha": 6.183, "a": 0.891, "b": 1.614}, log_likelihood)
