package io.snakepit.core.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.Snakepit;
import io.snakepit.api.ValueException;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Of several calls in one line of code, the error says which one can't be sent. */
@Timeout(60)
class UnsentArgumentsTest {

  private static final Map<String, Object> ARGUMENTS =
      Map.of("rows", List.of(Map.of("link", URI.create("x:y"))));

  @Test
  void areToldWithTheToolThatTheyWereFor() {
    try (Snakepit pit = FakePit.start(new FakeTools(), pool -> {})) {
      assertNamed(() -> pit.execute("crawl", ARGUMENTS));
      assertNamed(() -> pit.executeAsync("crawl", ARGUMENTS));
      assertNamed(() -> pit.executeStream("crawl", ARGUMENTS));
      assertNamed(() -> pit.session("user-42").execute("crawl", ARGUMENTS));
    }
  }

  private static void assertNamed(ThrowingCallable call) {
    ValueException unfit = catchThrowableOfType(ValueException.class, call);
    assertThat(unfit)
        .hasMessageStartingWith(
            "the arguments of tool 'crawl' can't be sent: rows[0].link: a java.net.URI");
    assertThat(unfit.path()).isEqualTo("rows[0].link");
    assertThat(unfit.code()).isEqualTo(ErrorCode.UNREPRESENTABLE_ARGUMENT);
  }
}
