"""How long one training step of a recurrent language model takes in eager PyTorch on the CPU.

    python3 torch_lstm_step.py --hidden 128 --embedding 128 --batch 32 --time 64 --vocabulary 65

The same work as a step here: gradients to zero, embedding, recurrent layer, output layer, cross-entropy, backward, gradient norm
clipped to 1, AdamW. The states are carried from step to step without their gradients (truncated backpropagation through time).
Each number of threads is tried; printed is one JSON object with the median time of the fastest.
Debian: apt-get install python3-torch
"""
import argparse
import json
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn

CELLS = {"rnn": nn.RNN, "gru": nn.GRU, "lstm": nn.LSTM}


class LanguageModel(nn.Module):
    def __init__(self, cell, vocabulary, embedding, hidden):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding)
        self.recurrent = CELLS[cell](embedding, hidden)  # time first: [time, batch, embedding]
        self.output = nn.Linear(hidden, vocabulary)

    def forward(self, tokens, state):
        states, state = self.recurrent(self.embedding(tokens), state)
        return self.output(states), state


def detached(state):
    return tuple(part.detach() for part in state) if isinstance(state, tuple) else state.detach()


def milliseconds_per_step(options, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = LanguageModel(options.cell, options.vocabulary, options.embedding, options.hidden)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=0.01)
    state, took = None, []
    for step in range(options.warmup + options.steps):
        text = torch.randint(options.vocabulary, (options.time + 1, options.batch))
        before = time.perf_counter()
        optimizer.zero_grad()
        logits, state = model(text[:-1], state)
        F.cross_entropy(logits.reshape(-1, options.vocabulary), text[1:].reshape(-1)).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        state = detached(state)
        if step >= options.warmup:
            took.append(time.perf_counter() - before)
    return 1000 * statistics.median(took), sum(parameter.numel() for parameter in model.parameters())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cell", choices=sorted(CELLS), default="lstm")
    parser.add_argument("--hidden", type=int, default=128, help="numbers of the hidden state")
    parser.add_argument("--embedding", type=int, default=128, help="numbers of an embedding")
    parser.add_argument("--batch", type=int, default=32, help="sequences side by side")
    parser.add_argument("--time", type=int, default=64, help="steps through time")
    parser.add_argument("--vocabulary", type=int, default=65, help="tokens")
    parser.add_argument("--steps", type=int, default=40, help="steps that are timed")
    parser.add_argument("--warmup", type=int, default=5, help="steps before them")
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2], help="numbers of threads to try")
    options = parser.parse_args()

    times = {}
    for threads in options.threads:
        times[threads], parameters = milliseconds_per_step(options, threads)
    best = min(times, key=times.get)
    print(json.dumps({
        "torch": torch.__version__,
        "cell": options.cell,
        "parameters": parameters,
        "milliseconds_per_step": round(times[best], 3),
        "threads": best,
        "milliseconds_by_threads": {str(threads): round(taken, 3) for threads, taken in times.items()},
    }))


if __name__ == "__main__":
    main()
