"""What happened: contact, evidence, promises, people and their groups."""
