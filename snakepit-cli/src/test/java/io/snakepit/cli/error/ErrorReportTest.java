package io.snakepit.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.Obituary;
import io.snakepit.api.ToolException;
import io.snakepit.api.WorkerCrashedException;
import io.snakepit.api.WorkerStartException;
import io.snakepit.cli.output.OutputException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ErrorReportTest {

  @Test
  void aToolsErrorHasItsTracebackAndNoJavaStackTrace() {
    ToolException failure =
        new ToolException(
            ErrorCode.TOOL_RAISED,
            "add",
            "ValueError",
            "bad",
            """
            Traceback (most recent call last):
              File "tools.py", line 3
            ValueError: bad
            """);
    assertThat(ErrorReport.of(failure))
        .isEqualTo(
            """
            error: tool 'add' failed: ValueError: bad [TOOL_RAISED]
            Traceback (most recent call last):
              File "tools.py", line 3
            ValueError: bad\
            """);
  }

  @Test
  void whatTheCommandOffersForAStreamIsNamed() {
    InvalidCallException failure =
        new InvalidCallException(ErrorCode.STREAM_REQUIRED, "it streams", null, List.of());

    assertThat(ErrorReport.of(failure))
        .isEqualTo("error: it streams; snakepit stream does that [STREAM_REQUIRED]");
  }

  @Test
  void toolCodeThatCannotBeLoadedHasItsTraceback() {
    assertThat(
            ErrorReport.of(
                new WorkerStartException(
                    ErrorCode.TOOLS_FAILED, "tools.py failed", "Traceback: x", null)))
        .isEqualTo("error: tools.py failed [TOOLS_FAILED]\nTraceback: x");
  }

  @Test
  void aDeadWorkersLastWordsStandBelowTheCode() {
    Obituary obituary =
        new Obituary(
            "default-1",
            "was killed by SIGSEGV",
            OptionalInt.empty(),
            "SIGSEGV",
            List.of("Fatal Python error"),
            List.of("die"),
            Duration.ofSeconds(1),
            0,
            OptionalLong.empty());
    assertThat(
            ErrorReport.of(
                new WorkerCrashedException(
                    ErrorCode.WORKER_CRASHED, obituary.text(), obituary, null)))
        .startsWith("error: worker default-1 was killed by SIGSEGV while running die")
        .endsWith("its last words: [WORKER_CRASHED]\n    Fatal Python error");
  }

  @Test
  void theNearestNamesAreOfferedOnce() {
    assertThat(ErrorReport.of(unknownTool("no tool 'ad'")))
        .isEqualTo("error: no tool 'ad'; did you mean 'add'? [UNKNOWN_TOOL]");
    assertThat(ErrorReport.of(unknownTool("no tool 'ad'; did you mean 'add'?")))
        .isEqualTo("error: no tool 'ad'; did you mean 'add'? [UNKNOWN_TOOL]");
  }

  @Test
  void whoIsFarFromEveryNameIsToldWhereTheyAre() {
    assertThat(
            ErrorReport.of(
                new InvalidCallException(ErrorCode.UNKNOWN_TOOL, "no tool 'x'", null, List.of())))
        .isEqualTo("error: no tool 'x'; snakepit tools lists those that there are [UNKNOWN_TOOL]");
  }

  @Test
  void whatTheUserDidWrongIsSaidPlainly() {
    assertThat(ErrorReport.of(new UsageException("write name=value")))
        .isEqualTo("error: write name=value");
    assertThat(ErrorReport.of(new OutputException(new IOException("No space left on device"))))
        .isEqualTo("error: can't write to standard output: No space left on device");
  }

  @Test
  void aDefectSaysThatItIsOne() {
    assertThat(ErrorReport.of(new IllegalStateException("oops")))
        .contains("IllegalStateException: oops", "defect", "--verbose");
  }

  private static InvalidCallException unknownTool(String message) {
    return new InvalidCallException(ErrorCode.UNKNOWN_TOOL, message, null, List.of("add"));
  }
}
