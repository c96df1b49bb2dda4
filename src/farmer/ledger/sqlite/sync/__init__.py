"""What two ledgers tell of each row, and writing down what they come to together."""
