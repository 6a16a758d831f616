using LlmFromScratch.Predictions;

namespace LlmFromScratch.Corpora.Stories;

/// <summary>A story that is being told, and all ways to read its latest sentence.</summary>
internal sealed class StoryOracleSession : ILanguageModelSession
{
    private readonly StoryOracle _oracle;
    private readonly StoryReader _reader;
    private StoryState _state;
    private List<StoryReading> _readings;
    private double _total;
    private int _position;

    public StoryOracleSession(StoryOracle oracle)
    {
        _oracle = oracle;
        _reader = new StoryReader(oracle.Language, oracle.TokensOf);
        _state = new StoryState();
        _readings = OpenSentence();
    }

    private StoryOracleSession(StoryOracleSession other)
    {
        _oracle = other._oracle;
        _reader = new StoryReader(_oracle.Language, _oracle.TokensOf);
        _state = other._state.Clone();
        _readings = other._readings; // never changed once made
        _total = other._total;
        _position = other._position;
    }

    /// <inheritdoc/>
    public ILanguageModelSession Fork() => new StoryOracleSession(this);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">No story goes on like this. The session stays as it was.</exception>
    public void Append(int token)
    {
        _ = _oracle.Vocabulary[token]; // refuses what is no token
        if (token == _oracle.Vocabulary.StartId && _state.Beat == StoryPlots.Beginning && _position == 0)
            return;
        var next = new List<StoryReading>();
        StoryReading? done = null;
        foreach (StoryReading reading in _readings)
        {
            if (_reader.Next(reading) != token || !_reader.Step(_state, reading, next))
                continue;
            if (done is StoryReading other && ((other.Event, other.Choice.Beat) != (reading.Event, reading.Choice.Beat) || !other.Pattern.ShowsTheSameAs(reading.Pattern)))
                throw new InvalidOperationException($"Two events are told by the same words, {other.Event} in \"{other.Pattern.Text}\" and {reading.Event} in \"{reading.Pattern.Text}\".");
            done = reading;
        }
        if (done is null && next.Count == 0)
            throw new ArgumentException(Refusal(token), nameof(token));
        if (done is not null && next.Count > 0)
            throw new InvalidOperationException($"A sentence is the beginning of another: \"{done.Value.Pattern.Text}\" and \"{next[0].Pattern.Text}\".");
        _position++;
        if (done is StoryReading sentence)
        {
            if (sentence.Event.Kind == StoryEventKind.End)
                (_state, _position) = (new StoryState(), 0);
            else
                _state.Apply(sentence.Event, sentence.Choice.Beat, sentence.Pattern);
            _readings = OpenSentence();
        }
        else
        {
            _readings = next;
            _total = Sum(next);
        }
    }

    /// <inheritdoc/>
    public void Probabilities(Span<double> destination)
    {
        if (destination.Length != _oracle.Vocabulary.Count)
            throw new ArgumentException($"expected room for {_oracle.Vocabulary.Count} probabilities, got {destination.Length}", nameof(destination));
        destination.Clear();
        foreach (StoryReading reading in _readings)
            destination[_reader.Next(reading)] += reading.Weight;
        foreach (ref double probability in destination)
            probability /= _total;
    }

    /// <inheritdoc/>
    public double Probability(int token)
    {
        _ = _oracle.Vocabulary[token];
        double sum = 0;
        foreach (StoryReading reading in _readings)
            if (_reader.Next(reading) == token)
                sum += reading.Weight;
        return sum / _total;
    }

    private List<StoryReading> OpenSentence()
    {
        List<StoryReading> readings = _reader.Open(_state);
        _total = Sum(readings);
        return readings;
    }

    private static double Sum(List<StoryReading> readings)
    {
        double sum = 0;
        foreach (StoryReading reading in readings)
            sum += reading.Weight;
        return sum;
    }

    private string Refusal(int token)
    {
        IEnumerable<string> possible = _readings.Select(reading => _reader.Next(reading)).Distinct().Take(5).Select(id => $"\"{_oracle.Vocabulary[id]}\"");
        return FormattableString.Invariant($"no story goes on like this: token {_position + 1} of the story is \"{_oracle.Vocabulary[token]}\"; ")
            + $"expected {string.Join(" or ", possible)}, for example";
    }
}
