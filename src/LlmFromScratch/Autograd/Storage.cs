namespace LlmFromScratch.Autograd;

/// <summary>The numbers of a tensor, and how often they were changed in place. A tensor and its reshaped views share one.</summary>
internal sealed class Storage(float[] data)
{
    /// <summary>The numbers, row by row.</summary>
    public float[] Data { get; } = data;

    /// <summary>The same numbers in float64: only inside a gradient check, where every operation computes both.</summary>
    public double[]? Exact { get; set; }

    /// <summary>Counts the changes in place, so that a backward pass notices that a number it needs is gone.</summary>
    public int Version { get; set; }
}
