using System.Text.Json;
using LlmFromScratch.Notebooks.Zmtp;

namespace LlmFromScratch.Notebooks.Jupyter;

/// <summary>A message that asks for something, and whom to answer.</summary>
/// <param name="Message">What it says.</param>
/// <param name="Number">Which message of its socket it is, those included that were dropped.</param>
/// <param name="Peer">Who sent it. A front end has the same identity on all channels.</param>
internal sealed record KernelRequest(JupyterMessage Message, long Number, PeerIdentity Peer)
{
    public JsonElement Content => Message.Content;
}
