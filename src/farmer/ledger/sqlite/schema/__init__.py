"""What a ledger's file is made of, and the steps that lead there from an older one's."""
