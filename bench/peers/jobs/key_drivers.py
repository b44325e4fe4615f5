import pandas as pd
import pingouin

names = [f"{block}{h}" for block in ("image", "expectation", "quality") for h in range(1, 5)]


def drivers(portfolio):
    frame = pd.DataFrame(portfolio.columns)
    return pingouin.linear_regression(frame[names], frame["loyalty1"], relimp=True)


def answers(found, _):
    terms = found.set_index("names").loc[names]
    return {
        "numbers": {"rSquared": terms["r2"].iloc[0]},
        "columns": {"coefficients": terms["coef"], "errors": terms["se"], "importances": terms["relimp"]},
    }


steps = {"drivers": (drivers, answers)}
