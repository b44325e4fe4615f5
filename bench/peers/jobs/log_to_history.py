import pandas as pd
from lifetimes.utils import summary_data_from_transaction_data

frames = {}


def frame(portfolio):
    """The data frame, made once: reading is no part of the race."""
    if portfolio.name not in frames:
        columns = portfolio.columns
        frames[portfolio.name] = pd.DataFrame(
            {
                "customer": columns["customer"].astype("int64"),
                "date": pd.to_datetime(columns["day"].astype("int64"), unit="D"),
                "amount": columns["amount"],
            }
        )
    return frames[portfolio.name]


def prepare(portfolio):
    frame(portfolio)


def summarize(portfolio):
    return summary_data_from_transaction_data(
        frame(portfolio),
        "customer",
        "date",
        monetary_value_col="amount",
        observation_period_end=pd.to_datetime(portfolio.numbers["observedUntil"], unit="D"),
        freq="D",
    )


def answers(summary, _):
    summary = summary.sort_index()
    names = {"frequency": "frequency", "recency": "recency", "age": "T", "meanSpend": "monetary_value"}
    return {"columns": {name: summary[theirs].to_numpy() for name, theirs in names.items()}}


steps = {"summarize": (summarize, answers)}
