namespace LlmFromScratch.Autograd;

/// <summary>What a recurrent layer gives for a batch of sequences.</summary>
/// <param name="States">The hidden state after each step, [time, batch, h], for the layer above.</param>
/// <param name="Hidden">The last hidden state, [batch, h]: its numbers only, for the next piece of the text to go on from. No gradient flows through it.</param>
/// <param name="Cell">An LSTM's last cell, [batch, h], likewise; else none.</param>
public sealed record RecurrentStates(Tensor States, Tensor Hidden, Tensor? Cell);
