package io.snakepit.cli.demo;

import java.util.BitSet;
import java.util.List;

/**
 * What is to be classified.
 *
 * @param items the items
 * @param labels what each really is
 * @param heldOut which ones the training doesn't see
 */
record DataSet(Items items, List<Integer> labels, BitSet heldOut) {

  /** Items that can be sent. */
  interface Items {

    /** The argument for the items from one index up to another, exclusive. */
    Object slice(Form form, int from, int to);
  }

  int size() {
    return labels.size();
  }

  /** The share of the held-out items that were classified rightly. */
  double accuracy(List<Integer> predicted) {
    long right =
        heldOut.stream().filter(index -> predicted.get(index).equals(labels.get(index))).count();
    return (double) right / heldOut.cardinality();
  }
}
