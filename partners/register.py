"""How a line of the register of public bodies becomes the name by which people know it."""

OWN_NAMES = ("Hoogheemraadschap", "Waterschap", "Wetterskip")
PREFIXES = {
    "ministerie": "Ministerie van",
    "gemeente": "Gemeente",
    "provincie": "Provincie",
    "waterschap": "Waterschap",
}


def full_name(kind: str, name: str) -> str:
    """ "Ministerie van Financiën", "Gemeente 's-Hertogenbosch", "Waterschap De Dommel", "Wetterskip Fryslân"."""
    if kind == "waterschap" and name.startswith(OWN_NAMES):
        return name
    return f"{PREFIXES[kind]} {name}"
