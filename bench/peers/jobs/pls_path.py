import pandas as pd
from plspm.config import Config, Structure
from plspm.mode import Mode
from plspm.plspm import Plspm
from plspm.scheme import Scheme

blocks = ["image", "expectation", "quality", "value", "satisfaction", "loyalty"]
edges = [
    ("image", "expectation"),
    ("image", "satisfaction"),
    ("image", "loyalty"),
    ("expectation", "quality"),
    ("expectation", "value"),
    ("expectation", "satisfaction"),
    ("quality", "value"),
    ("quality", "satisfaction"),
    ("value", "satisfaction"),
    ("satisfaction", "loyalty"),
]


def fitted(portfolio, **options):
    frame = pd.DataFrame(portfolio.columns)
    # What the peer calls scaled is divided by one deviation of all items together.
    frame = (frame - frame.mean()) / frame.std()
    structure = Structure()
    for cause, effect in edges:
        structure.add_path([cause], [effect])
    config = Config(structure.path(), scaled=False)
    for block in blocks:
        config.add_lv_with_columns_named(block, Mode.A, frame, block)
    return Plspm(frame, config, Scheme.PATH, iterations=300, tolerance=1e-14, **options)


def fit(portfolio):
    model = fitted(portfolio)
    # Effects are worked out when they are asked for.
    model.effects(), model.unidimensionality()
    return model


def fit_answers(model, portfolio):
    coefficients = model.path_coefficients()
    loadings = model.outer_model()["loading"]
    explained = model.inner_summary()["r_squared"]
    return {
        "columns": {
            "coefficients": [coefficients.loc[effect, cause] for cause, effect in edges],
            "loadings": [loadings[item] for item in portfolio.columns],
            "explained": [explained[block] for block in blocks[1:]],
        },
        "numbers": {"goodnessOfFit": model.goodness_of_fit()},
    }


def bootstrap(portfolio):
    large = len(portfolio.columns["image1"]) > 1000
    # With more processes than one each would draw the same respondents.
    draws = 10 if large else int(portfolio.numbers["draws"])
    return fitted(portfolio, bootstrap=True, bootstrap_iterations=draws, processes=1)


def bootstrap_answers(model, _):
    errors = model.bootstrap().paths()["std.error"]
    return {"columns": {"errors": [errors[f"{cause} -> {effect}"] for cause, effect in edges]}}


steps = {"fit": (fit, fit_answers), "bootstrap": (bootstrap, bootstrap_answers)}
