package io.snakepit.core.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.snakepit.api.HostCall;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import io.snakepit.core.codec.Codec;
import io.snakepit.core.codec.Codecs;
import io.snakepit.core.time.Timer;
import io.snakepit.spi.HostRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a host tool learns of the call to it. */
class DecodedHostCallTest {

  record Row(int count) {}

  private final HostRequest request = mock(HostRequest.class);
  private final Codec codec = Codecs.discovered().byName("json");
  private final Timer timer = mock(Timer.class);

  private HostCall call(Map<String, Object> arguments, long deadline) {
    when(request.tool()).thenReturn("lookup");
    when(request.arguments()).thenReturn(codec.encodeArguments(arguments));
    CallLineage lineage =
        new CallLineage(null, "price", "shop", "shop-1", null, Map.of(), deadline, new Object());
    return new DecodedHostCall(request, codec, lineage, timer);
  }

  private HostCall call(String argument, Object value) {
    Map<String, Object> arguments = new HashMap<>();
    arguments.put(argument, value);
    return call(arguments, Timer.NEVER);
  }

  @Test
  void anArgumentIsReadAsAClassOrAGenericType() {
    HostCall call = call("rows", List.of(Map.of("count", 3)));

    assertThat(call.get("rows", new TypeRef<List<Row>>() {})).containsExactly(new Row(3));
    assertThat(call("row", Map.of("count", 3)).get("row", Row.class)).isEqualTo(new Row(3));
    assertThat(call("n", 3).get("n", int.class)).isEqualTo(3);
    assertThat(call.get("rows")).isEqualTo(List.of(Map.of("count", 3L)));
  }

  @Test
  void oneThatIsNullOrMissingIsAnEmptyOptionalOrAnError() {
    HostCall call = call("key", null);

    for (String argument : List.of("key", "other")) {
      assertThat(call.get(argument, new TypeRef<Optional<String>>() {})).isEmpty();
      assertThat(call.get(argument)).isNull();
      assertRefused(
          argument,
          "argument '" + argument + "' of host tool 'lookup' is null or missing",
          () -> call.get(argument, String.class));
      assertThatThrownBy(() -> call.get(argument, int.class)).isInstanceOf(ValueException.class);
    }
  }

  @Test
  void oneThatDoesntFitIsNamed() {
    assertRefused(
        "n",
        "argument 'n' of host tool 'lookup': expected Integer, found the string \"x\"",
        () -> call("n", "x").get("n", Integer.class));
    assertRefused(
        "row.count",
        "argument 'row' of host tool 'lookup': count: expected int, found the string \"x\"",
        () -> call("row", Map.of("count", "x")).get("row", Row.class));
    assertRefused(
        "rows[0].count",
        "argument 'rows' of host tool 'lookup': [0].count: expected int, found the string \"x\"",
        () -> call("rows", List.of(Map.of("count", "x"))).get("rows", new TypeRef<List<Row>>() {}));
  }

  @Test
  void theTimeThatIsLeftIsNeverNegative() {
    when(timer.nanoTime()).thenReturn(100L);

    assertThat(call(Map.of(), 130).remaining()).contains(Duration.ofNanos(30));
    assertThat(call(Map.of(), 70).remaining()).contains(Duration.ZERO);
    assertThat(call(Map.of(), Timer.NEVER).remaining()).isEmpty();
  }

  private static void assertRefused(String path, String message, ThrowingCallable read) {
    ValueException refused = catchThrowableOfType(ValueException.class, read);
    assertThat(refused).hasMessage(message);
    assertThat(refused.path()).isEqualTo(path);
  }
}
