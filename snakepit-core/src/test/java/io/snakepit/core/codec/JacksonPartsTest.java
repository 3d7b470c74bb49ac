package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What serializers of Jackson's write by themselves is written as the table says, too. */
@ParameterizedClass
@EnumSource(Form.class)
class JacksonPartsTest {

  @Parameter Form form;

  @Test
  void numbersAndBytesOfATree() {
    BigInteger big = BigInteger.ONE.shiftLeft(80);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("big", big);
    tree.set("decimal", DecimalNode.valueOf(price()));
    tree.set("none", DoubleNode.valueOf(Double.NaN));
    tree.set("bytes", BinaryNode.valueOf(new byte[] {1, 2}));
    tree.putArray("list").add(1).add("a").addNull();

    Map<?, ?> read = (Map<?, ?>) form.codec().decode(form.codec().encode(tree, "value"));

    assertThat(read.get("big")).isEqualTo(big);
    assertThat(read.get("decimal")).isEqualTo(price());
    assertThat(read.get("none")).isEqualTo(Double.NaN);
    assertThat(read.get("bytes")).isEqualTo(new byte[] {1, 2});
    assertThat(read.get("list")).isEqualTo(Arrays.asList(1L, "a", null));
  }

  private static BigDecimal price() {
    return new BigDecimal("1.50");
  }
}
