"""One module a command; `assistant.cli` says what each takes."""
