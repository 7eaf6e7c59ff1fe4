"""Writes ``session.json`` and ``session.schema.json``."""

import msgspec

from facilitator.exports.package import Package


def files(package: Package) -> dict[str, bytes]:
    """The record of the session byte for byte, and its schema."""
    schema = msgspec.json.encode(package.schema, order="sorted")
    return {"session.json": package.record, "session.schema.json": msgspec.json.format(schema, indent=2) + b"\n"}
