"""The product with two bare views beside it, which its figures are compared with."""
