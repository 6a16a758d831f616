"""Writes reference.json: results and gradients of PyTorch's operations, in float32, for our own to be held against.

    python3 make_reference.py        (Debian: apt-get install python3-torch)

The inputs are written too, so that nobody needs PyTorch's generator. The gradient is that of the sum of the result times `weights`.
"""
import json
import os
import torch
import torch.nn.functional as F

torch.manual_seed(20261122)
torch.set_num_threads(1)


def numbers(tensor):
    return {"shape": list(tensor.shape), "data": [float(x) for x in tensor.detach().reshape(-1)]}


def normal(*shape, scale=1.5):
    return torch.randn(*shape) * scale


def case(operation, function, inputs, integers=None):
    inputs = [x.clone().requires_grad_(True) for x in inputs]
    y = function(*inputs)
    weights = torch.randn_like(y)
    (y * weights).sum().backward()
    return {
        "operation": operation,
        "inputs": [numbers(x) for x in inputs],
        "integers": integers or [],
        "result": numbers(y),
        "weights": numbers(weights),
        "gradients": [numbers(x.grad) for x in inputs],
    }


def rms_norm(x, weight):
    return x * torch.rsqrt(x.pow(2).mean(-1, keepdim=True) + 1e-5) * weight


def recurrent(kind, time, batch, inputs, hidden):
    """A layer's states as a function of x, W, b, U, the first hidden state (and the GRU's candidate's bias, or the LSTM's first cell).

    PyTorch has its weights transposed and two biases; the second one matters only in a GRU's candidate.
    """
    gates = {"rnn": 1, "gru": 3, "lstm": 4}[kind]
    layer = {"rnn": torch.rnn_tanh, "gru": torch.gru, "lstm": torch.lstm}[kind]

    def states(x, w, b, u, h, *rest):
        second = torch.cat([torch.zeros(2 * hidden), rest[0]]) if kind == "gru" else torch.zeros(gates * hidden)
        start = (h[None], rest[0][None]) if kind == "lstm" else h[None]
        # with biases, one layer, no dropout, in training, one direction, time first
        return layer(x, start, [w.T, u.T, b, second], True, 1, 0.0, True, False, False)[0]

    inputs = [normal(time, batch, inputs), normal(inputs, gates * hidden, scale=0.5), normal(gates * hidden), normal(hidden, gates * hidden, scale=0.5), normal(batch, hidden)]
    rest = {"rnn": [], "gru": [normal(hidden)], "lstm": [normal(batch, hidden)]}[kind]
    return case(kind, states, inputs + rest)


def adamw(count, steps, decay):
    """The parameters after each step, from given gradients of another size at each step."""
    parameter = torch.nn.Parameter(normal(count))
    start = numbers(parameter)
    optimizer = torch.optim.AdamW([parameter], lr=0.01, betas=(0.9, 0.99), eps=1e-8, weight_decay=decay)
    gradients, after = [], []
    for step in range(steps):
        parameter.grad = normal(count, scale=10.0 ** (step % 3 - 2))
        gradients.append(numbers(parameter.grad))
        optimizer.step()
        after.append(numbers(parameter))
    return {"rate": 0.01, "beta1": 0.9, "beta2": 0.99, "epsilon": 1e-8, "decay": decay, "start": start, "gradients": gradients, "after": after}


