"""Country names by ISO 3166-1 alpha-2 code, as far as engagements have taken place there or may."""

NAMES = {
    "AE": "United Arab Emirates", "AR": "Argentina", "AT": "Austria", "AU": "Australia", "AZ": "Azerbaijan",
    "BE": "Belgium", "BN": "Brunei", "BR": "Brazil", "CA": "Canada", "CH": "Switzerland", "CL": "Chile",
    "CN": "China", "CO": "Colombia", "CZ": "Czechia", "DE": "Germany", "DK": "Denmark", "EG": "Egypt",
    "ES": "Spain", "ET": "Ethiopia", "FI": "Finland", "FR": "France", "GB": "United Kingdom", "GR": "Greece",
    "HK": "Hong Kong", "HU": "Hungary", "ID": "Indonesia", "IE": "Ireland", "IL": "Israel", "IN": "India",
    "IS": "Iceland", "IT": "Italy", "JP": "Japan", "KE": "Kenya", "KH": "Cambodia", "KP": "North Korea",
    "KR": "South Korea", "KZ": "Kazakhstan", "LA": "Laos", "LU": "Luxembourg", "MA": "Morocco", "MM": "Myanmar",
    "MN": "Mongolia", "MO": "Macau", "MT": "Malta", "MX": "Mexico", "MY": "Malaysia", "NG": "Nigeria",
    "NL": "Netherlands", "NO": "Norway", "NP": "Nepal", "NZ": "New Zealand", "PA": "Panama", "PE": "Peru",
    "PG": "Papua New Guinea", "PH": "Philippines", "PK": "Pakistan", "PL": "Poland", "PT": "Portugal",
    "QA": "Qatar", "RO": "Romania", "RS": "Serbia", "RU": "Russia", "SA": "Saudi Arabia", "SE": "Sweden",
    "SG": "Singapore", "TH": "Thailand", "TR": "Turkey", "TW": "Taiwan", "UA": "Ukraine", "US": "United States",
    "UZ": "Uzbekistan", "VA": "Vatican City", "VN": "Vietnam", "ZA": "South Africa",
}  # fmt: skip
CODES = {name.casefold(): code for code, name in NAMES.items()} | {"usa": "US", "uk": "GB", "prc": "CN"}


def country_name(code: str) -> str:
    """The name a reader knows, or the code itself where we have none."""
    return NAMES.get(code, code)
