package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterfaceNameTest {

  @Test
  void aNameHasAPackageOrNone() {
    assertThat(InterfaceName.of("com.acme.Model"))
        .isEqualTo(new InterfaceName("com.acme", "Model"));
    assertThat(InterfaceName.of("Model")).isEqualTo(new InterfaceName("", "Model"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ".",
        "com.acme.",
        ".Model",
        "com..Model",
        "com.acme.1Model",
        "com.class.Model",
        "com.acme.Model<T>",
        "com/acme/Model",
        "Model.java ",
        "com.acme.record",
        "var",
        "_"
      })
  void whatNoTypeCanBeCalledIsRefused(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> InterfaceName.of(text))
        .withMessage("'" + text + "' is not the name of a Java interface, as com.acme.Model");
  }
}
