using LlmFromScratch.Predictions;

namespace LlmFromScratch.Training;

/// <summary>What a network said would come next, at one moment of its training.</summary>
/// <param name="Step">After how many steps.</param>
/// <param name="Prediction">What it said.</param>
public sealed record FilmFrame(long Step, Prediction Prediction);

/// <summary>
/// One prompt, asked again and again while a network is trained: before the first step and at each tenth of the training, so that one sees its bars move.
/// </summary>
/// <example><code>
/// var film = new Filmstrip(tokenizer.Encode("I like to eat"));
/// trainer.Run(watch: film.Watch);
/// </code></example>
public sealed class Filmstrip
{
    private readonly List<FilmFrame> _frames = [];
    private readonly int _parts;

    /// <summary>A film that has not begun.</summary>
    /// <param name="prompt">The ids of the tokens before; may be empty.</param>
    /// <param name="parts">How many parts the training is divided into; 1 or more. There is a frame after each, and one before the first.</param>
    public Filmstrip(ReadOnlySpan<int> prompt, int parts = 10)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 1);
        (Prompt, _parts) = ([.. prompt], parts);
    }

    /// <summary>The ids of the tokens before.</summary>
    public IReadOnlyList<int> Prompt { get; }

    /// <summary>The frames so far, the first one first. Of a training that goes on after a stop, those from there on.</summary>
    public IReadOnlyList<FilmFrame> Frames => _frames;

    /// <summary>Takes a frame if one is due: for <see cref="Trainer.Run"/>.</summary>
    public void Watch(Trainer trainer)
    {
        ArgumentNullException.ThrowIfNull(trainer);
        if (IsDue(trainer.Step, trainer.Options.Steps) && _frames.All(frame => frame.Step != trainer.Step))
            _frames.Add(new FilmFrame(trainer.Step, trainer.Model.Predict([.. Prompt])));
    }

    /// <summary>Is a step the last one of a part? There another part begins, counted in whole parts.</summary>
    private bool IsDue(long step, long steps) => step == 0 || (Int128)step * _parts / steps > (Int128)(step - 1) * _parts / steps;
}
