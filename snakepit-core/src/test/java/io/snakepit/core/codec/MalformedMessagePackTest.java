package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.ValueException;
import io.snakepit.spi.Payload;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no MessagePack, or MessagePack that no worker may send. */
class MalformedMessagePackTest {

  private final Codec codec = new MessagePackCodec();

  static Stream<Arguments> malformed() {
    return Stream.of(
        arguments("", "", "no value"),
        arguments("0102", "", "more after the value"),
        arguments("c1", "", "not MessagePack"),
        arguments("91", "", "a size of 1 with 0 bytes left"),
        arguments("cb00", "", "not MessagePack"),
        arguments("ddffffffff", "", "not MessagePack"),
        arguments("dd7fffffff00", "", "a size of 2147483647 with 1 byte left"),
        arguments("df7fffffff00", "", "a size of 2147483647"),
        arguments("91db7fffffff00", "[0]", "a size of 2147483647"),
        arguments("91c67fffffff00", "[0]", "a size of 2147483647"),
        arguments("91a1ff", "[0]", "not UTF-8"),
        arguments("92a3efbfbda1ff", "[1]", "not UTF-8"),
        arguments("91a3eda080", "[0]", "not UTF-8"),
        arguments("81a1ff01", "", "not UTF-8"),
        arguments("8101c0", "", "a key that isn't a string, but POSFIXINT"),
        arguments("81c40161c0", "", "a key that isn't a string, but BIN8"),
        arguments("91d40100", "[0]", "extension types aren't used"),
        arguments("91d6ff00000000", "[0]", "extension types aren't used"),
        arguments("81a424696e74a178", "", "is no integer"),
        arguments("81a424696e7401", "", "must hold a string"));
  }

  @ParameterizedTest
  @MethodSource("malformed")
  void isAnErrorThatNamesThePath(String hex, String path, String message) {
    for (Class<?> type : List.of(Object.class, List.class, String.class)) {
      ValueException error = refuse(HexFormat.of().parseHex(hex), type);

      assertThat(error.getMessage()).contains(message);
      assertThat(error.path()).isEqualTo(path);
      assertThat(error.code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"91", "81a42473657491", "81a161", "81a4246d61709192"})
  void bottomlessNestingIsRefused(String level) {
    byte[] bytes = HexFormat.of().parseHex(level.repeat(100_000));

    assertThat(refuse(bytes, Object.class).getMessage()).contains("nested deeper than 200 levels");
    assertThat(refuse(bytes, List.class).getMessage()).contains("nested deeper than 200 levels");
  }

  private ValueException refuse(byte[] bytes, Class<?> type) {
    Payload payload = new Payload(ByteBuffer.wrap(bytes), List.of());
    return catchThrowableOfType(ValueException.class, () -> codec.decode(payload, type));
  }
}
