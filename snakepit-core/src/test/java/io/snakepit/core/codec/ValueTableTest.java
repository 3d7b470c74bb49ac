package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.snakepit.spi.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of docs/values.md, both ways, typed and untyped. */
@ParameterizedClass
@EnumSource(Form.class)
class ValueTableTest {

  @Parameter Form form;

  static Stream<TableCase> cases() {
    return TableCases.all().stream();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isWrittenAsTheTableSays(TableCase row) {
    if (row.sent().isEmpty()) {
      return; // Java has no such value to send
    }
    for (Object value : row.sent()) {
      Payload payload = form.codec().encode(value, "value");

      assertThat(form.show(payload)).as("%s", value.getClass()).isEqualTo(form.show(payload(row)));
      assertThat(payload.attachments()).isEqualTo(row.attachments());
    }
  }

  record Holder(@Nullable Object value) {}

  @ParameterizedTest
  @MethodSource("cases")
  void isWrittenTheSameInsideARecord(TableCase row) {
    for (Object value : row.sent()) {
      Payload inMap = form.codec().encode(Collections.singletonMap("value", value), "value");
      Payload inRecord = form.codec().encode(new Holder(value), "value");

      assertThat(form.show(inRecord)).as("%s", value.getClass()).isEqualTo(form.show(inMap));
      assertThat(inRecord.attachments()).isEqualTo(inMap.attachments());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadUntyped(TableCase row) {
    assertThat(form.codec().decode(payload(row))).isEqualTo(row.untyped());
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isReadAsEachOfItsTypes(TableCase row) {
    assertThat(row.typed()).isNotEmpty();
    row.typed()
        .forEach(
            (type, expected) ->
                assertThat(form.codec().decode(payload(row), type))
                    .as("%s", type)
                    .isEqualTo(expected));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void isTheSameInsideContainers(TableCase row) {
    Payload nested = form.payload("{\"rows\":[" + row.json() + "],\"$map\":{}}", row.attachments());

    Map<?, ?> map = (Map<?, ?>) form.codec().decode(nested);
    assertThat(((List<?>) map.get("rows")).get(0)).isEqualTo(row.untyped());
  }

  @Test
  void everyRowHasACase() throws IOException {
    List<String> rows =
        Files.readAllLines(Path.of("..", "docs", "values.md")).stream()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.substring(1, line.indexOf('|', 1)).strip())
            .filter(name -> !name.equals("value") && !name.startsWith("-"))
            .toList();

    assertThat(rows).hasSizeGreaterThan(20);
    assertThat(cases().map(TableCase::row).distinct()).containsExactlyInAnyOrderElementsOf(rows);
  }

  @Test
  void whatIsWrittenIsJson() throws IOException {
    for (TableCase row : TableCases.all()) {
      assertThat(new JsonMapper().readTree(row.json())).isNotNull();
    }
  }

  private Payload payload(TableCase row) {
    return form.payload(row.json(), row.attachments());
  }
}
