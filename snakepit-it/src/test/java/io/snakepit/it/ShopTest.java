package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Snakepit;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.testkit.fault.Fault;
import io.snakepit.testkit.junit.FakeSnakepit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of docs/testing.md, which has to be word for word what runs here. */
class ShopTest {

  // begin of the example
  @RegisterExtension
  static final FakeSnakepit python =
      FakeSnakepit.create().tool("price", call -> call.get("item").equals("tea") ? 12 : 7);

  @Test
  void addsUpPrices(Snakepit pit) {
    assertThat(new Shop(pit).total("tea", 3)).isEqualTo(36);
    assertThat(python.calls("price")).hasSize(1);
  }

  @Test
  void saysSoWhenPythonCrashes(Snakepit pit) {
    python.faults().next("price", Fault.crash());
    assertThatThrownBy(() -> new Shop(pit).total("tea", 3))
        .isInstanceOf(WorkerCrashedException.class);
  }

  // end of the example

  @Test
  void theDocumentShowsWhatRunsHere() throws IOException {
    String source = Files.readString(Path.of("src/test/java/io/snakepit/it/ShopTest.java"));
    int begin = source.indexOf('\n', source.indexOf("// begin of the example")) + 1;
    String example = source.substring(begin, source.indexOf("  // end of the example")).strip();

    assertThat(Files.readString(Path.of("../docs/testing.md"))).contains(example);
  }

  /** What is tested. */
  private record Shop(Snakepit pit) {

    int total(String item, int count) {
      return count * pit.execute("price", Map.of("item", item)).as(Integer.class);
    }
  }
}
