"""How long one training step of a small GPT takes in eager PyTorch on the CPU.

    python3 torch_transformer_step.py --layers 4 --heads 4 --width 128 --context 64 --batch 12 --vocabulary 65

The same work as a step of `llm bench train gpt`: gradients to zero, the network (learned positions, layer norm before each part, exact GELU, one
table for input and output, no biases), cross-entropy, backward, gradient norm clipped to 1, AdamW.
Each number of threads is tried; printed is one JSON object with the median time of the fastest.
Debian: apt-get install python3-torch
"""
import argparse
import json
import math
import os
import statistics
import time

import torch
import torch.nn.functional as F
from torch import nn


class Norm(nn.Module):
    """A layer norm without a bias."""

    def __init__(self, width):
        super().__init__()
        self.gain = nn.Parameter(torch.ones(width))

    def forward(self, x):
        return F.layer_norm(x, self.gain.shape, self.gain)


class Attention(nn.Module):
    def __init__(self, width, heads, context):
        super().__init__()
        self.heads = heads
        self.into = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.register_buffer("hidden", torch.full((context, context), -math.inf).triu(1))

    def forward(self, x):
        batch, length, width = x.shape
        each = width // self.heads
        query, key, value = self.into(x).reshape(batch, length, 3, self.heads, each).permute(2, 0, 3, 1, 4)
        scores = query @ key.transpose(2, 3) / math.sqrt(each) + self.hidden[:length, :length]
        heard = torch.softmax(scores, dim=3) @ value
        return self.out(heard.transpose(1, 2).reshape(batch, length, width))


class LanguageModel(nn.Module):
    def __init__(self, options):
        super().__init__()
        width = options.width
        self.tokens = nn.Parameter(0.02 * torch.randn(options.vocabulary, width))
        self.places = nn.Parameter(0.02 * torch.randn(options.context, width))
        self.blocks = nn.ModuleList(nn.ModuleList([
            nn.Sequential(Norm(width), Attention(width, options.heads, options.context)),
            nn.Sequential(Norm(width), nn.Linear(width, 4 * width, bias=False), nn.GELU(), nn.Linear(4 * width, width, bias=False)),
        ]) for _ in range(options.layers))
        self.norm = Norm(width)

    def forward(self, ids):
        x = F.embedding(ids, self.tokens) + self.places[: ids.shape[1]]
        for look, think in self.blocks:
            x = x + look(x)
            x = x + think(x)
        return self.norm(x) @ self.tokens.T


def milliseconds_per_step(options, threads):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    model = LanguageModel(options)
    optimizer = torch.optim.AdamW(model.parameters(), lr=1e-3, weight_decay=0.1)
    took = []
    for step in range(options.warmup + options.steps):
        text = torch.randint(options.vocabulary, (options.batch, options.context + 1))
        before = time.perf_counter()
        optimizer.zero_grad()
        F.cross_entropy(model(text[:, :-1]).reshape(-1, options.vocabulary), text[:, 1:].reshape(-1)).backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        if step >= options.warmup:
            took.append(time.perf_counter() - before)
    return 1000 * statistics.median(took), sum(parameter.numel() for parameter in model.parameters())


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name, default in (("layers", 4), ("heads", 4), ("width", 128), ("context", 64), ("batch", 12), ("vocabulary", 65), ("steps", 40), ("warmup", 3)):
        parser.add_argument(f"--{name}", type=int, default=default)
    options = parser.parse_args()
    tried = {threads: milliseconds_per_step(options, threads) for threads in range(1, (os.cpu_count() or 1) + 1)}
    best = min(tried, key=lambda threads: tried[threads][0])
    print(json.dumps({"torch": torch.__version__, "parameters": tried[best][1], "threads": best, "millisecondsPerStep": round(tried[best][0], 3)}))


if __name__ == "__main__":
    main()
