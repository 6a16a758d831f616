using LlmFromScratch.Autograd;

namespace LlmFromScratch.Tests.Autograd;

public class TensorRecurrentTests
{
    private static Tensor Weights(float[] data, params int[] shape) => new(data, shape) { RequiresGrad = true };

    [Fact]
    public void Rnn_TwoSteps_HandCalculation()
    {
        // h₁ = tanh(0 + ½·w) = 0 with w = 0; h₂ = tanh(1 + h₁·w)
        Tensor gates = Weights([0, 1], 2, 1, 1), weight = Weights([0], 1, 1), hidden = Weights([0.5f], 1, 1);
        RecurrentStates run = Tensor.Rnn(gates, weight, hidden);
        Assert.Equal([2, 1, 1], run.States.Shape);
        Assert.Equal(0, run.States.Data[0]);
        Assert.Equal(MathF.Tanh(1), run.States.Data[1], 1e-6f);
        Assert.Equal(run.States.Data[1], run.Hidden.Item());
        Assert.Null(run.Cell);
        run.States.Sum().Backward();
        float slope = 1 - run.Hidden.Item() * run.Hidden.Item();
        Assert.Equal([1, slope], gates.Grad!.Data.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal(0.5f, weight.Grad!.Item()); // ½ from the first step; the second saw a state of 0
        Assert.Equal(0, hidden.Grad!.Item());
    }

    [Fact]
    public void Lstm_GatesWideOpen_CountsInItsCell()
    {
        // i = f = 1 and g = 1 but for a rounding: the cell goes up by 1 each step, and from 0 again where a sequence starts.
        float[] gates = [.. Enumerable.Repeat<float[]>([50, 50, 50, 50], 5).SelectMany(step => step)];
        RecurrentStates run = Tensor.Lstm(new Tensor(gates, 5, 1, 4), Tensor.Zeros(1, 4), Tensor.Zeros(1, 1), Tensor.Full(7, 1, 1), [false, false, true, false, false]);
        Assert.Equal(3, run.Cell!.Item());
        Assert.Equal([MathF.Tanh(8), MathF.Tanh(9), MathF.Tanh(1), MathF.Tanh(2), MathF.Tanh(3)], run.States.Data.ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
    }

    [Fact]
    public void Lstm_ForgetGateOpen_CarriesTheGradientOverFiftySteps()
    {
        float[] gates = [.. Enumerable.Repeat<float[]>([-50, 50, 0, 50], 50).SelectMany(step => step)];
        Tensor cell = Weights([0.5f], 1, 1);
        Tensor states = Tensor.Lstm(new Tensor(gates, 50, 1, 4), Tensor.Zeros(1, 4), Tensor.Zeros(1, 1), cell).States;
        states.Slice(0, 49, 1).Sum().Backward();
        Assert.Equal(1 - MathF.Tanh(0.5f) * MathF.Tanh(0.5f), cell.Grad!.Item(), 1e-6f);
    }

    [Fact]
    public void Gru_UpdateGateOpen_KeepsItsState()
    {
        float[] gates = [.. Enumerable.Repeat<float[]>([0, 50, 3], 4).SelectMany(step => step)];
        RecurrentStates run = Tensor.Gru(new Tensor(gates, 4, 1, 3), Tensor.Zeros(1, 3), Tensor.Zeros(1), Tensor.Full(0.25f, 1, 1));
        Assert.All(run.States.Data.ToArray(), state => Assert.Equal(0.25f, state, 1e-6f));
    }

    [Fact]
    public void Lstm_TwoSteps_NeedNoMoreArraysThanTheFirst()
    {
        var pool = new TensorPool();
        Tensor gates = Weights(new RandomTensors(1).Of([6, 2, 12]).Data.ToArray(), 6, 2, 12), weight = Weights(new RandomTensors(2).Of([3, 12]).Data.ToArray(), 3, 12);
        Tensor hidden = Tensor.Zeros(2, 3), cell = Tensor.Zeros(2, 3);
        float[] first = Step();
        long count = pool.Count;
        Assert.Equal(first, Step());
        Assert.Equal(count, pool.Count);

        float[] Step()
        {
            weight.ZeroGrad();
            using IDisposable step = pool.Step();
            Tensor.Lstm(gates, weight, hidden, cell, new bool[12]).States.Sum().Backward();
            return weight.Grad!.Data.ToArray();
        }
    }

    [Fact]
    public void Lstm_WeightChangedBeforeBackward_IsRefused()
    {
        Tensor weight = Weights([1, 2, 3, 4], 1, 4);
        Tensor loss = Tensor.Lstm(Tensor.Zeros(1, 1, 4), weight, Tensor.Full(1, 1, 1), Tensor.Zeros(1, 1)).States.Sum();
        weight.Edit()[0] = 2;
        Assert.Contains("changed in place", Assert.Throws<InvalidOperationException>(loss.Backward).Message);
    }

    [Fact]
    public void Recurrent_NaNInOneSequence_StaysInThatSequence()
    {
        Tensor gates = Tensor.Zeros(3, 2, 8);
        gates[1, 0, 3] = float.NaN;
        Tensor states = Tensor.Lstm(gates, Tensor.Full(0.5f, 2, 8), Tensor.Zeros(2, 2), Tensor.Zeros(2, 2)).States;
        Assert.True(float.IsNaN(states[2, 0, 1]));
        Assert.True(float.IsFinite(states[2, 1, 0]) && float.IsFinite(states[2, 1, 1]) && float.IsFinite(states[0, 0, 0]));
    }

    [Fact]
    public void Recurrent_ShapesThatDoNotFit_SayWhatWasExpected()
    {
        Tensor gates = Tensor.Zeros(5, 2, 12), weight = Tensor.Zeros(3, 12), state = Tensor.Zeros(2, 3);
        Refused("[time, batch, 4h], got [2, 12]", () => Tensor.Lstm(Tensor.Zeros(2, 12), weight, state, state));
        Refused("[2, h] for gates of shape [5, 2, 12], got [5, 3]; are the gates [batch, time, …]? Permute", () => Tensor.Lstm(gates, weight, Tensor.Zeros(5, 3), state));
        Refused("gates of shape [5, 2, 16], which is 4h for a hidden state of 4 numbers, got [5, 2, 12]", () => Tensor.Lstm(gates, weight, Tensor.Zeros(2, 4), state));
        Refused("recurrent weight of shape [3, 12], got [12, 3]; did you mean its Transpose()?", () => Tensor.Lstm(gates, Tensor.Zeros(12, 3), state, state));
        Refused("cell of the hidden state's shape [2, 3], got [3, 2]", () => Tensor.Lstm(gates, weight, state, Tensor.Zeros(3, 2)));
        Refused("starts for [5, 2], 10 of them, or none, got 5", () => Tensor.Lstm(gates, weight, state, state, new bool[5]));
        Refused("candidate's bias of shape [4], got [3]", () => Tensor.Gru(gates, Tensor.Zeros(4, 12), Tensor.Zeros(3), Tensor.Zeros(2, 4)));
        Refused("gates of shape [5, 2, 3], which is h for a hidden state of 3 numbers", () => Tensor.Rnn(gates, weight, state));

        static void Refused(string what, Func<RecurrentStates> run) => Assert.Contains(what, Assert.Throws<ArgumentException>(run).Message);
    }
}
