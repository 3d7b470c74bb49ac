"""The tools of `snakepit demo` without scikit-learn: from which kind of file a text comes.

Naive Bayes over the texts' trigrams, in plain Python.
"""

import json
import math
import os
import random
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from snakepit import tool

KINDS = (".java", ".md", ".py", ".xml")
LINES_PER_TEXT = 4
TEXTS_PER_KIND = 450
HELD_OUT_SHARE = 0.25


@lru_cache(maxsize=1)
def texts_of(folder: str) -> tuple[list[str], list[int], list[int]]:
    """Give texts, the index of each one's kind, and the indices that training doesn't see."""
    chance = random.Random(0)  # noqa: S311 (repeatable is what it must be)
    texts: list[str] = []
    kinds: list[int] = []
    for index, kind in enumerate(KINDS):
        found = [text for file in files_of(Path(folder), kind) for text in pieces(file)]
        chosen = chance.sample(found, min(len(found), TEXTS_PER_KIND))
        texts += chosen
        kinds += [index] * len(chosen)
    if not texts:
        raise ValueError(f"{folder} has no files of the kinds {', '.join(KINDS)}")
    held_out = chance.sample(range(len(texts)), int(len(texts) * HELD_OUT_SHARE))
    return texts, kinds, sorted(held_out)


def files_of(folder: Path, kind: str) -> list[Path]:
    """Find the files, but nothing that was built or is hidden."""
    return sorted(
        file
        for file in folder.rglob("*" + kind)
        if not any(
            part == "target" or part.startswith(".") for part in file.relative_to(folder).parts
        )
    )


def pieces(file: Path) -> list[str]:
    """Cut a file into texts of a few lines."""
    lines = [line for line in file.read_text("utf-8", "replace").splitlines() if line.strip()]
    starts = range(0, len(lines) - LINES_PER_TEXT + 1, LINES_PER_TEXT)
    return ["\n".join(lines[start : start + LINES_PER_TEXT]) for start in starts]


def trigrams(text: str) -> list[str]:
    """Cut a text into its runs of three characters."""
    return [text[start : start + 3] for start in range(len(text) - 2)]


class NaiveBayes:
    """How often each trigram occurs in texts of each kind."""

    def __init__(self, counts: list[dict[str, int]]) -> None:
        self.counts = counts
        self.refresh()

    def refresh(self) -> None:
        """Work out what doesn't depend on the text to be classified."""
        known = len(set().union(*self.counts)) + 1
        self.totals = [math.log(sum(count.values()) + known) for count in self.counts]

    def scores(self, text: str) -> list[float]:
        """Give the logarithm of each kind's likelihood."""
        grams = trigrams(text)
        return [
            sum(math.log(count.get(gram, 0) + 1) for gram in grams) - total * len(grams)
            for count, total in zip(self.counts, self.totals, strict=True)
        ]

    def kind(self, text: str) -> int:
        """Give the likeliest kind."""
        scores = self.scores(text)
        return scores.index(max(scores))


@tool
def data_set(folder: str) -> dict[str, Any]:
    """Give all texts, their kinds, and which ones training doesn't see."""
    texts, kinds, held_out = texts_of(folder)
    return {"items": texts, "labels": kinds, "heldOut": held_out}


@tool
def train(model: str, epochs: int, folder: str) -> Iterator[dict[str, float]]:
    """Learn from one more portion each epoch, tell how it went, and write the counts to a file."""
    texts, kinds, held_out = texts_of(folder)
    learn = sorted(set(range(len(texts))) - set(held_out))
    random.Random(0).shuffle(learn)  # noqa: S311 (likewise)
    counts: list[Counter[str]] = [Counter() for _ in KINDS]
    bayes = NaiveBayes(list(counts))
    for epoch in range(epochs):
        for index in learn[epoch::epochs]:
            counts[kinds[index]].update(trigrams(texts[index]))
        bayes.refresh()
        right = sum(bayes.kind(texts[index]) == kinds[index] for index in held_out)
        if epoch == epochs - 1:
            save(model, bayes)
        yield {"epoch": epoch + 1, "accuracy": right / len(held_out)}


def save(model: str, bayes: NaiveBayes) -> None:
    """Write the counts as JSON."""
    part = Path(model + ".part")
    part.write_text(json.dumps(bayes.counts), "utf-8")
    os.replace(part, model)


@lru_cache(maxsize=1)
def load(model: str) -> NaiveBayes:
    """Read the counts when a worker first needs them, so that a new worker just goes on."""
    return NaiveBayes(json.loads(Path(model).read_text("utf-8")))


@tool
def classify(model: str, items: list[str] | bytes) -> list[int]:
    """Tell each text's kind; texts come as a list, or as bytes with NUL between them."""
    texts = items if isinstance(items, list) else items.decode("utf-8").split("\0")
    bayes = load(model)
    return [bayes.kind(text) for text in texts]
