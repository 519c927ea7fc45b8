def track(name: str, **properties: str) -> dict:
    return {"name": name, **properties}
