package io.snakepit.core.contents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snakepit.api.Capability;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.ToolInfo;
import io.snakepit.api.ToolParameter;
import io.snakepit.api.ValueKind;
import io.snakepit.api.WorkerStartException;
import io.snakepit.spi.WorkerInfo;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HelloTest {

  private static final List<String> codecs = List.of("json");

  @Test
  void theOfferSaysWhatTheWorkerNeeds() throws IOException {
    HelloOffer offer =
        new HelloOffer("default", "default-3", codecs, List.of("/a.py", "m"), 1000, 4);

    JsonNode json = new JsonMapper().readTree(offer.toBytes());

    assertThat(json.get("protocol").intValue()).isEqualTo(1);
    assertThat(json.get("pool").textValue()).isEqualTo("default");
    assertThat(json.get("worker").textValue()).isEqualTo("default-3");
    assertThat(json.get("codecs").toString()).isEqualTo("[\"json\"]");
    assertThat(json.get("tools").toString()).isEqualTo("[\"/a.py\",\"m\"]");
    assertThat(json.get("limits").toString()).isEqualTo("{\"frame\":1000}");
    assertThat(json.get("concurrency").intValue()).isEqualTo(4);
    assertThat(json.get("logLevel").textValue()).isIn("TRACE", "DEBUG", "INFO", "WARN", "ERROR");
  }

  @Test
  void theAnswerTellsAboutTheWorker() {
    WorkerInfo info =
        read(
            """
            {"protocol": 1, "codec": "json", "pid": 4711, "language": "python",
             "version": "3.11.7", "implementation": "cpython", "later": [1],
             "capabilities": ["STREAMING", "TELEPATHY", "BINARY"], "concurrency": 2,
             "tools": [{"name": "b", "parameters": null, "variadic": true, "stream": true},
               {"name": "a", "description": "Adds.", "returns": "int", "returnKinds": ["integer"],
                "parameters": [
                  {"name": "x", "type": "int", "kinds": ["integer", "null"], "required": true},
                  {"name": "y", "kinds": ["integer", "tensor"], "required": false}]}]}
            """);

    assertThat(info.codec()).isEqualTo("json");
    assertThat(info.pid()).hasValue(4711);
    assertThat(info.language()).isEqualTo("python");
    assertThat(info.version()).isEqualTo("3.11.7");
    assertThat(info.concurrency()).isEqualTo(2);
    assertThat(info.capabilities())
        .containsExactlyInAnyOrder(Capability.STREAMING, Capability.BINARY);
    assertThat(info.tools())
        .containsExactly(
            new ToolInfo(
                "a",
                "Adds.",
                List.of(
                    new ToolParameter("x", "int", List.of(ValueKind.INTEGER, ValueKind.NULL), true),
                    // a kind from the future: the list can't be relied on
                    new ToolParameter("y", "", List.of(), false)),
                false,
                "int",
                List.of(ValueKind.INTEGER),
                false),
            new ToolInfo("b", "", List.of(), true, "", List.of(), true));
  }

  @Test
  void whatTheAnswerLeavesOutHasItsDefault() {
    WorkerInfo info = read("{\"protocol\":1,\"codec\":\"json\"}");

    assertThat(info)
        .isEqualTo(
            new WorkerInfo(
                "json", "", "", java.util.OptionalLong.empty(), java.util.Set.of(), 1, List.of()));
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "TOOLS_NOT_FOUND",
        "TOOLS_FAILED",
        "NO_TOOLS",
        "DUPLICATE_TOOL",
        "NO_COMMON_CODEC",
        "STARTUP_FAILED"
      })
  void aWorkerThatCantStartSaysWhyInItsOwnWords(ErrorCode code) {
    WorkerStartException error =
        refuse(
            "{\"protocol\":1,\"error\":{\"code\":\""
                + code
                + "\",\"message\":\"no such file\",\"traceback\":\"Traceback…\"}}");

    assertThat(error.code()).isEqualTo(code);
    assertThat(error).hasMessage("no such file");
    assertThat(error.traceback()).isEqualTo("Traceback…");
  }

  @Test
  void anUnknownReasonIsAFailedStart() {
    WorkerStartException error =
        refuse("{\"protocol\":1,\"error\":{\"code\":\"TOOL_RAISED\",\"type\":\"OSError\"}}");

    assertThat(error.code()).isEqualTo(ErrorCode.WORKER_START_FAILED);
    assertThat(error).hasMessage("OSError");
    assertThat(error.traceback()).isNull();
  }

  static Stream<Arguments> unacceptable() {
    return Stream.of(
        arguments("", "JSON"),
        arguments("hello", "JSON"),
        arguments("[]", "JSON"),
        arguments("null", "null"),
        arguments("{}", "protocol null, not 1"),
        arguments(
            "{\"protocol\": 1, \"codec\": \"json\","
                + " \"tools\": [{\"name\": \"a\"}, {\"name\": \"b\"}, {\"name\": \"a\"}]}",
            "it has the tool 'a' twice"),
        arguments("{\"protocol\":2}", "protocol 2, not 1"),
        arguments("{\"protocol\":1}", "codec null"),
        arguments("{\"protocol\":1,\"codec\":\"xml\"}", "codec xml, offered were json"),
        arguments("{\"protocol\":1,\"codec\":\"json\",\"concurrency\":0}", "concurrency is 0"),
        arguments(
            "{\"protocol\":1,\"codec\":\"json\",\"concurrency\":5}",
            "concurrency is 5, asked for were at most 4"),
        arguments("{\"protocol\":1,\"codec\":\"json\"} x", "JSON"),
        arguments("{\"protocol\":1,\"codec\":\"json\",\"tools\":3}", "JSON"));
  }

  @ParameterizedTest
  @MethodSource("unacceptable")
  void anythingElseIsAFailedStart(String answer, String reason) {
    WorkerStartException error = refuse(answer);

    assertThat(error.code()).isEqualTo(ErrorCode.WORKER_START_FAILED);
    assertThat(error.getMessage())
        .startsWith("the worker's hello can't be accepted")
        .contains(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"protocol":1,"tools":{"t":{}}}                       | tools isn't
          {"protocol":1,"tools":[{"name":"t"},"u"]}             | tools[1] isn't
          {"protocol":1,"tools":[{"name":"t","parameters":{}}]} | tools[0].parameters isn't
          {"protocol":1,"capabilities":"STREAMING"}             | capabilities isn't
          {"protocol":1,"error":"no model"}                     | error isn't
          {"protocol":"one"}                                    | protocol isn't
          []                                                    | it isn't
          """)
  void namesTheMemberThatIsOfAnotherForm(String answer, String member) {
    assertThat(refuse(answer))
        .hasMessage(
            "the worker's hello can't be accepted: "
                + member
                + " the JSON of docs/protocol/contents.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"protocol":1, codec: json} | it isn't JSON, at its byte 15: Unexpected character ('c'
          {"protocol":1               | it isn't JSON, at its byte 13: Unexpected end-of-input
          """)
  void saysWhereItIsNoJson(String answer, String reason) {
    assertThat(refuse(answer))
        .hasMessageStartingWith("the worker's hello can't be accepted: " + reason)
        .hasMessageNotContaining("REDACTED");
  }

  @Test
  void randomBytesAreAFailedStart() {
    Random random = new Random(4713);
    for (int round = 0; round < 2_000; round++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      assertThat(
              catchThrowableOfType(
                  WorkerStartException.class,
                  () -> HelloAnswer.read(ByteBuffer.wrap(bytes), codecs, 4)))
          .isNotNull();
    }
  }

  private static WorkerStartException refuse(String answer) {
    return catchThrowableOfType(WorkerStartException.class, () -> read(answer));
  }

  private static WorkerInfo read(String answer) {
    return HelloAnswer.read(ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), codecs, 4);
  }
}
