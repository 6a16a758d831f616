using LlmFromScratch.Kernels;

namespace LlmFromScratch.Tests.Kernels;

/// <summary>Another vector width until it is disposed.</summary>
internal sealed class LaneWidth : IDisposable
{
    private readonly int _before = RowLoops.Width;

    public LaneWidth(int width) => RowLoops.Width = width;

    /// <summary>None and every width there is; those that the processor lacks run in software, with the same bits.</summary>
    public static int[] All { get; } = [0, 128, 256, 512];

    public void Dispose() => RowLoops.Width = _before;
}
