package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class UnreadOutputTest {

  /** A pipe with what a process wrote to it. */
  private static final class Pipe extends FilterInputStream {

    private boolean closed;
    private Meanwhile meanwhile = () -> {};

    Pipe() {
      super(new ByteArrayInputStream("last words".getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public int read() throws IOException {
      once();
      return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      once();
      return super.read(target, offset, length);
    }

    @Override
    public int available() throws IOException {
      once();
      return super.available();
    }

    private void once() throws IOException {
      Meanwhile now = meanwhile;
      meanwhile = () -> {};
      now.happens();
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  /** What comes to pass while somebody reads. */
  private interface Meanwhile {

    void happens() throws IOException;
  }

  private final Pipe pipe = new Pipe();
  private final UnreadOutput output = new UnreadOutput(pipe);

  @Test
  void whatWasWrittenIsThereForWhoBeginsToReadAfterTheEnd() throws IOException {
    output.processIsGone();
    assertThat(pipe.closed).isTrue();
    assertThat(output.read()).isEqualTo('l');
    assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ast words");
  }

  @Test
  void whatSomebodyHasReadInPartIsClosedAsWell() throws IOException {
    assertThat(output.read()).isEqualTo('l');
    output.processIsGone();
    assertThat(pipe.closed).isTrue();
    assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("ast words");
  }

  @Test
  void whoReadsJustThenGoesOnAndItIsClosedAfterwards() throws IOException {
    pipe.meanwhile =
        () -> {
          output.processIsGone();
          assertThat(pipe.closed).isFalse();
        };
    byte[] beginning = new byte[4];
    assertThat(output.read(beginning)).isEqualTo(4);
    assertThat(pipe.closed).isTrue();
    assertThat(new String(output.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(" words");
  }

  @Test
  void aReadThatFailsIsOver() throws IOException {
    pipe.meanwhile =
        () -> {
          throw new IOException("as it may");
        };
    assertThatThrownBy(output::read).hasMessage("as it may");
    output.processIsGone();
    assertThat(pipe.closed).isTrue();
  }

  @Test
  void whoHasClosedItIsNotAskedAgain() throws IOException {
    output.close();
    pipe.meanwhile =
        () -> {
          throw new IOException("it is closed");
        };
    output.processIsGone();
    assertThat(pipe.closed).isTrue();
  }
}
