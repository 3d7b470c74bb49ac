package io.snakepit.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.CallCancelledException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.InvalidCallException;
import io.snakepit.api.SnakepitException;
import io.snakepit.api.ToolException;
import io.snakepit.api.ToolInfo;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.JsonCodec;
import io.snakepit.spi.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorContentsTest {

  private static final int FRAME = 1 << 20;

  private final Codec codec = new JsonCodec();

  static Stream<Arguments> errors() {
    return Stream.of(
        arguments(
            "TOOL_RAISED", ErrorCode.TOOL_RAISED, ToolException.class, "tool 'add' failed: T: m"),
        arguments(
            "TOOL_EXITED", ErrorCode.TOOL_EXITED, ToolException.class, "tool 'add' failed: T: m"),
        arguments(
            "UNREPRESENTABLE_RESULT",
            ErrorCode.UNREPRESENTABLE_RESULT,
            ToolException.class,
            "tool 'add' failed: m"), // T is what was found, which the message has
        arguments(
            "RESULT_TOO_LARGE",
            ErrorCode.RESULT_TOO_LARGE,
            ToolException.class,
            "tool 'add' failed: T: m"),
        arguments(
            "UNKNOWN_TOOL",
            ErrorCode.UNKNOWN_TOOL,
            InvalidCallException.class,
            "there is no tool 'add'; did you mean 'ad' or 'and'?"),
        arguments(
            "INVALID_ARGUMENT",
            ErrorCode.INVALID_ARGUMENT,
            InvalidCallException.class,
            "tool 'add': m"),
        arguments(
            "STREAM_REQUIRED",
            ErrorCode.STREAM_REQUIRED,
            InvalidCallException.class,
            "tool 'add' streams its results: call it with executeStream"),
        arguments(
            "MALFORMED_PAYLOAD",
            ErrorCode.MALFORMED_PAYLOAD,
            InvalidCallException.class,
            "the worker can't read the arguments of tool 'add': m"),
        arguments(
            "CANCELLED",
            ErrorCode.CANCELLED,
            CallCancelledException.class,
            "the call of tool 'add' was cancelled"),
        arguments(
            "FROM_THE_FUTURE",
            ErrorCode.TOOL_RAISED,
            ToolException.class,
            "tool 'add' failed: T: m"));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void everyCodeHasItsException(
      String code, ErrorCode expected, Class<?> exception, String message) {
    SnakepitException error =
        toException(
            "{\"code\":\""
                + code
                + "\",\"type\":\"T\",\"message\":\"m\",\"suggestions\":[\"ad\",null,\"and\"]}");

    assertThat(error).isExactlyInstanceOf(exception).hasMessage(message);
    assertThat(error.code()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ",\"suggestions\":null"})
  void ofAWorkerThatDoesNotLookForWhatIsNearTheHelloSays(String suggestions) {
    InvalidCallException error =
        (InvalidCallException) toException("{\"code\":\"UNKNOWN_TOOL\"" + suggestions + "}");

    assertThat(error).hasMessage("there is no tool 'add'; did you mean 'adds'?");
    assertThat(error.suggestions()).containsExactly("adds");
  }

  /** As ours, which has tools that nobody wrote. */
  @Test
  void whatAWorkerHasLookedForInVainIsNotSuggested() {
    InvalidCallException error =
        (InvalidCallException) toException("{\"code\":\"UNKNOWN_TOOL\",\"suggestions\":[]}");

    assertThat(error).hasMessage("there is no tool 'add'");
    assertThat(error.suggestions()).isEmpty();
  }

  @Test
  void ofAToolThatIsLikeNoOtherTheWorkerSaysMore() {
    InvalidCallException error =
        (InvalidCallException)
            toException(
                "{\"code\":\"UNKNOWN_TOOL\",\"message\":\"there is no tool 'add': none is\","
                    + "\"suggestions\":[]}");

    assertThat(error).hasMessage("there is no tool 'add': none is");
  }

  @Test
  void anExceptionKeepsTypeMessageAndTraceback() {
    ToolException error =
        (ToolException)
            toException(
                "{\"code\":\"TOOL_RAISED\",\"type\":\"ValueError\",\"message\":\"bad\","
                    + "\"traceback\":\"Traceback\\n  x\"}");

    assertThat(error.type()).isEqualTo("ValueError");
    assertThat(error.toolMessage()).isEqualTo("bad");
    assertThat(error.traceback()).isEqualTo("Traceback\n  x");
  }

  @Test
  void ofWordsWithoutEndTheMiddleIsLeftOut() {
    String endless = "begin " + "x".repeat(1_000_000) + " end";
    ToolException error =
        (ToolException)
            toException(
                "{\"code\":\"TOOL_RAISED\",\"type\":\"%1$s\",\"message\":\"%1$s\",\"traceback\":\"%1$s\"}"
                    .formatted(endless));

    for (String words : List.of(error.type(), error.toolMessage(), error.traceback())) {
      assertThat(words)
          .startsWith("begin x")
          .contains("characters left out")
          .endsWith("x end")
          .hasSizeLessThan(140_000);
    }
  }

  @Test
  void anExceptionWithoutAMessageHasNone() {
    ToolException error =
        (ToolException)
            toException("{\"code\":\"TOOL_RAISED\",\"type\":\"KeyError\",\"message\":\"\"}");

    assertThat(error.toolMessage()).isEmpty();
    assertThat(error).hasMessage("tool 'add' failed: KeyError");
  }

  @Test
  void anInvalidArgumentIsNamedWithWhatWasExpectedAndFound() {
    InvalidCallException error =
        (InvalidCallException)
            toException(
                "{\"code\":\"INVALID_ARGUMENT\",\"parameter\":\"a\",\"expected\":\"int\",\"type\":\"str\"}");

    assertThat(error).hasMessage("tool 'add': argument 'a': expected int, found str");
    assertThat(error.parameter()).isEqualTo("a");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "{\"code\":7}", "\u0000\u0001", "{\"suggestions\":1}"})
  void anErrorThatCantBeReadIsStillAnError(String json) {
    SnakepitException error = toException(json);

    assertThat(error).isExactlyInstanceOf(ToolException.class);
    assertThat(error.getMessage()).contains("the worker's error can't be read");
  }

  @Test
  void anErrorThatIsTooMuchForWhoReadsItIsStillAnError() {
    Codec full = mock(Codec.class);
    when(full.decode(any(), eq(ErrorMessage.class))).thenThrow(new StackOverflowError());

    assertThat(ErrorContents.toException(full, Payload.of(new byte[1]), "add", List.of()))
        .isExactlyInstanceOf(ToolException.class)
        .hasMessageContaining("the worker's error can't be read")
        .hasMessageContaining("StackOverflowError");
  }

  @Test
  void anEmptyErrorIsStillAnError() {
    assertThat(toException("{}"))
        .isExactlyInstanceOf(ToolException.class)
        .hasMessageContaining("tool 'add' failed");
  }

  @Test
  void aFailedHostToolIsToldWithTypeAndMessage() {
    Payload error =
        ErrorContents.hostToolFailed(
            codec, new IllegalStateException("out of stock \ud800"), FRAME);

    assertThat(codec.decode(error))
        .isEqualTo(
            Map.of(
                "code",
                "HOST_TOOL_FAILED",
                "type",
                "java.lang.IllegalStateException",
                "message",
                "out of stock ?"));
  }

  @Test
  void aFailureWithoutOrWithEndlessMessageIsToldToo() {
    assertThat(codec.decode(ErrorContents.hostToolFailed(codec, new NullPointerException(), FRAME)))
        .extracting("message")
        .isEqualTo("");
    Throwable mute =
        new Exception() {
          @Override
          public String getMessage() {
            throw new IllegalStateException("no words");
          }
        };
    assertThat(codec.decode(ErrorContents.hostToolFailed(codec, mute, FRAME)))
        .asString()
        .contains("its message can't be had: java.lang.IllegalStateException");
    assertThat(ErrorContents.hostToolFailed(codec, new Error("x".repeat(1 << 20)), FRAME).size())
        .isLessThan(1 << 16);
  }

  @Test
  void aFailureThatManyCallsPassedOnIsToldWithItsFirstCause() {
    StringBuilder message = new StringBuilder("out of stock");
    for (int i = 0; i < 200; i++) {
      message.insert(
          0, "tool 'level_" + i + "' failed: snakepit.HostToolError: host tool failed: ");
    }

    Payload error = ErrorContents.hostToolFailed(codec, new Error(message.toString()), FRAME);

    assertThat(codec.decode(error))
        .extracting("message")
        .asString()
        .startsWith("tool 'level_199' failed")
        .contains(" characters left out … ")
        .endsWith("out of stock")
        .hasSizeLessThan(10_100);
  }

  @Test
  void anUnknownHostToolIsToldWithTheNearestNames() {
    Payload error =
        ErrorContents.unknownHostTool(codec, "lokup", List.of("lookup", "store"), FRAME);

    assertThat(codec.decode(error))
        .isEqualTo(
            Map.of(
                "code",
                "UNKNOWN_HOST_TOOL",
                "message",
                "there is no host tool 'lokup'",
                "suggestions",
                List.of("lookup")));
  }

  private SnakepitException toException(String json) {
    return ErrorContents.toException(
        codec,
        Payload.of(json.getBytes(StandardCharsets.UTF_8)),
        "add",
        List.of(tool("add"), tool("adds"), tool("train")));
  }

  private static ToolInfo tool(String name) {
    return new ToolInfo(name, "", List.of(), true, "", List.of(), false);
  }
}
