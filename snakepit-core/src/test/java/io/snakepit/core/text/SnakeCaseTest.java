package io.snakepit.core.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnakeCaseTest {

  @Test
  void camelCaseIsTurnedIntoSnakeCase() {
    assertThat(SnakeCase.of("loadModel")).isEqualTo("load_model");
    assertThat(SnakeCase.of("parseHTMLPage")).isEqualTo("parse_html_page");
    assertThat(SnakeCase.of("top5Rows")).isEqualTo("top5_rows");
    assertThat(SnakeCase.of("already_snake")).isEqualTo("already_snake");
  }
}
