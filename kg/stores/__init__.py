"""Where quads live: files, the embedded store, remote stores."""
