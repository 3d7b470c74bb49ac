package io.snakepit.core.generation;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.core.CapturedStderr;
import io.snakepit.core.codec.JsonCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** What a worker logs. The logger of the tests writes to stderr. */
@Isolated("what it captures of System.err is to be its own")
class WorkerLogTest {

  @RegisterExtension final CapturedStderr stderr = new CapturedStderr();

  /** The worker has sent nothing that can't be read. */
  @SuppressWarnings("NullAway") // as of an adapter that is compiled without it
  @Test
  void anAdapterThatGivesNullIsTheOneThatIsNamed() {
    new WorkerLog("default-1", new JsonCodec()).onLog(1, null);

    assertThat(stderr.text())
        .contains("the adapter of worker default-1 gave null to WorkerListener.onLog")
        .doesNotContain("can't be read");
  }
}
