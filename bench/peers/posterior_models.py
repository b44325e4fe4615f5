"""Steps that the samplers of pymc-marketing share."""
import arviz
import numpy as np
import pandas as pd


def posterior(make, names, sampler="pymc"):
    """`make(frame)` builds the model; `names`: what a parameter is called there, by what it is called in the race."""

    def frame(portfolio):
        x, t, T, m = (portfolio.columns[name] for name in ("frequency", "recency", "age", "meanSpend"))
        return pd.DataFrame(
            {"customer_id": np.arange(len(x)), "frequency": x, "recency": t, "T": T, "monetary_value": m}
        )

    def sample(portfolio):
        numbers = portfolio.numbers
        return make(frame(portfolio)).fit(
            chains=int(numbers["chains"]),
            draws=int(numbers["draws"]),
            tune=int(numbers["peersWarmUp"]),
            cores=1,
            random_seed=1,
            progressbar=False,
            nuts_sampler=sampler,
        )

    def answers(data, _):
        effective = arviz.ess(data, var_names=list(names.values()))
        return {
            "columns": {name: data.posterior[theirs].to_numpy().ravel() for name, theirs in names.items()},
            "numbers": {f"effective draws of {name}": effective[theirs] for name, theirs in names.items()},
        }

    return {"sample": (sample, answers)}
