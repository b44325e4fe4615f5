from pymc_marketing.clv import BetaGeoModel

from posterior_models import posterior

names = {name: name for name in ("r", "alpha", "a", "b")}
steps = posterior(BetaGeoModel, names)
