"""What each command does, once its arguments are read: text and exit code out."""
