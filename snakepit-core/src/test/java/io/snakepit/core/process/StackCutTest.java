package io.snakepit.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StackCutTest {

  /** Of numpy and what needs it there are hundreds, in one line. */
  @Test
  void whichExtensionsWereLoadedIsNoLastWord() {
    assertThat(kept("Fatal Python error", "", "Extension modules: numpy._core (total: 1)", "end"))
        .containsExactly("Fatal Python error", "", "end");
  }

  @Test
  void whatToolsWriteOfThemIs() {
    assertThat(kept("  Extension modules: mine")).hasSize(1);
  }

  private static List<String> kept(String... lines) {
    StackCut cut = new StackCut(50);
    return List.of(lines).stream().filter(cut::keeps).toList();
  }
}
