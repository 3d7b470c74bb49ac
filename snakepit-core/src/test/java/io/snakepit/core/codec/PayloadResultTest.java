package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Result;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PayloadResultTest {

  @Test
  void isConvertedToWhatIsAskedFor() {
    Result result = result("[1,2]");

    assertThat(result.as(int[].class)).containsExactly(1, 2);
    assertThat(result.as(new TypeRef<List<Integer>>() {})).isEqualTo(List.of(1, 2));
    assertThat(result("3").as(int.class)).isEqualTo(3);
  }

  @Test
  void membersAreUntyped() {
    Result result = result("{\"day\":{\"$date\":\"2026-01-31\"},\"n\":1,\"none\":null}");

    assertThat(result.get("day")).isEqualTo(LocalDate.of(2026, 1, 31));
    assertThat(result.get("n")).isEqualTo(1L);
    assertThat(result.get("none")).isNull();
    assertThat(result.get("absent")).isNull();
  }

  @Test
  void membersOfWhatIsNoMapAreAnError() {
    assertThatThrownBy(() -> result("[1]").get("n"))
        .isInstanceOf(ValueException.class)
        .hasMessage("the result of tool 'quote': expected a map with 'n', found a list");
  }

  record Quote(String sku, int total) {}

  @Test
  void whatDoesNotFitIsNamedWithItsToolAndTheTypeThatWasWanted() {
    Result result = result("{\"sku\":\"a\",\"totl\":12}");

    assertThatThrownBy(() -> result.as(Quote.class))
        .isInstanceOfSatisfying(
            ValueException.class,
            unfit -> {
              assertThat(unfit.code()).isEqualTo(ErrorCode.TYPE_MISMATCH);
              assertThat(unfit.path()).isEqualTo("total");
            })
        .hasMessage(
            "the result of tool 'quote' doesn't fit PayloadResultTest$Quote:"
                + " total: expected int, but it is absent");
    assertThatThrownBy(() -> result("[1,\"a\"]").as(new TypeRef<List<Integer>>() {}))
        .hasMessage(
            "the result of tool 'quote' doesn't fit List<Integer>:"
                + " [1]: expected Integer, found the string \"a\"");
  }

  @Test
  void whatCannotBeReadIsNamedWithItsTool() {
    Result result = result("{\"$date\":1}");

    assertThatThrownBy(result::value)
        .isInstanceOfSatisfying(
            ValueException.class,
            unread -> assertThat(unread.code()).isEqualTo(ErrorCode.MALFORMED_PAYLOAD))
        .hasMessageStartingWith("the result of tool 'quote' can't be read: ");
    assertThatThrownBy(() -> result.as(String.class))
        .hasMessageStartingWith("the result of tool 'quote' can't be read: ");
  }

  @Test
  void nullHasNoType() {
    Result result = result("null");

    assertThat(result.isNull()).isTrue();
    assertThat(result.value()).isNull();
    assertThat(result("0").isNull()).isFalse();
    assertThatThrownBy(() -> result.as(String.class))
        .isInstanceOf(ValueException.class)
        .hasMessage(
            "the result of tool 'quote' doesn't fit String:"
                + " it is null, which an Optional takes");
    assertThat(result.as(new TypeRef<Optional<String>>() {})).isEmpty();
  }

  @Test
  void aTypeThatIsNullIsAnErrorOfTheCaller() {
    assertThatThrownBy(() -> result("1").as((Class<?>) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("type");
    assertThatThrownBy(() -> result("null").as((TypeRef<?>) null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("type");
  }

  @Test
  void theUntypedValueIsDecodedOnce() {
    Result result = result("{\"a\":[1]}");

    assertThat(result.value()).isSameAs(result.value()).isEqualTo(Map.of("a", List.of(1L)));
  }

  @Test
  void isStillThereAfterClosing() {
    Result result = result("1");

    result.close();
    result.close();

    assertThat(result.as(int.class)).isEqualTo(1);
  }

  private static Result result(String json) {
    return new PayloadResult("quote", new JsonCodec(), TableCase.payload(json, List.of()));
  }
}
