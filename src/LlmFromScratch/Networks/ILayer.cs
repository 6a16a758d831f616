using LlmFromScratch.Autograd;

namespace LlmFromScratch.Networks;

/// <summary>A part that turns one tensor into another.</summary>
public interface ILayer : IModule
{
    /// <summary>What it makes of its input.</summary>
    /// <param name="x">The input; its last dimension holds the features.</param>
    /// <param name="step">The step of training, from 0; null when the network is only used. Dropout looks at it.</param>
    Tensor Forward(Tensor x, long? step = null);
}