targets = [3, 0, -100, 8, 8, 1]
ids = [2, 0, 2, 4, 2]
cases = [
    case("softmax", lambda x: F.softmax(x, -1), [normal(4, 9)]),
    case("softmax", lambda x: F.softmax(x, -1), [normal(3, 40, scale=20)]),
    case("log-softmax", lambda x: F.log_softmax(x, -1), [normal(4, 9)]),
    case("log-softmax", lambda x: F.log_softmax(x, -1), [normal(3, 40, scale=20)]),
    case("cross-entropy", lambda x: F.cross_entropy(x, torch.tensor(targets)), [normal(6, 9)], targets),
    case("layer norm", lambda x, w, b: F.layer_norm(x, (16,), w, b), [normal(5, 16), normal(16), normal(16)]),
    case("layer norm", lambda x, w, b: F.layer_norm(x, (33,), w, b), [normal(4, 33) + 5, normal(33), normal(33)]),
    case("RMS norm", rms_norm, [normal(5, 16), normal(16)]),
    case("gelu", F.gelu, [normal(60, scale=3)]),
    case("gelu (tanh)", lambda x: F.gelu(x, approximate="tanh"), [normal(60, scale=3)]),
    case("silu", F.silu, [normal(60, scale=3)]),
    case("tanh", torch.tanh, [normal(60, scale=2)]),
    case("sigmoid", torch.sigmoid, [normal(60, scale=3)]),
    case("embedding", lambda x: F.embedding(torch.tensor(ids), x), [normal(5, 3)], ids),
    case("matmul", torch.matmul, [normal(7, 19), normal(19, 5)]),
    case("matmul", torch.matmul, [normal(2, 3, 4, 6), normal(3, 6, 5)]),
    recurrent("rnn", 6, 2, 3, 5),
    recurrent("gru", 6, 2, 3, 5),
    recurrent("lstm", 6, 2, 3, 5),
]
optimizers = [adamw(9, 8, 0.0), adamw(9, 8, 0.1)]


def attention(heads, key_value_heads):
    """Causal attention of some heads, each pair or so of which shares one head of keys and values."""
    def attend(q, k, v):
        q, k, v = (x.view(*x.shape[:2], -1, 6).transpose(1, 2) for x in (q, k, v))
        k, v = (x.repeat_interleave(heads // key_value_heads, 1) for x in (k, v))
        future = torch.triu(torch.ones(q.shape[2], q.shape[2], dtype=torch.bool), 1)
        weights = (q @ k.transpose(2, 3) / 6 ** 0.5).masked_fill(future, float("-inf")).softmax(-1)
        return (weights @ v).transpose(1, 2).flatten(2)
    return attend


def rotate(x):
    """Rotary positions as Hugging Face's Llama has them, with angles in float64."""
    x = x.view(*x.shape[:2], 3, 8)
    angles = torch.outer(torch.tensor(positions, dtype=torch.float64), 10000.0 ** (-torch.arange(0, 8, 2, dtype=torch.float64) / 8))
    angles = torch.cat((angles, angles), -1).view(*x.shape[:2], 1, 8)
    half = torch.cat((-x[..., 4:], x[..., :4]), -1)
    return (x * angles.cos().float() + half * angles.sin().float()).flatten(2)


positions = [0, 1, 2, 3, 0, 1, 63, 1023]
cases += [  # after the optimizers, so that the numbers above stay as they are
    case("attention", attention(4, 4), [normal(2, 7, 24), normal(2, 7, 24), normal(2, 7, 24)], [4, 4]),
    case("attention", attention(4, 2), [normal(2, 5, 24), normal(2, 5, 12), normal(2, 5, 12)], [4, 2]),
    case("attention", attention(1, 1), [normal(1, 90, 6), normal(1, 90, 6), normal(1, 90, 6)], [1, 1]),
    case("affine (transposed)", F.linear, [normal(2, 4, 9), normal(7, 9), normal(7)]),
    case("rotate", rotate, [normal(2, 4, 24)], positions),
    case("SwiGLU", lambda gate, up: F.silu(gate) * up, [normal(5, 12), normal(5, 12)]),
    case("squared relu", lambda x: F.relu(x) ** 2, [normal(60)]),
]

folder = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(folder, "reference.json"), "w", encoding="utf-8", newline="\n") as file:
    file.write('{"torch": %s, "cases": [\n' % json.dumps(torch.__version__))
    file.write(",\n".join(json.dumps(c) for c in cases))
    file.write('\n], "adamW": [\n')
    file.write(",\n".join(json.dumps(o) for o in optimizers))
    file.write("\n]}\n")
