package io.snakepit.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.core.codec.JsonCodec;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** What a worker logs. The logger of the tests writes to stderr. */
@Isolated("what it captures of System.err is to be its own")
class WorkerLogTest {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream stderr = System.err;

  @BeforeEach
  void catchStderr() {
    System.setErr(new PrintStream(written, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void releaseStderr() {
    System.setErr(stderr);
  }

  /** The worker has sent nothing that can't be read. */
  @SuppressWarnings("NullAway") // as of an adapter that is compiled without it
  @Test
  void anAdapterThatGivesNullIsTheOneThatIsNamed() {
    new WorkerLog("default-1", new JsonCodec()).onLog(1, null);

    assertThat(written.toString(StandardCharsets.UTF_8))
        .contains("the adapter of worker default-1 gave null to WorkerListener.onLog")
        .doesNotContain("can't be read");
  }
}
