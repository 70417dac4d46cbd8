"""Many articles: built in parts on many cores or machines, and merged into one graph.

    report = build(documents(["archive/*.jsonl.gz"]), "parts")

What is new or changed is built, what is not is left; the same corpus gives the same bytes.
"""
