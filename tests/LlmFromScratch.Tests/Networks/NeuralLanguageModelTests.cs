using LlmFromScratch.Autograd;
using LlmFromScratch.Networks;
using LlmFromScratch.Predictions;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Networks;

public class NeuralLanguageModelTests
{
    public static TheoryData<string> Kinds => SmallModels.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public void Score_OfSeveralNames_IsWhatASessionSays(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        int[] tokens = SmallModels.Names(150);
        var scores = new double[tokens.Length];
        model.Score(tokens, scores);

        ILanguageModelSession session = model.Start();
        for (int t = 0; t < tokens.Length; t++)
        {
            double expected = tokens[t] == model.Vocabulary.StartId ? 0 : Math.Log(session.Probability(tokens[t]));
            Assert.Equal(expected, scores[t], 1e-5);
            session.Append(tokens[t]);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Score_OfAStreamWithoutSentences_IsWhatASessionSays(string kind)
    {
        var vocabulary = new Vocabulary(["a", "b", "c"]);
        NeuralLanguageModel model = SmallModels.Options(kind).Create(vocabulary, 1);
        int[] tokens = [.. Enumerable.Range(0, 700).Select(i => i * i % 7 % 3)];
        var scores = new double[tokens.Length];
        model.Score(tokens, scores);
        ILanguageModelSession session = model.Start();
        for (int t = 0; t < tokens.Length; t++)
        {
            Assert.Equal(Math.Log(session.Probability(tokens[t])), scores[t], 1e-5);
            session.Append(tokens[t]);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Probabilities_AfterNothingAndAfterTokens_SumToOneAndNeverStart(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        ILanguageModelSession session = model.Start();
        var probabilities = new double[model.Vocabulary.Count];
        foreach (int token in SmallModels.Names(3))
        {
            session.Probabilities(probabilities);
            Assert.Equal(1, probabilities.Sum(), 12);
            Assert.Equal(0, probabilities[model.Vocabulary.StartId!.Value]);
            session.Append(token);
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Append_StartOfSentence_ForgetsWhatWasBefore(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        int start = model.Vocabulary.StartId!.Value;
        Assert.Equal(model.Predict(start, 7).Probabilities.Values.ToArray(), model.Predict(start, 9, 11, 4, start, 7).Probabilities.Values.ToArray());
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Fork_ThenAppend_LeavesTheOtherAlone(string kind)
    {
        ILanguageModelSession session = SmallModels.Make(kind).Start();
        session.Append(5);
        double before = session.Probability(6);
        ILanguageModelSession fork = session.Fork();
        fork.Append(8);
        Assert.Equal(before, session.Probability(6));
        Assert.NotEqual(before, fork.Probability(6));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Loss_OfOneName_IsTheMeanOfItsScores(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        int[] tokens = [.. SmallModels.Names(1)];
        TokenBatch batch = kind == "mlp" ? new TokenBatch(tokens.Length - 1, 3, 1) : new TokenBatch(1, tokens.Length - 1, tokens.Length - 1);
        for (int t = 1; t < tokens.Length; t++)
        {
            batch.Targets[t - 1] = tokens[t];
            if (kind == "mlp")
                MlpLanguageModel.FillContext(tokens, t, batch.Inputs.AsSpan((t - 1) * 3, 3), model.Vocabulary);
            else
                batch.Inputs[t - 1] = tokens[t - 1];
        }
        Assert.Equal(model.Evaluate(tokens).NatsPerToken, model.Loss(batch).Item(), 1e-5);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Parameters_OfEachKind_AreAsManyAsTheOptionsSay(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        Assert.Equal((long)model.Options.CountParameters(model.Vocabulary.Count), model.CountParameters());
        Assert.Equal(model.Parameters.Select(one => one.Name).Distinct().Count(), model.Parameters.Count());
        Assert.All(model.Parameters, one => Assert.Equal(one.Name, one.Tensor.Label));
        Assert.All(model.Parameters, one => Assert.True(one.Tensor.RequiresGrad));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Create_SameSeed_GivesTheSameWeights(string kind)
    {
        float[][] Weights(long seed) => [.. SmallModels.Make(kind, seed: seed).Parameters.Select(one => one.Tensor.Data.ToArray())];
        Assert.Equal(Weights(3), Weights(3));
        Assert.NotEqual(Weights(3), Weights(4));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void Score_UnknownIdOrWrongLength_Throws(string kind)
    {
        NeuralLanguageModel model = SmallModels.Make(kind);
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Score([1, 99], new double[2]));
        Assert.Throws<ArgumentException>(() => model.Score([1, 2], new double[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Start().Append(-1));
        Assert.Throws<ArgumentException>(() => model.Start().Probabilities(new double[4]));
        model.Score([], []);
    }

    [Fact]
    public void FillContext_BeforeTheStartOfASentence_IsNothing()
    {
        Vocabulary vocabulary = SmallModels.Tokenizer.Vocabulary; // <s> is 1, and 29 stands for nothing
        int[] tokens = [1, 5, 6, 2, 1, 7, 8], context = new int[4];
        MlpLanguageModel.FillContext(tokens, 6, context, vocabulary);
        Assert.Equal([29, 29, 1, 7], context);
        MlpLanguageModel.FillContext(tokens, 3, context, vocabulary);
        Assert.Equal([29, 1, 5, 6], context);
        MlpLanguageModel.FillContext(tokens, 0, context, vocabulary);
        Assert.Equal([29, 29, 29, 29], context);
    }

    [Fact]
    public void RecurrentOptions_UnknownCell_Throws() =>
        Assert.Contains("rnn, gru or lstm", Assert.Throws<ArgumentException>(() => new RecurrentOptions { Cell = "gnu" }.Create(SmallModels.Tokenizer.Vocabulary, 1)).Message);

    [Theory, InlineData(0, 1, 1), InlineData(1, 0, 1), InlineData(1, 1, -3), InlineData(int.MaxValue, 1, 1)]
    public void MlpOptions_SizeOutOfRange_Throws(int context, int embedding, int hidden) =>
        Assert.ThrowsAny<ArgumentException>(() => new MlpOptions { Context = context, Embedding = embedding, Hidden = hidden }.Create(SmallModels.Tokenizer.Vocabulary, 1));

    [Fact]
    public void Loss_OutsideOfTraining_CarriesNothing()
    {
        NeuralLanguageModel model = SmallModels.Make("lstm");
        var batch = new TokenBatch(2, 5, 5);
        Array.Fill(batch.Targets, 4);
        model.Loss(batch);
        Assert.Empty(model.Carried);
        model.Loss(batch, step: 0);
        Assert.Equal(["hidden.0", "cell.0", "hidden.1", "cell.1"], model.Carried.Select(one => one.Name));
        Assert.Throws<ArgumentException>(() => model.Carry([new Parameter("hidden.0", Tensor.Zeros(2, 3))]));
    }
}
