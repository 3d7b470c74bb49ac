package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Call;
import io.snakepit.api.DeadlineExceededException;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application uses tools in Node.js as it uses those in Python. */
@Timeout(120)
class NodeWorkerTest {

  @BeforeAll
  static void prepare() {
    RealNode.require();
  }

  @Test
  void callsStreamsSessionsAndHostToolsWork() {
    try (Snakepit pit = start("text_tools.js")) {
      pit.hostTools().register("lookup", call -> Map.of("price", 12, "item", call.get("item")));

      assertThat(pit.execute("add", Map.of("a", 2, "b", 0.5)).as(Double.class)).isEqualTo(2.5);
      assertThat(items(pit, "words", Map.of("text", "to be  or not")))
          .isEqualTo(List.of("to", "be", "or", "not"));
      Session user = pit.session("user-42");
      user.execute("remember", Map.of("word", "one"));
      assertThat(user.execute("remember", Map.of("word", "two")).value())
          .isEqualTo(List.of("one", "two"));
      assertThat(pit.execute("price", Map.of("item", "tea")).as(Integer.class)).isEqualTo(12);
    }
  }

  @Test
  void aScriptAroundItMayPrintBeforeItSpeaks(@TempDir Path directory) throws IOException {
    Path script = directory.resolve("worker.sh");
    Files.writeString(script, "echo activating\nexec " + RealNode.command() + " \"$@\"\n");
    try (Snakepit pit =
        Snakepit.builder()
            .pool(
                "node",
                pool ->
                    pool.runtime("command")
                        .runtimeOption("command", "sh '" + script + "'")
                        .tools(RealNode.tools("text_tools.js"))
                        .workers(1))
            .start()) {
      assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
    }
  }

  @Test
  void aDeadlineStopsWhatListensAndKillsWhatDoesNot() {
    try (Snakepit pit = start("text_tools.js")) {
      for (Call call : List.of(Call.of("pause").arg("milliseconds", 600_000), Call.of("spin"))) {
        assertThatThrownBy(() -> pit.execute(call.timeout(Duration.ofSeconds(1))))
            .isInstanceOf(DeadlineExceededException.class);
        assertThat(pit.execute("add", Map.of("a", 2, "b", 3)).as(Integer.class)).isEqualTo(5);
      }
    }
  }

  @Test
  void argumentsThatTheSignatureRulesOutAreTheCallersError() {
    try (Snakepit pit = start("text_tools.js")) {
      assertThatThrownBy(() -> pit.execute("add", Map.of("a", 1, "b", "two")))
          .isInstanceOf(InvalidCallException.class)
          .hasMessageContaining("'b'")
          .hasMessageContaining("float");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "msgpack"})
  void valuesThatJavaScriptHasNoTypeForComeBackUnchanged(String codec) {
    List<Object> values =
        List.of(
            BigInteger.TWO.pow(70),
            Long.MAX_VALUE,
            Double.NaN,
            -0.0,
            1e300,
            "é\u0000😀",
            new BigDecimal("1.20"),
            OffsetDateTime.parse("2026-01-31T23:59:59.123456789+01:00"),
            Duration.ofNanos(Long.MAX_VALUE),
            Set.of("a"),
            Map.of(1L, "one"),
            Map.of("$set", List.of()));
    try (Snakepit pit = start("contract_tools.js", codec)) {
      assertThat(pit.execute("echo", Map.of("value", values)).value()).isEqualTo(values);
    }
  }

  @Test
  void itsOwnTestsPass(@TempDir Path folder) throws Exception {
    Path output = folder.resolve("output");
    Process tests =
        new ProcessBuilder("node", "--test")
            .directory(RealNode.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(tests.waitFor()).as(() -> read(output)).isZero();
    assertThat(read(output)).contains("answers.hex is what is written");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Snakepit start(String tools, String... codecs) {
    return Snakepit.builder()
        .pool(
            "default",
            pool ->
                pool.runtime("command")
                    .runtimeOption("command", RealNode.command())
                    .tools(RealNode.tools(tools))
                    .codecs(codecs)
                    .workers(1))
        .start();
  }

  private static List<Object> items(Snakepit pit, String tool, Map<String, Object> arguments) {
    List<Object> items = new ArrayList<>();
    try (ResultStream stream = pit.executeStream(tool, arguments)) {
      for (Result item : stream) {
        items.add(item.value());
      }
    }
    return items;
  }
}
