import csv


def import_products(path: str) -> list[dict]:
    """Reads the old product list."""
    with open(path, newline="") as file:
        return [clean(row) for row in csv.DictReader(file)]


def clean(row: dict) -> dict:
    return {key.strip().lower(): value.strip() for key, value in row.items()}
