"""The payment provider: authorise, capture, refund."""

from dataclasses import dataclass


@dataclass
class Authorisation:
    reference: str
    amount: int


class Provider:
    def __init__(self, key: str) -> None:
        self.key = key

    def authorise(self, amount: int, card: str) -> Authorisation:
        """Reserves an amount in cents on a card."""
        return Authorisation(reference=f"{card[-4:]}-{amount}", amount=amount)

    # FIXME(payments.refunds): partial refunds
    def refund(self, authorisation: Authorisation) -> int:
        return authorisation.amount
