"""What an auto attendant is: pure, frozen, self-validating documents."""
