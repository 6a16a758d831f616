using System.Diagnostics;
using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;

namespace LlmFromScratch.Training;

/// <summary>Trains a network: batch, loss, backward, step; again and again.</summary>
/// <remarks>
/// The same model, text and options give the same history to the last bit, on every machine and with any number of threads; also when the training
/// was saved (<see cref="TrainingCheckpoint"/>), killed and gone on with.
/// </remarks>
public sealed partial class Trainer
{
    private readonly TensorPool _pool = new();
    private readonly int[] _validation;
    private float[][]? _best;
    private float[][]? _last; // what the next step would start from, where the best weights have been taken up again

    /// <summary>A training that has not begun.</summary>
    /// <param name="model">The network; its parameters are changed in place.</param>
    /// <param name="tokens">The text to learn from, as ids.</param>
    /// <param name="options">How.</param>
    /// <param name="validation">The text to be scored on; null or empty for none.</param>
    /// <exception cref="ArgumentException">The text is too short for the batches, has an id that the vocabulary lacks, or an option is out of its range.</exception>
    public Trainer(NeuralLanguageModel model, int[] tokens, TrainingOptions? options = null, int[]? validation = null)
        : this(model, (options ?? new()).BatchesFor(model, tokens), options, validation) => Tokens = tokens;

    /// <summary>The same with batches of one's own.</summary>
    /// <inheritdoc cref="Trainer(NeuralLanguageModel, int[], TrainingOptions, int[])"/>
    public Trainer(NeuralLanguageModel model, Batches batches, TrainingOptions? options = null, int[]? validation = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(batches);
        Options = options ?? new();
        Options.Check();
        (Model, Batches, _validation) = (model, batches, validation ?? []);
        Training.Batches.CheckTokens(_validation, model.Vocabulary);
        if (_validation.Length > 0 && _validation.All(token => token == model.Vocabulary.StartId))
            throw new ArgumentException("expected a validation text with a token to predict, got nothing but starts of sentences", nameof(validation));
        if (Options.Patience > 0 && _validation.Length == 0)
            throw new ArgumentException("to stop early one needs a validation text, got none", nameof(validation));
        Parameters = [.. model.Parameters];
        Optimizer = Options.Optimizer.Create(Parameters);
    }

    /// <summary>The network.</summary>
    public NeuralLanguageModel Model { get; }

    /// <summary>What it learns from.</summary>
    public Batches Batches { get; }

    /// <summary>How it learns.</summary>
    public TrainingOptions Options { get; }

    /// <summary>Changes the parameters.</summary>
    public Optimizer Optimizer { get; }

    /// <summary>Steps done.</summary>
    public long Step => History.Steps.Count;

    /// <summary>How it went so far.</summary>
    public TrainingHistory History { get; } = new();

    /// <summary>The time that <see cref="Run"/> has spent in steps so far, without scores, samples and saving.</summary>
    public TimeSpan StepTime { get; private set; }

    /// <summary>Is it at the end: all steps done, or stopped early?</summary>
    public bool IsDone => Step >= Options.Steps || (Options.Patience > 0 && History.EvaluationsSinceBest >= Options.Patience);

    /// <summary>The text, where the training was given one; for the check that a training goes on with the same one.</summary>
    internal int[]? Tokens { get; }

    /// <summary>The validation text; empty for none.</summary>
    internal int[] Validation => _validation;

    private IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>Trains to the end.</summary>
    /// <param name="progress">Told after steps, a few times a second, and once at the end.</param>
    /// <param name="save">Called where a checkpoint is due, and when the training ends or is cancelled; null for none.</param>
    /// <param name="cancellation">Stops after the current step, saves, and throws; so does interrupting the cell of a notebook that runs in the course's kernel.</param>
    /// <param name="watch">Called before the first step and after each one, to look at the network, such as a <see cref="Filmstrip"/> does or one who takes samples; null for none.</param>
    /// <exception cref="TrainingDivergedException">The loss or the score on the validation text is not finite. Nothing is saved after that, so the last checkpoint is a good one.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public void Run(IProgress<TrainingProgress>? progress = null, Action<Trainer>? save = null, CancellationToken cancellation = default, Action<Trainer>? watch = null)
    {
        var clock = Stopwatch.StartNew();
        var told = TimeSpan.FromSeconds(-1);
        long first = Step;
        watch?.Invoke(this);
        while (!IsDone)
        {
            if (cancellation.IsStopRequested())
            {
                SaveIfGood(save);
                cancellation.ThrowIfStopRequested();
            }
            long began = Stopwatch.GetTimestamp();
            TakeStep();
            StepTime += Stopwatch.GetElapsedTime(began);
            watch?.Invoke(this);
            if (Options.EvaluateEvery > 0 && Step % Options.EvaluateEvery == 0 && Step < Options.Steps)
                Evaluate();
            if (Options.SaveEvery > 0 && Step % Options.SaveEvery == 0 && !IsDone)
                SaveIfGood(save);
            if (progress is not null && !IsDone && clock.Elapsed - told > TimeSpan.FromSeconds(0.25))
            {
                told = clock.Elapsed;
                progress.Report(Progress(first, told));
            }
        }
        Finish();
        progress?.Report(Progress(first, clock.Elapsed) with { IsOver = true });
        SaveIfGood(save);
    }

