"""What a reminder needs to be valid; its owner makes it, so there is nothing to fill."""

VALUES = {"Reminder": {"kind": "log"}}
