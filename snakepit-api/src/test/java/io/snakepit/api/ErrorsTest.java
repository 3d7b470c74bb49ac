package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ErrorsTest {

  private final Obituary obituary =
      new Obituary(
          "default-3",
          "was killed by SIGSEGV",
          OptionalInt.empty(),
          "SIGSEGV",
          List.of("Fatal Python error", "in tools.py"),
          List.of("crash"),
          Duration.ofMillis(1_500),
          7,
          OptionalLong.of(64L << 20));

  @Test
  void anObituaryReadsAsOneBlock() {
    assertThat(obituary.text())
        .isEqualTo(
            "worker default-3 was killed by SIGSEGV while running crash (age 1.5 s, 7 calls, 64"
                + " MiB); its last words:\n    Fatal Python error\n    in tools.py");
  }

  @Test
  void whatAnObituaryQuotesCannotLookLikeLinesOfTheLog() {
    Obituary obituary =
        new Obituary(
            "w-1",
            "is gone",
            OptionalInt.empty(),
            null,
            List.of("a\u2028b"),
            List.of("add\r\nERROR forged"),
            Duration.ofSeconds(1),
            1,
            OptionalLong.empty());

    assertThat(obituary.text().lines())
        .containsExactly(
            "worker w-1 is gone while running add ERROR forged (age 1.0 s, 1 call); its last"
                + " words:",
            "    a b");
  }

  @Test
  void anObituarySaysThatNothingWasWrittenWhileItsCallRan() {
    assertThat(silent(List.of("crash")).text())
        .isEqualTo("worker w-1 is gone while running crash (age 1.0 s, 7 calls); no last words");
  }

  @Test
  void ofAWorkerThatRanNothingNoWordsAreExpected() {
    assertThat(silent(List.of()).text()).isEqualTo("worker w-1 is gone (age 1.0 s, 7 calls)");
  }

  private static Obituary silent(List<String> running) {
    return new Obituary(
        "w-1",
        "is gone",
        OptionalInt.of(3),
        null,
        List.of(),
        running,
        Duration.ofSeconds(1),
        7,
        OptionalLong.empty());
  }

  @Test
  void anExceptionCarriesCodeCategoryAndRetryability() {
    SnakepitException crashed =
        new WorkerCrashedException(ErrorCode.WORKER_CRASHED, obituary.text(), obituary, null);
    assertThat(crashed.code()).isEqualTo(ErrorCode.WORKER_CRASHED);
    assertThat(crashed.category()).isEqualTo(ErrorCategory.WORKER);
    assertThat(crashed.isRetryable()).isTrue();
    SnakepitException raised =
        new ToolException(ErrorCode.TOOL_RAISED, "fail", "ValueError", "bad", null);
    assertThat(raised).hasMessage("tool 'fail' failed: ValueError: bad");
    assertThat(raised.category()).isEqualTo(ErrorCategory.TOOL);
    assertThat(raised.isRetryable()).isFalse();
  }

  @Test
  void whatAnotherTryMayMendIsRetryable() {
    assertThat(ErrorCode.values())
        .filteredOn(ErrorCode::retryable)
        .containsExactly(
            ErrorCode.WORKER_CRASHED,
            ErrorCode.WORKER_KILLED,
            ErrorCode.PROTOCOL_VIOLATION,
            ErrorCode.SESSION_LOST,
            ErrorCode.QUEUE_FULL,
            ErrorCode.QUEUE_BYTES,
            ErrorCode.QUEUE_TIMEOUT,
            ErrorCode.POOL_BROKEN,
            ErrorCode.CHANGE_IN_PROGRESS);
  }

  @Test
  void aPrintedStackTraceEndsWithTheToolsTraceback() {
    String traceback =
        "Traceback (most recent call last):\n  File \"t.py\", line 3\nKeyError: 'x'\n";
    ToolException raised =
        new ToolException(ErrorCode.TOOL_RAISED, "fail", "KeyError", "'x'", traceback);
    StringWriter printed = new StringWriter();

    raised.printStackTrace(new PrintWriter(printed, true));

    assertThat(raised.traceback()).isEqualTo(traceback);
    assertThat(printed.toString().lines())
        .endsWith(
            "Caused by: Traceback (most recent call last):",
            "  File \"t.py\", line 3",
            "KeyError: 'x'");
    assertThat(new ToolException(ErrorCode.TOOL_RAISED, "fail", "KeyError", "'x'", null))
        .hasNoCause();
  }

  @Test
  void soDoesThatOfAStartThatFailedInToolCode() {
    String traceback =
        "Traceback (most recent call last):\n  File \"t.py\", line 3\nKeyError: 'x'\n";
    WorkerStartException failed =
        new WorkerStartException(ErrorCode.STARTUP_FAILED, "the hook failed", traceback, null);
    StringWriter printed = new StringWriter();

    failed.printStackTrace(new PrintWriter(printed, true));

    assertThat(failed.traceback()).isEqualTo(traceback);
    assertThat(printed.toString().lines())
        .endsWith(
            "Caused by: Traceback (most recent call last):",
            "  File \"t.py\", line 3",
            "KeyError: 'x'");
    assertThat(new WorkerStartException(ErrorCode.NO_TOOLS, "no tools", null, null)).hasNoCause();
    assertThat(new WorkerStartException(ErrorCode.STARTUP_FAILED, "again", traceback, failed))
        .hasCause(failed);
  }

  @Test
  void aSerialisedExceptionKeepsWhatItKnows() throws Exception {
    for (SnakepitException failure :
        List.of(
            new WorkerCrashedException(ErrorCode.WORKER_CRASHED, "gone", obituary, null),
            new WorkerCrashedException(ErrorCode.WORKER_KILLED, "gone", silent(List.of()), null),
            new ConfigurationException(List.of("one", "two")),
            new ToolException(ErrorCode.TOOL_RAISED, "fail", "KeyError", "'x'", "Traceback …"),
            new WorkerStartException(ErrorCode.STARTUP_FAILED, "fail", "Traceback …", null),
            new InvalidCallException(ErrorCode.UNKNOWN_TOOL, "no tool", null, List.of("add")))) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
        out.writeObject(failure);
      }
      try (ObjectInputStream in =
          new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
        SnakepitException read = (SnakepitException) in.readObject();
        assertThat(read.code()).isEqualTo(failure.code());
        assertThat(read)
            .hasMessage(failure.getMessage())
            .usingRecursiveComparison()
            .isEqualTo(failure);
      }
    }
  }

  @Test
  void aToolThatGivesNoReasonIsSaidToGiveNone() {
    assertThat(new ToolException(ErrorCode.TOOL_RAISED, "f", "", "", null))
        .hasMessage("tool 'f' failed, and didn't say why");
    assertThat(new ToolException(ErrorCode.TOOL_RAISED, "f", "E", "", null))
        .hasMessage("tool 'f' failed: E");
    assertThat(new ToolException(ErrorCode.UNREPRESENTABLE_RESULT, "f", "E", "result: no", null))
        .hasMessage("tool 'f' failed: result: no");
  }
}
