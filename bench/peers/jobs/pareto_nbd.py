import numpy as np
from lifetimes import ParetoNBDFitter

from lifetimes_models import purchase_model


def log_likelihood(parameters, x, t_x, T):
    return ParetoNBDFitter._conditional_log_likelihood(parameters, x, t_x, T).sum()


def make():
    # The peer draws its start; a seed makes the race repeatable.
    np.random.seed(1)
    return ParetoNBDFitter()


steps = purchase_model(make, {"r": 0.553, "alpha": 10.578, "s": 0.606, "beta": 11.669}, log_likelihood)
