using System.Text.Json;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>A message from a front end, its signature checked and its parts read.</summary>
/// <param name="Id">Which message it is.</param>
/// <param name="Type">What it is: <c>execute_request</c>.</param>
/// <param name="HeaderJson">The header as it came: whatever is sent because of this message carries it as its parent header.</param>
/// <param name="Header">The header, an object.</param>
/// <param name="ParentHeader">The header of the message that this one answers; an empty object if it answers none.</param>
/// <param name="Metadata">An object.</param>
/// <param name="Content">An object, whose members depend on the type and may be missing or of any kind.</param>
/// <param name="Buffers">Raw data after the JSON parts.</param>
internal sealed record JupyterMessage(
    string Id,
    string Type,
    byte[] HeaderJson,
    JsonElement Header,
    JsonElement ParentHeader,
    JsonElement Metadata,
    JsonElement Content,
    IReadOnlyList<byte[]> Buffers);
