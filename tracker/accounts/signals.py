"""What the features above accounts may want to know; tracker.apps connects them."""

from django.dispatch import Signal

# Sent in the transaction of the change, with `user`.
zone_changed = Signal()
# Sent in the transaction in which an old address took an account back, with `user`.
address_restored = Signal()
