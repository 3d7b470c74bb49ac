package io.snakepit.cli.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import javax.lang.model.SourceVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaNamesTest {

  /** Names, separated by blanks; those that {@code bind} doesn't find by itself have a mark. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "add; add",
        "load_model; loadModel",
        "loadModel; loadModel",
        "load_model loadModel; loadModel2! loadModel",
        "a_b aB aB2 a_b2; aB3! aB aB2 aB22!",
        "step_2; step2!",
        "MAX_SIZE; MAXSIZE!",
        "X; X",
        "class; class_!",
        "class class_; class_2! class_",
        "get_class; getClass_!",
        "get_class getClass_ getClass; getClass_3! getClass_ getClass_2!",
        "hash-code; hashCode_!",
        "notify wait equals; notify_! wait_! equals_!",
        "null true; null_! true_!",
        "record; record",
        "_private; private_!",
        "_x; x!",
        "trailing_; trailing!",
        "my-tool.v1; myToolV1!",
        "1st; tool1st!",
        "_ __; tool! tool2!",
        "größe 日本; größe 日本",
        "\uD835\uDC9Cb; \uD835\uDC9Cb",
        "क्षमता; क्षमता",
        "a$b; aB!"
      })
  void aNameIsAllowedAndOnesOwn(String foreign, String expected) {
    List<String> all = Arrays.asList(foreign.split(" "));
    JavaNames names = new JavaNames(all, "tool");
    assertThat(all.stream().map(name -> names.of(name) + (names.isFound(name) ? "" : "!")))
        .containsExactly(expected.split(" "));
    assertThat(all).allMatch(name -> SourceVersion.isName(names.of(name)));
  }
}
