package io.snakepit.cli.demo;

import io.snakepit.api.NdArray;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** The handwritten digits that scikit-learn has with it, and a small neural network. */
final class DigitsWorkload implements Workload {

  @Override
  public String title() {
    return "handwritten digits, a neural network of scikit-learn";
  }

  @Override
  public String items() {
    return "images";
  }

  @Override
  public String toolFile() {
    return "digits.py";
  }

  @Override
  public void equip(PoolConfig.Builder pool) {
    pool.runtimeOption("packages", "scikit-learn>=1.3");
  }

  @Override
  public Map<String, String> source() {
    return Map.of();
  }

  @Override
  public DataSet dataSet(Result result) {
    DataFields fields = result.as(DataFields.class);
    List<Integer> labels = Arrays.stream(fields.labels().toInts()).boxed().toList();
    BitSet heldOut = new BitSet();
    Arrays.stream(fields.heldOut().toInts()).forEach(heldOut::set);
    return new DataSet(new Images(fields.items()), labels, heldOut);
  }

  @Override
  public int epochs() {
    return 40;
  }

  @Override
  public int batchSize() {
    return 16;
  }

  @Override
  public double leastAccuracy() {
    return 0.9;
  }

  /** What the tool returns. */
  private record DataFields(NdArray items, NdArray labels, NdArray heldOut) {}

  /** The pixels of all images, one row each. */
  private record Images(NdArray pixels) implements DataSet.Items {

    @Override
    public Object slice(Form form, int from, int to) {
      return switch (form) {
        case LISTS -> rows(from, to);
        case BINARY -> NdArray.of(pixels.dtype(), new int[] {to - from, width()}, bytes(from, to));
      };
    }

    private int width() {
      return pixels.shape()[1];
    }

    private ByteBuffer bytes(int from, int to) {
      ByteBuffer data = pixels.data();
      int row = width() * Float.BYTES;
      return data.slice(from * row, (to - from) * row).order(data.order());
    }

    private List<List<Float>> rows(int from, int to) {
      List<List<Float>> rows = new ArrayList<>();
      for (int index = from; index < to; index++) {
        ByteBuffer row = bytes(index, index + 1);
        List<Float> values = new ArrayList<>(width());
        while (row.hasRemaining()) {
          values.add(row.getFloat());
        }
        rows.add(values);
      }
      return rows;
    }
  }
}
