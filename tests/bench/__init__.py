"""How fast the product is: `make bench`. docs/performance.md explains the figures."""
