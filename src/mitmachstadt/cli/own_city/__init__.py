"""A city of one's own, from one commented TOML file: read and checked here, then entered."""
