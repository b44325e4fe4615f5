from jobs.posterior_bg_nbd import names
from posterior_models import posterior
from pymc_marketing.clv import BetaGeoModel

steps = posterior(BetaGeoModel, names, sampler="nutpie")
