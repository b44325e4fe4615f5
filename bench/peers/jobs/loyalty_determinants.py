import pandas as pd
import pingouin

names = ["image1", "quality1", "expectation1"]


def z_score(column):
    return (column - column.mean()) / column.std()


def columns_of(frame):
    scores = pd.DataFrame({name: z_score(frame[name]) for name in names})
    return scores.assign(product=scores["image1"] * scores["quality1"])


def linear(portfolio):
    frame = pd.DataFrame(portfolio.columns)
    return pingouin.linear_regression(columns_of(frame), z_score(frame["loyalty1"]))


def logit(portfolio):
    frame = pd.DataFrame(portfolio.columns)
    return pingouin.logistic_regression(columns_of(frame), (frame["loyalty1"] >= 7).astype(int), tol=1e-8)


def coefficients(found, _):
    return {"columns": {"coefficients": found["coef"], "errors": found["se"]}}


def mediation(portfolio):
    frame = pd.DataFrame(portfolio.columns)
    return pingouin.mediation_analysis(
        data=frame, x="quality1", m=["image1", "expectation1"], y="loyalty1", n_boot=500, seed=1
    )


def effects(found, _):
    by_path = found.set_index("path")["coef"]
    return {
        "numbers": {"total": by_path["Total"], "direct": by_path["Direct"]},
        "columns": {"indirect": [by_path["Indirect image1"], by_path["Indirect expectation1"]]},
    }


steps = {"linear": (linear, coefficients), "logit": (logit, coefficients), "mediation": (mediation, effects)}
