package io.snakepit.core.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson's serializers write with. The table's bounds and forms hold for what they write by
 * themselves, too: each codec would take other things from them, and its reader be surprised.
 */
final class BeanGenerator extends JsonGeneratorDelegate {

  private final ValueWriter values;

  BeanGenerator(JsonGenerator out, ValueWriter values) {
    super(out, false);
    this.values = values;
  }

  @Override
  public void writeStartObject() throws IOException {
    values.check(null);
    super.writeStartObject();
  }

  @Override
  public void writeStartObject(@Nullable Object bean) throws IOException {
    values.check(bean);
    super.writeStartObject(bean);
  }

  @Override
  public void writeStartObject(@Nullable Object bean, int size) throws IOException {
    writeStartObject(bean); // some say a size and leave members out
  }

  @Override
  public void writeStartArray() throws IOException {
    values.check(null);
    super.writeStartArray();
  }

  @Override
  public void writeStartArray(@Nullable Object bean) throws IOException {
    values.check(bean);
    super.writeStartArray(bean);
  }

  @Override
  public void writeStartArray(@Nullable Object bean, int size) throws IOException {
    writeStartArray(bean);
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(checked(name));
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    checked(name.getValue());
    super.writeFieldName(name);
  }

  private static String checked(String name) throws ValueFault {
    if (Tags.isTag(name)) {
      throw ValueFault.unrepresentable("the property '" + name + "' begins like a tag");
    }
    return ScalarWriter.text(name);
  }

  @Override
  public void writeString(@Nullable String text) throws IOException {
    values.write(text);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    values.write(number);
  }

  @Override
  public void writeNumber(float number) throws IOException {
    values.write(number);
  }

  @Override
  public void writeNumber(@Nullable BigInteger number) throws IOException {
    values.write(number);
  }

  @Override
  public void writeNumber(@Nullable BigDecimal number) throws IOException {
    values.write(number);
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] bytes, int offset, int length)
      throws IOException {
    values.write(ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  @Override
  public void writePOJO(@Nullable Object value) throws IOException {
    values.write(value);
  }

  @Override
  public void writeRawValue(String json) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(SerializableString json) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(String json, int offset, int length) throws IOException {
    throw raw();
  }

  @Override
  public void writeRawValue(char[] json, int offset, int length) throws IOException {
    throw raw();
  }

  private static ValueFault raw() {
    return ValueFault.unrepresentable("text that is JSON already can't be sent");
  }
}
