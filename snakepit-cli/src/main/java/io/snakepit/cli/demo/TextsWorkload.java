package io.snakepit.cli.demo;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/**
 * Pieces of this repository's own text files, whose kind a naive Bayes classifier in plain Python
 * guesses: for machines on which scikit-learn can't be installed.
 */
final class TextsWorkload implements Workload {

  private final Path folder;

  /**
   * Chooses the texts.
   *
   * @param folder where text files are
   */
  TextsWorkload(Path folder) {
    this.folder = folder;
  }

  @Override
  public String title() {
    return "pieces of text files, naive Bayes in plain Python";
  }

  @Override
  public String items() {
    return "texts";
  }

  @Override
  public String toolFile() {
    return "texts.py";
  }

  @Override
  public void equip(PoolConfig.Builder pool) {
    // Plain Python needs nothing.
  }

  @Override
  public Map<String, String> source() {
    return Map.of("folder", folder.toString());
  }

  @Override
  public DataSet dataSet(Result result) {
    DataFields fields = result.as(DataFields.class);
    BitSet heldOut = new BitSet();
    fields.heldOut().forEach(heldOut::set);
    return new DataSet(new Texts(fields.items()), fields.labels(), heldOut);
  }

  @Override
  public int epochs() {
    return 10;
  }

  @Override
  public int batchSize() {
    return 16;
  }

  @Override
  public double leastAccuracy() {
    return 0.8;
  }

  /** What the tool returns. */
  private record DataFields(List<String> items, List<Integer> labels, List<Integer> heldOut) {}

  /** The texts themselves. */
  private record Texts(List<String> texts) implements DataSet.Items {

    @Override
    public Object slice(Form form, int from, int to) {
      List<String> slice = texts.subList(from, to);
      return switch (form) {
        case LISTS -> slice;
        case BINARY -> String.join("\0", slice).getBytes(StandardCharsets.UTF_8);
      };
    }
  }
}
