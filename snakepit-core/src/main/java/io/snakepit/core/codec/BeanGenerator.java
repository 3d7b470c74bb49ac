package io.snakepit.core.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.TreeNode;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What Jackson's serializers write with, and those of users. The table's bounds and forms hold for
 * what they write by themselves, too: each codec would take other things from them, and its reader
 * be surprised. What is one codec's text can't be sent.
 */
final class BeanGenerator extends JsonGeneratorDelegate {

  private final ValueWriter values;
  private @Nullable JsonStreamContext named;
  private int membersBefore;

  BeanGenerator(JsonGenerator out, ValueWriter values) {
    super(out, false);
    this.values = values;
  }

  @Override
  public void writeStartObject() throws IOException {
    writeStartObject(null);
  }

  @Override
  public void writeStartObject(@Nullable Object bean) throws IOException {
    values.check(bean);
    super.writeStartObject(bean);
    named = null; // it has a value now
  }

  @Override
  public void writeStartObject(@Nullable Object bean, int size) throws IOException {
    writeStartObject(bean); // some say a size and leave members out
  }

  /** A name lacks its value, or a single member that looks like a tag would be read as one. */
  @Override
  public void writeEndObject() throws IOException {
    JsonStreamContext object = getOutputContext();
    if (lacksValue()) {
      throw ValueFault.unrepresentable(DueValue.RULE);
    }
    String name = object.getCurrentName();
    if (object.getEntryCount() == 1 && name != null && Tags.isTag(name)) {
      throw ValueFault.unrepresentable("its only property '" + name + "' begins like a tag");
    }
    super.writeEndObject();
    named = null; // the next object may have the same context
  }

  @Override
  public void writeStartArray() throws IOException {
    writeStartArray(null);
  }

  @Override
  public void writeStartArray(@Nullable Object bean) throws IOException {
    values.check(bean);
    super.writeStartArray(bean);
    named = null;
  }

  @Override
  public void writeStartArray(@Nullable Object bean, int size) throws IOException {
    writeStartArray(bean);
  }

  @Override
  public void close() {
    // there is more to be written, and it isn't a serializer's to close
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    super.writeFieldName(ScalarWriter.text(name));
    named();
  }

  @Override
  public void writeFieldId(long name) throws IOException {
    writeFieldName(Long.toString(name));
  }

  @Override
  public void writeFieldName(SerializableString name) throws IOException {
    ScalarWriter.text(name.getValue());
    super.writeFieldName(name);
    named();
  }

  private void named() {
    named = getOutputContext();
    membersBefore = named.getEntryCount();
  }

  /** Whether the last thing that was written is a name. */
  boolean lacksValue() {
    return named == getOutputContext() && named.getEntryCount() == membersBefore;
  }

  // ---- values in other clothes ---------------------------------------------------------------

  @Override
  public void writeString(@Nullable String text) throws IOException {
    values.write(text);
  }

  @Override
  public void writeString(SerializableString text) throws IOException {
    values.write(text.getValue());
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    values.write(new String(text, offset, length));
  }

  @Override
  public void writeString(Reader reader, int length) throws IOException {
    StringWriter text = new StringWriter();
    reader.transferTo(text);
    values.write(length < 0 ? text.toString() : text.toString().substring(0, length));
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

  /** How numbers of other libraries are written. A fraction that a double holds is one. */
  @Override
  public void writeNumber(String digits) throws IOException {
    BigDecimal exact;
    try {
      exact = new BigDecimal(digits);
    } catch (NumberFormatException other) {
      throw ValueFault.unrepresentable("the number '" + digits + "' can't be represented");
    }
    if (digits.chars().allMatch(digit -> digit == '-' || Character.isDigit(digit))) {
      values.write(exact.toBigInteger());
      return;
    }
    double near = exact.doubleValue();
    boolean isHeld = Double.isFinite(near) && BigDecimal.valueOf(near).compareTo(exact) == 0;
    values.write(isHeld ? near : exact);
  }

  @Override
  public void writeNumber(char[] digits, int offset, int length) throws IOException {
    writeNumber(new String(digits, offset, length));
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] bytes, int offset, int length)
      throws IOException {
    values.write(ByteBuffer.wrap(Arrays.copyOfRange(bytes, offset, offset + length)));
  }

  @Override
  public int writeBinary(Base64Variant variant, InputStream bytes, int length) throws IOException {
    byte[] all = length < 0 ? bytes.readAllBytes() : bytes.readNBytes(length);
    if (all.length < length) {
      throw ValueFault.unrepresentable("of " + length + " bytes there are " + all.length);
    }
    values.write(all);
    return all.length;
  }

  @Override
  public void writeArray(int[] numbers, int offset, int length) throws IOException {
    values.write(Arrays.copyOfRange(numbers, offset, offset + length));
  }

  @Override
  public void writeArray(long[] numbers, int offset, int length) throws IOException {
    values.write(Arrays.copyOfRange(numbers, offset, offset + length));
  }

  @Override
  public void writeArray(double[] numbers, int offset, int length) throws IOException {
    values.write(Arrays.copyOfRange(numbers, offset, offset + length));
  }

  @Override
  public void writeArray(String[] texts, int offset, int length) throws IOException {
    values.write(Arrays.copyOfRange(texts, offset, offset + length));
  }

  @Override
  public void writePOJO(@Nullable Object value) throws IOException {
    values.write(value);
  }

  @Override
  public void writeObject(@Nullable Object value) throws IOException {
    values.write(value);
  }

  @Override
  public void writeTree(@Nullable TreeNode value) throws IOException {
    values.write(value);
  }

  @Override
  public void writeEmbeddedObject(@Nullable Object value) throws IOException {
    values.write(value);
  }

  // ---- text of a codec -----------------------------------------------------------------------

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) throws IOException {
    throw text();
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) throws IOException {
    throw text();
  }

  @Override
  public void writeRaw(String json) throws IOException {
    throw text();
  }

  @Override
  public void writeRaw(SerializableString json) throws IOException {
    throw text();
  }

  @Override
  public void writeRaw(String json, int offset, int length) throws IOException {
    throw text();
  }

  @Override
  public void writeRaw(char[] json, int offset, int length) throws IOException {
    throw text();
  }

  @Override
  public void writeRaw(char json) throws IOException {
    throw text();
  }

  @Override
  public void writeRawValue(String json) throws IOException {
    throw text();
  }

  @Override
  public void writeRawValue(SerializableString json) throws IOException {
    throw text();
  }

  @Override
  public void writeRawValue(String json, int offset, int length) throws IOException {
    throw text();
  }

  @Override
  public void writeRawValue(char[] json, int offset, int length) throws IOException {
    throw text();
  }

  private static ValueFault text() {
    return ValueFault.unrepresentable("text that is JSON already can't be sent");
  }
}
