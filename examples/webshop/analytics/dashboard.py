def build_dashboard(events: list[dict]) -> dict:
    """Orders a day."""
    orders: dict[str, int] = {}
    for event in events:
        orders[event["day"]] = orders.get(event["day"], 0) + 1
    return orders
