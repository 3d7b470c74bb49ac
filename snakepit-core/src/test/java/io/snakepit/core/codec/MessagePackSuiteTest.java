package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The public vectors: each lists every way in which a value may be packed. */
class MessagePackSuiteTest {

  private static final Set<String> extensions = Set.of("timestamp", "ext");
  private static final HexFormat hex = HexFormat.ofDelimiter("-");

  private final Codec codec = new MessagePackCodec();

  static Stream<Arguments> values() throws IOException {
    return vectors(false);
  }

  static Stream<Arguments> extensions() throws IOException {
    return vectors(true);
  }

  private static Stream<Arguments> vectors(boolean extension) throws IOException {
    try (InputStream file =
        MessagePackSuiteTest.class.getResourceAsStream(
            "/msgpack-test-suite/msgpack-test-suite.json")) {
      return StreamSupport.stream(new JsonMapper().readTree(file).spliterator(), false)
          .flatMap(group -> StreamSupport.stream(group.spliterator(), false))
          .filter(vector -> extensions.contains(vector.fieldNames().next()) == extension)
          .flatMap(MessagePackSuiteTest::packings);
    }
  }

  private static Stream<Arguments> packings(JsonNode vector) {
    Map.Entry<String, JsonNode> value = vector.properties().iterator().next();
    return StreamSupport.stream(vector.get("msgpack").spliterator(), false)
        .map(packed -> arguments(value.getKey(), value.getValue(), packed.textValue()));
  }

  @ParameterizedTest
  @MethodSource("values")
  void isRead(String kind, JsonNode value, String packed) {
    Object read = codec.decode(payload(packed));

    switch (kind) {
      case "number", "bignum" ->
          assertThat(new BigDecimal(String.valueOf(read)))
              .isEqualByComparingTo(new BigDecimal(value.asText()));
      case "binary" -> assertThat(read).isEqualTo(hex.parseHex(value.textValue()));
      default ->
          assertThat(read)
              .isEqualTo(new JsonCodec().decode(TableCase.payload(value.toString(), List.of())));
    }
  }

  @ParameterizedTest
  @MethodSource("extensions")
  void extensionTypesAreRefused(String kind, JsonNode value, String packed) {
    assertThat(
            catchThrowableOfType(ValueException.class, () -> codec.decode(payload(packed)))
                .getMessage())
        .contains("extension types aren't used");
  }

  private static Payload payload(String packed) {
    return new Payload(ByteBuffer.wrap(hex.parseHex(packed)), List.of());
  }
}
