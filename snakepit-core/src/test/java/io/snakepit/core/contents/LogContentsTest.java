package io.snakepit.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Progress;
import io.snakepit.api.ValueException;
import io.snakepit.core.CapturedStderr;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.JsonCodec;
import io.snakepit.spi.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Isolated;

/** Log records and progress reports. The logger of the tests writes to stderr. */
@Isolated("what it captures of System.err is to be its own")
class LogContentsTest {

  @RegisterExtension final CapturedStderr stderr = new CapturedStderr();
  private final Codec codec = new JsonCodec();

  @Test
  void aRecordKeepsLevelLoggerAndMessage() {
    forward("{\"level\":\"WARN\",\"logger\":\"my.module\",\"message\":\"50 {} done\"}");

    assertThat(stderr.text()).contains("WARN", "snakepit.worker.my.module", "50 {} done");
  }

  @Test
  void whatARecordLeavesOutHasItsDefault() {
    forward("{\"message\":\"m\",\"level\":\"LOUD\"}");

    assertThat(stderr.text()).contains("INFO snakepit.worker - m");
  }

  @Test
  void aLineFromStderrIsAWarning() {
    LogContents.forwardLine("libfoo: odd", "default-1");

    assertThat(stderr.text()).contains("WARN snakepit.worker.stderr - libfoo: odd");
  }

  @Test
  void aRecordThatCantBeReadIsSaidAndNotThrown() {
    forward("[1");
    forward("{\"level\":1}");

    assertThat(stderr.text()).contains("worker default-1 sent a log record that can't be read");
  }

  @Test
  void whatIsPrintedToStderrOrLoggedAsAWarningMayBeLastWords() {
    assertThat(forward("{'level':'WARN','logger':'stderr','message':'out of luck'}"))
        .containsExactly("out of luck");
    assertThat(forward("{'level':'ERROR','logger':'model','message':'broken\\nTraceback: m.py'}"))
        .containsExactly("ERROR model: broken", "Traceback: m.py");
    assertThat(forward("{'level':'WARN','logger':'model','message':'half full'}"))
        .containsExactly("WARN model: half full");
    assertThat(forward("{'level':'INFO','logger':'model','message':'fine'}")).isEmpty();
    assertThat(forward("{'level':'INFO','logger':'stdout','message':'fine'}")).isEmpty();
    assertThat(forward("[]")).isEmpty();
  }

  @Test
  void progressIsRead() {
    assertThat(ProgressContents.read(codec, payload("{\"done\":3,\"total\":10,\"message\":\"m\"}")))
        .isEqualTo(new Progress(3, 10, "m"));
    assertThat(ProgressContents.read(codec, payload("{\"done\":0.5,\"total\":null}")))
        .isEqualTo(new Progress(0.5, Double.NaN, null));
  }

  @Test
  void progressWithoutANumberIsAnError() {
    for (String json : new String[] {"{}", "null", "{\"done\":\"3\"}", "[]"}) {
      assertThatThrownBy(() -> ProgressContents.read(codec, payload(json)))
          .as(json)
          .isInstanceOf(ValueException.class);
    }
  }

  private List<String> forward(String json) {
    return LogContents.forward(codec, payload(json.replace('\'', '"')), "default-1", 7, "add");
  }

  private static Payload payload(String json) {
    return Payload.of(json.getBytes(StandardCharsets.UTF_8));
  }
}