    /// <summary>A step may have thrown the weights out of the range of numbers, which only the next one would notice: such a state is not to be saved over a good one.</summary>
    private void SaveIfGood(Action<Trainer>? save)
    {
        if (save is null)
            return;
        if (Parameters.FirstOrDefault(parameter => !NotFinite.IsFinite(parameter.Tensor.Data)) is { Tensor: not null } bad)
            throw Diverged($"a number of {bad.Name}");
        save(this);
    }

    /// <summary>One step: the loss of the next batch, its gradients, and a change of the parameters.</summary>
    /// <returns>The loss before the change, in nats per token.</returns>
    /// <exception cref="TrainingDivergedException">The loss or a gradient is not finite. The parameters are not changed.</exception>
    public double TakeStep()
    {
        _last = null;
        double rate = Options.Schedule.RateAt(Step, Options.Steps);
        double loss = ComputeGradients();
        double norm = Options.ClipNorm > 0 ? GradientClipping.Clip(Parameters, Options.ClipNorm) : GradientClipping.Norm(Parameters);
        if (!double.IsFinite(norm))
            throw Diverged(NotFinite.GradientPlace(Parameters) ?? "the length of the gradient");
        Optimizer.Step(Step, rate);
        History.Add(new TrainingStep(Step, loss, rate, norm));
        return loss;
    }

    private double ComputeGradients()
    {
        using (_pool.Step())
        {
            foreach (Parameter parameter in Parameters)
                parameter.Tensor.ZeroGradLater();
            Tensor loss = Model.Loss(Batches.At(Step), Step);
            if (!float.IsFinite(loss.Item()))
                throw Diverged(NotFinite.FirstPlace(loss) ?? "the loss");
            loss.Backward();
            return loss.Item();
        }
    }

    /// <summary>Scores the whole validation text and remembers the best weights, where training may stop early.</summary>
    private void Evaluate()
    {
        if (_validation.Length == 0 || (History.Evaluations.Count > 0 && History.Evaluations[^1].Step == Step))
            return;
        double score = Model.Evaluate(_validation).NatsPerToken;
        if (!double.IsFinite(score))
            throw Diverged("the score on the validation text");
        History.Add(new EvaluationStep(Step, score));
        if (Options.Patience > 0 && History.EvaluationsSinceBest == 0)
            _best = [.. Parameters.Select(parameter => parameter.Tensor.Data.ToArray())];
    }

    /// <summary>The last score, and the best weights. A training that was at its end already has both, or takes the weights up as they were saved.</summary>
    private void Finish()
    {
        Evaluate();
        if (_best is null || _last is not null)
            return;
        _last = [.. Parameters.Select(parameter => parameter.Tensor.Data.ToArray())];
        for (int i = 0; i < _best.Length; i++)
            _best[i].CopyTo(Parameters[i].Tensor.Edit());
    }

    private TrainingProgress Progress(long first, TimeSpan time)
    {
        double perStep = time.TotalSeconds / Math.Max(1, Step - first);
        return new TrainingProgress(Step, Options.Steps, History.RecentLoss(), History.Evaluations.Count > 0 ? History.Evaluations[^1].NatsPerToken : null,
            Batches.TargetsPerBatch / Math.Max(1e-9, perStep), TimeSpan.FromSeconds(perStep * (Options.Steps - Step)), History);
    }

    private TrainingDivergedException Diverged(string place) => new(Step, place,
        $"training stopped at step {Step}: {place} is not finite. The steps before it were too large: take a smaller learning rate, clip the gradient, or warm up longer");
}
