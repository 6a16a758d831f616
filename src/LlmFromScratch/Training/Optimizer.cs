using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

/// <summary>Changes parameters against their gradients, and keeps what it must remember from step to step.</summary>
public abstract class Optimizer
{
    private readonly Parameter[] _parameters;

    /// <summary>An optimizer of some parameters.</summary>
    protected Optimizer(IEnumerable<Parameter> parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _parameters = [.. parameters];
    }

    /// <summary>What it changes.</summary>
    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>What it remembers, by name, to be saved with a training that goes on; each array as long as its parameter.</summary>
    public abstract IEnumerable<(string Name, float[] Numbers)> Memory { get; }

    /// <summary>One step. A parameter without a gradient stays as it is.</summary>
    /// <param name="step">The number of the step, from 0.</param>
    /// <param name="rate">The learning rate.</param>
    public virtual void Step(long step, double rate)
    {
        for (int i = 0; i < _parameters.Length; i++)
            if (_parameters[i].Tensor.Grad is { } gradient)
                Change(i, _parameters[i].Tensor, gradient.Data, step, rate);
    }

    /// <summary>One step of one parameter.</summary>
    protected abstract void Change(int number, Tensor parameter, ReadOnlySpan<float> gradient, long step, double rate);

    /// <summary>Matrices are kept small by weight decay; biases and the weights of norms are not, since they have no excess to lose.</summary>
    protected static bool Decays(Tensor parameter) => parameter is { Rank: > 1 };
}
