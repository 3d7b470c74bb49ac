package io.snakepit.core.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.node.BinaryNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import io.snakepit.api.TypeRef;
import io.snakepit.api.ValueException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What serializers of Jackson's write by themselves is written as the table says, too. */
@ParameterizedClass
@EnumSource(Form.class)
class JacksonPartsTest {

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  sealed interface Shape permits Circle {}

  record Circle(int radius, LocalDate day) implements Shape {}

  record Drawing(Shape first, List<Shape> others) {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS, property = "$type")
  record Typed(int number) {}

  record Schema(String $schema, @JsonInclude(JsonInclude.Include.NON_NULL) String type) {}

  @JsonSerialize(using = DressedSerializer.class)
  record Dressed() {}

  static final class DressedSerializer extends StdSerializer<Dressed> {

    private static final long serialVersionUID = 1L;

    DressedSerializer() {
      super(Dressed.class);
    }

    @Override
    public void serialize(Dressed value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeStartObject();
      out.writeObjectField("day", LocalDate.EPOCH);
      out.writeFieldName("numbers");
      out.writeArray(new double[] {0, 1.5, Double.NaN}, 1, 2);
      out.writeFieldName("bytes");
      out.writeEmbeddedObject(new byte[] {1, 2});
      out.writeFieldName("stream");
      out.writeBinary(new ByteArrayInputStream(new byte[] {3, 4}), 2);
      out.writeFieldName("text");
      out.writeString("-text-".toCharArray(), 1, 4);
      out.writeFieldName("read");
      out.writeString(new StringReader("text and more"), 4);
      out.writeFieldName("integer");
      out.writeNumber("12345678901234567890");
      out.writeFieldName("fraction");
      out.writeNumber("1.50");
      out.writeFieldName("exact");
      out.writeNumber("0.1000000000000000000001");
      out.writeEndObject();
    }
  }

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

  @Test
  void theNameOfASubtypeIsThereWhereverItsObjectIs() {
    Circle circle = new Circle(1, LocalDate.EPOCH);
    Drawing drawing = new Drawing(circle, List.of(circle));

    assertThat(back(circle, Shape.class)).isEqualTo(circle);
    assertThat(back(drawing, Drawing.class)).isEqualTo(drawing);
    assertThat(back(Map.of("a", circle), new TypeRef<Map<String, Shape>>() {}.type()))
        .isEqualTo(Map.of("a", circle));
    assertThat(back(Set.of(circle), new TypeRef<Set<Shape>>() {}.type())).isEqualTo(Set.of(circle));
    assertThat(back(Map.of(1, circle), new TypeRef<Map<Integer, Shape>>() {}.type()))
        .isEqualTo(Map.of(1, circle));
  }

  @Test
  void whatASerializerWritesInOtherClothes() {
    Map<?, ?> read = (Map<?, ?>) form.codec().decode(form.codec().encode(new Dressed(), "value"));

    assertThat(read.get("day")).isEqualTo(LocalDate.EPOCH);
    assertThat(read.get("numbers")).isEqualTo(List.of(1.5, Double.NaN));
    assertThat(read.get("bytes")).isEqualTo(new byte[] {1, 2});
    assertThat(read.get("stream")).isEqualTo(new byte[] {3, 4});
    assertThat(read.get("text")).isEqualTo("text");
    assertThat(read.get("read")).isEqualTo("text");
    assertThat(read.get("integer")).isEqualTo(new BigInteger("12345678901234567890"));
    assertThat(read.get("fraction")).isEqualTo(1.5);
    assertThat(read.get("exact")).isEqualTo(new BigDecimal("0.1000000000000000000001"));
  }

  @Test
  void aPropertyThatBeginsLikeATagMayStandBesideOthers() {
    ObjectNode schema = JsonNodeFactory.instance.objectNode();
    schema.put("$schema", "draft").put("type", "object");

    assertThat(form.codec().decode(form.codec().encode(schema, "value")))
        .isEqualTo(Map.of("$schema", "draft", "type", "object"));
    assertThat(back(new Typed(1), Typed.class)).isEqualTo(new Typed(1));
    assertThat(back(new Schema("draft", "object"), Schema.class))
        .isEqualTo(new Schema("draft", "object"));
    assertThatThrownBy(() -> back(new Schema("draft", null), Schema.class))
        .isInstanceOf(ValueException.class)
        .hasMessage("value: its only property '$schema' begins like a tag");
  }

  private Object back(Object value, Type type) {
    return form.codec().decode(form.codec().encode(value, "value"), type);
  }

  private static BigDecimal price() {
    return new BigDecimal("1.50");
  }
}
