def handle_event(event: dict) -> bool:
    """Whether the event was understood."""
    return event.get("type") in {"paid", "refunded", "failed"}
