"""What a change of address needs to be valid; its owner makes it, so there is nothing to fill."""

VALUES = {"AddressChange": {"old_address": "old@example.org", "new_address": "new@example.org"}}
