"""An engine without telephones: a scripted caller and scripted lines on virtual time."""
