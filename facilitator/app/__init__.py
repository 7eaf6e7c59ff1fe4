"""The shell of the program in the terminal: Home, New, Run, settings, palette."""
