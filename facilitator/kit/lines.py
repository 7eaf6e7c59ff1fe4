"""A list to look at."""

from facilitator.kit.rows import Rows


class Lines(Rows):
    """Rows among which nothing is chosen."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Everything but choosing."""
        return action != "choose" and super().check_action(action, parameters)
