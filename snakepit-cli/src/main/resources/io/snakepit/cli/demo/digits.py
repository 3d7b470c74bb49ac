"""The tools of `snakepit demo`: handwritten digits and a small neural network."""

import os
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

from snakepit import on_start, tool

data: dict[str, Any] = {}


@on_start
def load_data_set() -> None:
    """Load the images once per worker, before its first call."""
    digits = load_digits()
    images = (digits.data / 16).astype(np.float32)
    indices = np.arange(len(images), dtype=np.int32)
    training, held_out = train_test_split(
        indices, test_size=0.25, random_state=0, stratify=digits.target
    )
    data.update(
        images=images,
        labels=digits.target.astype(np.int32),
        training=training,
        held_out=held_out,
    )


@tool
def data_set() -> dict[str, Any]:
    """Give all images, one row each, their labels, and which ones training doesn't see."""
    return {"items": data["images"], "labels": data["labels"], "heldOut": data["held_out"]}


@tool
def train(model: str, epochs: int) -> Iterator[dict[str, float]]:
    """Train a network, tell how each epoch went, and write the weights to a file."""
    network = MLPClassifier(hidden_layer_sizes=(64,), learning_rate_init=0.003, random_state=0)
    images, labels = data["images"], data["labels"]
    training, held_out = data["training"], data["held_out"]
    for epoch in range(1, epochs + 1):
        network.partial_fit(images[training], labels[training], classes=np.arange(10))
        accuracy = network.score(images[held_out], labels[held_out])
        if epoch == epochs:
            save(model, network)
        yield {"epoch": epoch, "loss": float(network.loss_), "accuracy": float(accuracy)}


def save(model: str, network: MLPClassifier) -> None:
    """Write plain arrays, nothing that would have to be unpickled."""
    (hidden, output), (hidden_bias, output_bias) = network.coefs_, network.intercepts_
    np.savez(
        model + ".part.npz",
        hidden=hidden,
        output=output,
        hidden_bias=hidden_bias,
        output_bias=output_bias,
    )
    os.replace(model + ".part.npz", model)


@lru_cache(maxsize=1)
def load(model: str) -> dict[str, Any]:
    """Read the weights when a worker first needs them, so that a new worker just goes on."""
    with np.load(model, allow_pickle=False) as file:
        return {name: file[name].astype(np.float32) for name in file.files}


@tool
def classify(model: str, items: Any) -> list[int]:
    """Tell which digit each image shows; images come as lists of pixels or as an array."""
    weights = load(model)
    images = np.asarray(items, dtype=np.float32)
    hidden = np.maximum(images @ weights["hidden"] + weights["hidden_bias"], 0)
    scores = hidden @ weights["output"] + weights["output_bias"]
    digits: list[int] = scores.argmax(axis=1).tolist()
    return digits
