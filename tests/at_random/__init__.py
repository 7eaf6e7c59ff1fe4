"""Sessions to which anything happens, act by act, through what the screens call."""
