from pymc_marketing.clv import GammaGammaModel

from posterior_models import posterior


def make(frame):
    return GammaGammaModel(frame[frame.frequency > 0].reset_index(drop=True))


steps = posterior(make, {"p": "p", "q": "q", "gamma": "v"})
