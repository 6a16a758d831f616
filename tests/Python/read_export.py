"""Reads a folder in Hugging Face's layout (config.json, model.safetensors) and runs it, in numpy and in float64.

The first line of the answer is {"metadata": ..., "tensors": {name: [dtype, shape]}}. For each line {"ids": [...]} of standard input follows a
line {"logits": [...]}: those after the last id. Written from the description of the formats, not from the code that is tested.
"""

import json
import math
import os
import sys

import numpy as np

TYPES = {"F64": "<f8", "F32": "<f4", "F16": "<f2", "I64": "<i8", "I32": "<i4"}


def read_safetensors(path):
    with open(path, "rb") as file:
        content = file.read()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8:8 + length].decode("utf-8"))
    metadata = header.pop("__metadata__", {})
    data = content[8 + length:]
    taken = 0
    arrays = {}
    for name, entry in sorted(header.items(), key=lambda item: item[1]["data_offsets"]):
        begin, end = entry["data_offsets"]
        assert begin == taken, f"{name} begins at {begin}, the array before it ends at {taken}"
        taken = end
        arrays[name] = np.frombuffer(data[begin:end], dtype=TYPES[entry["dtype"]]).reshape(entry["shape"])
    assert taken == len(data), f"{len(data)} bytes of data, {taken} of them in arrays"
    tensors = {name: [entry["dtype"], entry["shape"]] for name, entry in header.items()}
    return metadata, tensors, {name: array.astype(np.float64) for name, array in arrays.items()}


def softmax(x):
    e = np.exp(x - x.max(axis=-1, keepdims=True))
    return e / e.sum(axis=-1, keepdims=True)


def attention(q, k, v):
    """q, k, v: [heads, time, d] -> [time, heads * d]; each place sees itself and those before it."""
    heads, time, d = q.shape
    scores = q @ k.transpose(0, 2, 1) / math.sqrt(d)
    scores[:, np.triu(np.ones((time, time), dtype=bool), k=1)] = -np.inf
    return (softmax(scores) @ v).transpose(1, 0, 2).reshape(time, heads * d)


def gpt2(config, w, ids):
    time, width, heads = len(ids), config["n_embd"], config["n_head"]

    def norm(x, name):
        mean, variance = x.mean(axis=-1, keepdims=True), x.var(axis=-1, keepdims=True)
        return (x - mean) / np.sqrt(variance + config["layer_norm_epsilon"]) * w[name + ".weight"] + w[name + ".bias"]

    def layer(x, name):  # Conv1D: the weight is [in, out]
        return x @ w[name + ".weight"] + w[name + ".bias"]

    def split(x):
        return x.reshape(time, heads, width // heads).transpose(1, 0, 2)

    def gelu(x):
        if config["activation_function"] == "gelu":
            return x * 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x ** 3)))

    x = w["transformer.wte.weight"][ids] + w["transformer.wpe.weight"][:time]
    for i in range(config["n_layer"]):
        at = f"transformer.h.{i}."
        q, k, v = np.split(layer(norm(x, at + "ln_1"), at + "attn.c_attn"), 3, axis=-1)
        x = x + layer(attention(split(q), split(k), split(v)), at + "attn.c_proj")
        x = x + layer(gelu(layer(norm(x, at + "ln_2"), at + "mlp.c_fc")), at + "mlp.c_proj")
    out = w["transformer.wte.weight"] if config["tie_word_embeddings"] else w["lm_head.weight"]
    return norm(x, "transformer.ln_f")[-1] @ out.T


def llama(config, w, ids):
    """Llama; with norms of queries and keys Qwen3; with squared ReLU Arcee; with both Apertus, which calls its norms otherwise."""
    first, second = ("attention_layernorm", "feedforward_layernorm") if config["model_type"] == "apertus" else ("input_layernorm", "post_attention_layernorm")
    time, heads, keys = len(ids), config["num_attention_heads"], config["num_key_value_heads"]
    d = config["hidden_size"] // heads

    def norm(x, name):
        return x / np.sqrt((x * x).mean(axis=-1, keepdims=True) + config["rms_norm_eps"]) * w[name + ".weight"]

    def layer(x, name):  # Linear: the weight is [out, in]
        y = x @ w[name + ".weight"].T
        return y + w[name + ".bias"] if name + ".bias" in w else y

    # rotate_half: the number i of a head and the number i + d / 2 turn together.
    angles = np.outer(np.arange(time), config["rope_theta"] ** (-np.arange(0, d, 2) / d))
    cos, sin = np.concatenate([np.cos(angles)] * 2, axis=-1), np.concatenate([np.sin(angles)] * 2, axis=-1)

    def turn(x):
        return x * cos + np.concatenate([-x[..., d // 2:], x[..., :d // 2]], axis=-1) * sin

    def split(x, count):
        return x.reshape(time, count, d).transpose(1, 0, 2)

    x = w["model.embed_tokens.weight"][ids]
    for i in range(config["num_hidden_layers"]):
        at = f"model.layers.{i}."
        y = norm(x, at + first)
        q, k, v = (split(layer(y, f"{at}self_attn.{name}_proj"), count) for name, count in (("q", heads), ("k", keys), ("v", keys)))
        if config["model_type"] in ("qwen3", "apertus"):
            q, k = norm(q, at + "self_attn.q_norm"), norm(k, at + "self_attn.k_norm")
        k, v = (np.repeat(part, heads // keys, axis=0) for part in (turn(k), v))
        x = x + layer(attention(turn(q), k, v), at + "self_attn.o_proj")
        y = norm(x, at + second)
        up = layer(y, at + "mlp.up_proj")
        if config["hidden_act"] == "silu":
            gate = layer(y, at + "mlp.gate_proj")
            x = x + layer(gate / (1 + np.exp(-gate)) * up, at + "mlp.down_proj")
        else:
            assert config["hidden_act"] == "relu2"
            x = x + layer(np.maximum(up, 0) ** 2, at + "mlp.down_proj")
    out = w["model.embed_tokens.weight"] if config["tie_word_embeddings"] else w["lm_head.weight"]
    return norm(x, "model.norm")[-1] @ out.T


folder = sys.argv[1]
with open(os.path.join(folder, "config.json"), encoding="utf-8") as file:
    config = json.load(file)
metadata, tensors, weights = read_safetensors(os.path.join(folder, "model.safetensors"))
print(json.dumps({"metadata": metadata, "tensors": tensors}))
run = {"gpt2": gpt2, "llama": llama, "qwen3": llama, "arcee": llama, "apertus": llama}[config["model_type"]]
for line in sys.stdin:
    print(json.dumps({"logits": run(config, weights, json.loads(line)["ids"]).tolist()}))
