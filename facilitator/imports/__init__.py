"""Files and pastes to people, items and workshops."""
