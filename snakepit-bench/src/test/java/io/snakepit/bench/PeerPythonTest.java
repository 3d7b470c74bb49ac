package io.snakepit.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PeerPythonTest {

  private final List<String> lines = new ArrayList<>();

  @Test
  void anInterpreterWithThePackageIsTaken() {
    PeerPython python = new PeerPython(packages -> "/env/of/" + packages, lines::add);

    assertThat(python.find("Py4J", "py4j>=1,<2")).contains("/env/of/py4j>=1,<2");
    assertThat(lines).isEmpty();
  }

  @Test
  void aPeerWithoutItsPackageIsLeftOutInOneLine() {
    assertThat(failing(ErrorCode.ENVIRONMENT_FAILED).find("Py4J", "py4j>=1,<2")).isEmpty();

    assertThat(lines)
        .singleElement()
        .asString()
        .contains("Py4J", "py4j>=1,<2", "SNAKEPIT_PYTHON", "pip could not install it")
        .doesNotContain("\n");
  }

  @Test
  void anotherFailureEndsTheMeasurement() {
    PeerPython python = failing(ErrorCode.ADAPTER_UNAVAILABLE);

    assertThatThrownBy(() -> python.find("Py4J", "py4j>=1,<2"))
        .isInstanceOf(UnavailableException.class);
    assertThat(lines).isEmpty();
  }

  private PeerPython failing(ErrorCode code) {
    return new PeerPython(
        packages -> {
          throw new UnavailableException(code, "pip could not install it:\n  no such", "", null);
        },
        lines::add);
  }
}
