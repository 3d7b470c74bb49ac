package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CallTest {

  private static final Lineage LINEAGE =
      new Lineage() {
        @Override
        public Optional<Lineage> parent() {
          return Optional.empty();
        }

        @Override
        public String tool() {
          return "train";
        }

        @Override
        public String pool() {
          return "default";
        }

        @Override
        public String worker() {
          return "default-1";
        }
      };

  @Test
  void beginsWithNothing() {
    Call call = Call.of("predict");
    assertThat(call.tool()).isEqualTo("predict");
    assertThat(call.arguments()).isEmpty();
    assertThat(call.timeout()).isEmpty();
    assertThat(call.isIdempotent()).isFalse();
    assertThat(call.near()).isEmpty();
    assertThat(call.metadata()).isEmpty();
    assertThat(call.progressListener()).isEmpty();
    assertThat(call.lineage()).isEmpty();
  }

  @Test
  void eachChangeIsACopyThatKeepsTheOthers() {
    Call plain = Call.of("predict").arg("x", null);
    Call full =
        plain
            .timeout(Duration.ofSeconds(2))
            .idempotent()
            .near("key")
            .metadata("trace", "1")
            .onProgress(progress -> {})
            .within(LINEAGE)
            .args(Map.of("y", 2));
    assertThat(plain.timeout()).isEmpty();
    assertThat(plain.arguments()).containsOnlyKeys("x");
    assertThat(full.arguments()).containsEntry("x", null).containsEntry("y", 2);
    assertThat(full.timeout()).hasValue(Duration.ofSeconds(2));
    assertThat(full.isIdempotent()).isTrue();
    assertThat(full.near()).hasValue("key");
    assertThat(full.metadata()).containsEntry("trace", "1");
    assertThat(full.progressListener()).isPresent();
    assertThat(full.lineage()).containsSame(LINEAGE);
    assertThat(full.withoutTimeout().timeout()).hasValue(Duration.ZERO);
  }

  @Test
  void argumentsGivenAsAMapAreCopied() {
    Map<String, Object> mutable = new HashMap<>(Map.of("x", 1));
    Call call = Call.of("predict").args(mutable);
    mutable.put("y", 2);
    assertThat(call.arguments()).containsOnlyKeys("x");
    assertThatThrownBy(() -> call.arguments().put("z", 3))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void callsThatAskForTheSameAreEqual() {
    Call call = Call.of("predict").arg("x", 1).arg("y", null);

    assertThat(call)
        .isEqualTo(Call.of("predict").args(new HashMap<>(call.arguments())))
        .hasSameHashCodeAs(Call.of("predict").args(new HashMap<>(call.arguments())))
        .hasToString("Call[predict[x, y]]");
    assertThat(call.timeout(Duration.ofSeconds(2))).isEqualTo(call.timeout(Duration.ofSeconds(2)));
    assertThat(
            Stream.of(
                Call.of("predict"),
                Call.of("train").args(call.arguments()),
                call.arg("x", 2),
                call.idempotent(),
                call.near("key"),
                call.metadata("trace", "1"),
                call.withoutTimeout(),
                call.within(LINEAGE),
                call.onProgress(progress -> {})))
        .doesNotContain(call)
        .doesNotHaveDuplicates();
  }

  @Test
  void aNameOfAnyLettersButLoneSurrogates() {
    assertThat(Call.of("prédire_😀").metadata("😀", "é").tool()).isEqualTo("prédire_😀");
    for (String name : List.of("\ud800", "a\udfffb", "\ude00\ud83d")) {
      assertThatThrownBy(() -> Call.of(name))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lone surrogate");
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> Call.of("")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Call.of("t").timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Call.of("t").metadata("user", "\ud800"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("user");
    assertThatThrownBy(() -> Call.of("t").metadata("\udfff", "ada"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Call.of("t").timeout(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
