package io.snakepit.core.host;

import static io.snakepit.testkit.fake.FakeBehaviours.callHost;
import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Call;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.core.FakePit;
import io.snakepit.testkit.fake.FakeTools;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A host tool is told for which session it is called, and what was sent along. */
@Timeout(60)
class HostCallOriginTest {

  @Test
  void theSessionIsThatOfTheCallWhoseCodeCalls() {
    try (Snakepit pit = FakePit.start(new FakeTools().unary("ask", callHost("whose")), p -> {})) {
      pit.hostTools().register("whose", call -> call.session().orElse("nobody's"));
      try (Session session = pit.session("user-42")) {
        assertThat(session.execute("ask", Map.of()).as(String.class)).isEqualTo("user-42");
      }
      assertThat(pit.execute("ask", Map.of()).as(String.class)).isEqualTo("nobody's");
    }
  }

  @Test
  void theMetadataAreThoseOfTheCallWhoseCodeCalls() {
    try (Snakepit pit = FakePit.start(new FakeTools().unary("ask", callHost("who")), p -> {})) {
      pit.hostTools().register("who", call -> call.metadata().getOrDefault("user", "nobody"));
      Call ask = Call.of("ask");
      assertThat(pit.execute(ask.metadata("user", "ada")).as(String.class)).isEqualTo("ada");
      assertThat(pit.execute(ask).as(String.class)).isEqualTo("nobody");
    }
  }
}
