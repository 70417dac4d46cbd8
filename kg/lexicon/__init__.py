"""Words to meaning, as data: TOML tables and their strict loader."""
