using LlmFromScratch.Formats;
using LlmFromScratch.Networks;

namespace LlmFromScratch.Training;

// What the next step depends on, as arrays with names.
public sealed partial class Trainer
{
    internal const string ParameterPrefix = "parameter.";

    private const string CarriedPrefix = "carried.", BestPrefix = "best.";
    private const string LossName = "history.loss", RateName = "history.rate", NormName = "history.norm", EvaluatedName = "history.evaluated", ScoreName = "history.score";

    /// <summary>All of it. The arrays are copies.</summary>
    internal IEnumerable<NamedArray> State()
    {
        for (int i = 0; i < Parameters.Count; i++)
            yield return new NamedArray(ParameterPrefix + Parameters[i].Name, [.. Parameters[i].Tensor.Shape], _last?[i] ?? Parameters[i].Tensor.Data.ToArray());
        foreach ((string name, float[] numbers) in Optimizer.Memory)
            yield return new NamedArray(name, [numbers.Length], numbers);
        foreach (Parameter carried in Model.Carried)
            yield return Checkpoint.ToArray(CarriedPrefix + carried.Name, carried.Tensor);
        for (int i = 0; i < _best?.Length; i++)
            yield return new NamedArray(BestPrefix + Parameters[i].Name, [_best[i].Length], _best[i]);
        yield return Column(LossName, step => step.Loss);
        yield return Column(RateName, step => step.Rate);
        yield return Column(NormName, step => step.GradientNorm);
        yield return new NamedArray(EvaluatedName, [History.Evaluations.Count], [.. History.Evaluations.Select(one => one.Step)]);
        yield return new NamedArray(ScoreName, [History.Evaluations.Count], [.. History.Evaluations.Select(one => one.NatsPerToken)]);

        NamedArray Column(string name, Func<TrainingStep, double> number) => new(name, [History.Steps.Count], [.. History.Steps.Select(number)]);
    }

    /// <summary>Takes it up again.</summary>
    /// <exception cref="InvalidDataException">Something is missing or does not fit.</exception>
    internal bool Restore(Safetensors state)
    {
        Checkpoint.Restore(Parameters, state, ParameterPrefix);
        foreach ((string name, float[] numbers) in Optimizer.Memory)
            Copy(name, numbers);
        Parameter[] carried = [.. state.Arrays.Where(array => array.Name.StartsWith(CarriedPrefix, StringComparison.Ordinal))
            .Select(array => new Parameter(array.Name[CarriedPrefix.Length..], new([.. array.Floats], [.. array.Shape])))];
        Model.Carry(carried);
        if (Options.Patience > 0 && Parameters.Any(parameter => state.Contains(BestPrefix + parameter.Name)))
        {
            _best = [.. Parameters.Select(parameter => new float[parameter.Count])];
            for (int i = 0; i < _best.Length; i++)
                Copy(BestPrefix + Parameters[i].Name, _best[i]);
        }
        double[] losses = Numbers(LossName), rates = Numbers(RateName), norms = Numbers(NormName), scores = Numbers(ScoreName);
        long[] evaluated = state[EvaluatedName].Integers;
        if (rates.Length != losses.Length || norms.Length != losses.Length || scores.Length != evaluated.Length)
            throw new InvalidDataException($"expected a history with as many of each, got {losses.Length} losses, {rates.Length} rates, {norms.Length} gradient norms, {evaluated.Length} evaluations and {scores.Length} scores");
        for (int i = 0; i < losses.Length; i++)
            History.Add(new TrainingStep(i, losses[i], rates[i], norms[i]));
        for (int i = 0; i < scores.Length; i++)
            History.Add(new EvaluationStep(evaluated[i], scores[i]));
        return true;

        double[] Numbers(string name) => state[name].Doubles;

        void Copy(string name, float[] to)
        {
            float[] from = state[name].Floats;
            if (from.Length != to.Length)
                throw new InvalidDataException($"expected {to.Length} numbers in {name}, got {from.Length}: it is another network's");
            from.CopyTo(to, 0);
        }
    }
}
