#!/usr/bin/env python3
"""How long eager PyTorch takes for one training step of makemore's MLP on the CPU: what the benchmark MlpStep is compared with.

    /usr/bin/python3 torch_mlp_step.py --context 3 --hidden 200 --embedding 10 --batch 32 --vocabulary 27

The same work as the step in C#: gradients to zero, forward, backward, the gradient clipped to length 1, AdamW. The batches are
drawn beforehand. Prints one line of JSON; `milliseconds_per_step` is the median step of the best thread count, after a warm-up.
"""
import argparse
import json
import statistics
import time

import torch
from torch import nn


class Mlp(nn.Module):
    def __init__(self, vocabulary, context, embedding, hidden):
        super().__init__()
        self.table = nn.Embedding(vocabulary, embedding)
        self.hidden = nn.Linear(context * embedding, hidden)
        self.logits = nn.Linear(hidden, vocabulary)

    def forward(self, ids):  # [batch, context] -> [batch, vocabulary]
        return self.logits(torch.tanh(self.hidden(self.table(ids).flatten(1))))


def measure(options, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = Mlp(options.vocabulary, options.context, options.embedding, options.hidden)
    parameters = list(model.parameters())
    optimizer = torch.optim.AdamW(parameters, lr=1e-3)
    batches = [(torch.randint(options.vocabulary, (options.batch, options.context)), torch.randint(options.vocabulary, (options.batch,)))
               for _ in range(64)]
    seconds = []
    for step in range(options.warmup + options.steps):
        ids, targets = batches[step % len(batches)]
        begin = time.perf_counter()
        optimizer.zero_grad(set_to_none=True)
        nn.functional.cross_entropy(model(ids), targets).backward()
        nn.utils.clip_grad_norm_(parameters, 1.0)
        optimizer.step()
        seconds.append(time.perf_counter() - begin)
    return 1000 * statistics.median(seconds[options.warmup:]), sum(p.numel() for p in parameters)


def main():
    parser = argparse.ArgumentParser(description="Times one training step of an MLP language model in eager PyTorch on the CPU.")
    parser.add_argument("--vocabulary", type=int, default=27, help="tokens")
    parser.add_argument("--context", type=int, default=3, help="characters it sees")
    parser.add_argument("--embedding", type=int, default=10, help="numbers for each of them")
    parser.add_argument("--hidden", type=int, default=200, help="hidden units")
    parser.add_argument("--batch", type=int, default=32, help="examples in a step")
    parser.add_argument("--steps", type=int, default=2000, help="steps that are timed")
    parser.add_argument("--warmup", type=int, default=200, help="steps before that")
    parser.add_argument("--threads", default="1,2", help="thread counts to try, with commas")
    options = parser.parse_args()
    by_threads, parameters = {}, 0
    for threads in (int(text) for text in options.threads.split(",")):
        by_threads[threads], parameters = measure(options, threads)
    best = min(by_threads, key=by_threads.get)
    print(json.dumps({
        "peer": "torch " + torch.__version__,
        "parameters": parameters,
        "milliseconds_per_step": round(by_threads[best], 4),
        "threads": best,
        "by_threads": {str(threads): round(value, 4) for threads, value in by_threads.items()},
    }))


if __name__ == "__main__":
    main()
