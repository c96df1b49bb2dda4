"""What happens to laptops, done to farmer on purpose: `make torture`, and a little of it in CI."""
