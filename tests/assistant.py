"""Asking the tools as an assistant does, in process."""

import asyncio

from mcp import Client

from hustings.mcp import protocol


async def _call(name: str, arguments: dict):
    async with Client(protocol.server()) as client:
        return await client.call_tool(name, arguments)


def ask(name: str, /, **arguments) -> dict:
    """The structured answer, which the client has checked against the tool's schema."""
    result = asyncio.run(_call(name, arguments))
    assert not result.is_error, result.content[0].text
    return result.structured_content


def refused(name: str, /, **arguments) -> str:
    """What is said of a question that cannot be answered."""
    result = asyncio.run(_call(name, arguments))
    assert result.is_error and result.structured_content is None
    return result.content[0].text


def listed() -> dict:
    """The tools as they are offered."""

    async def run():
        async with Client(protocol.server()) as client:
            return (await client.list_tools()).tools

    return {tool.name: tool for tool in asyncio.run(run())}
