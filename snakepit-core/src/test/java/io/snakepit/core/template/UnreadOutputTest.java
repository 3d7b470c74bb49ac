package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnreadOutputTest {

  /** A pipe with what a process wrote to it. */
  private static final class Pipe extends ByteArrayInputStream {

    private boolean closed;

    Pipe() {
      super("last words".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private final Pipe pipe = new Pipe();
  private final UnreadOutput output = new UnreadOutput(pipe);

  @Test
  void whatWasWrittenIsThereForWhoBeginsToReadAfterTheEnd() throws IOException {
    output.keepUnlessRead();
    assertThat(pipe.closed).isTrue();
    assertThat(output.read()).isEqualTo('l');
    assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ast words");
  }

  @Test
  void whoReadsAlreadyGoesOnAndClosesIt() throws IOException {
    assertThat(output.read()).isEqualTo('l');
    output.keepUnlessRead();
    assertThat(pipe.closed).isFalse();
    assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ast words");
    output.close();
    assertThat(pipe.closed).isTrue();
  }
}
