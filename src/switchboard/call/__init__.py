"""The vocabulary of calls: events, causes and ways of pressing keys, as all layers above the model know them."""
