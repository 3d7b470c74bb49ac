package io.snakepit.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ForksTest {

  private final Forks forks = new Forks();

  @Test
  void oneThatNobodyOrderedIsNone() {
    assertThatThrownBy(() -> forks.get(7))
        .isInstanceOf(IOException.class)
        .hasMessage("it tells of process 7, which nobody ordered");
  }

  @Test
  void thoseThatAreLeftAreTakenOutOnce() throws IOException {
    Fork fork = new Fork();
    forks.add(fork);
    assertThat(forks.clear("its template is gone")).containsExactly(fork);
    assertThat(forks.clear("its template is gone")).isEmpty();
  }

  @Test
  void whoComesLateIsToldTheFirstReason() {
    forks.clear("its template makes no sense");
    forks.clear("its template was killed by SIGKILL");
    assertThatThrownBy(() -> forks.add(new Fork()))
        .isInstanceOf(IOException.class)
        .hasMessage("its template makes no sense");
  }
}
