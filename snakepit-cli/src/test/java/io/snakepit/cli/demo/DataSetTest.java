package io.snakepit.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class DataSetTest {

  @Test
  void accuracyLooksAtTheHeldOutOnly() {
    BitSet heldOut = new BitSet();
    heldOut.set(2, 4);
    DataSet data = new DataSet((form, from, to) -> List.of(), List.of(1, 2, 3, 4), heldOut);
    assertThat(data.accuracy(List.of(0, 0, 3, 0))).isEqualTo(0.5);
    assertThat(data.accuracy(List.of(0, 0, 3, 4))).isEqualTo(1.0);
  }
}
