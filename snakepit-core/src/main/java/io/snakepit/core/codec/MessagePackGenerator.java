package io.snakepit.core.codec;

import com.fasterxml.jackson.core.Base64Variant;
import com.fasterxml.jackson.core.base.GeneratorBase;
import com.fasterxml.jackson.core.io.IOContext;
import com.fasterxml.jackson.core.json.JsonWriteContext;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessageBufferPacker;

/**
 * Takes the tokens of one value, from us and from Jackson's writers of beans, as MessagePack.
 * MessagePack wants the size of a container before its members, which Jackson doesn't tell of a
 * bean: the members of such a one are packed apart.
 */
final class MessagePackGenerator extends GeneratorBase {

  private static final int UNKNOWN = -1;

  /** A container that isn't complete, and what packs around it. */
  private record Open(int size, MessageBufferPacker around) {}

  private final Deque<Open> open = new ArrayDeque<>();
  private MessageBufferPacker out = Packing.packer();

  MessagePackGenerator() {
    super(0, null, (IOContext) null);
  }

  /** What has been written. */
  byte[] bytes() {
    return out.toByteArray();
  }

  @Override
  public void writeStartArray() throws IOException {
    writeStartArray(null, UNKNOWN);
  }

  @Override
  public void writeStartArray(@Nullable Object array) throws IOException {
    writeStartArray(array, UNKNOWN);
  }

  @Override
  public void writeStartArray(@Nullable Object array, int size) throws IOException {
    _verifyValueWrite("start an array");
    _writeContext = _writeContext.createChildArrayContext(array);
    begin(size);
    if (size != UNKNOWN) {
      out.packArrayHeader(size);
    }
  }

  @Override
  public void writeEndArray() throws IOException {
    if (!_writeContext.inArray()) {
      _reportError("Current context not Array but " + _writeContext.typeDesc());
    }
    MessageBufferPacker members = end();
    if (members != out) {
      out.packArrayHeader(_writeContext.getEntryCount());
      out.writePayload(members.toByteArray());
    }
    _writeContext = _writeContext.getParent();
  }

  @Override
  public void writeStartObject() throws IOException {
    writeStartObject(null, UNKNOWN);
  }

  @Override
  public void writeStartObject(@Nullable Object object) throws IOException {
    writeStartObject(object, UNKNOWN);
  }

  @Override
  public void writeStartObject(@Nullable Object object, int size) throws IOException {
    _verifyValueWrite("start an object");
    _writeContext = _writeContext.createChildObjectContext(object);
    begin(size);
    if (size != UNKNOWN) {
      out.packMapHeader(size);
    }
  }

  @Override
  public void writeEndObject() throws IOException {
    if (!_writeContext.inObject()) {
      _reportError("Current context not Object but " + _writeContext.typeDesc());
    }
    MessageBufferPacker members = end();
    if (members != out) {
      out.packMapHeader(_writeContext.getEntryCount());
      out.writePayload(members.toByteArray());
    }
    _writeContext = _writeContext.getParent();
  }

  private void begin(int size) {
    open.push(new Open(size, out));
    if (size == UNKNOWN) {
      out = Packing.packer();
    }
  }

  /** Ends a container and gives what its members were packed with. */
  private MessageBufferPacker end() throws ValueFault {
    Open ended = open.pop();
    if (ended.size != UNKNOWN && ended.size != _writeContext.getEntryCount()) {
      throw ValueFault.unrepresentable("it changed while it was written");
    }
    MessageBufferPacker members = out;
    out = ended.around;
    return members;
  }

  @Override
  public void writeFieldName(String name) throws IOException {
    if (_writeContext.writeFieldName(name) == JsonWriteContext.STATUS_EXPECT_VALUE) {
      _reportError("Can not write a field name, expecting a value");
    }
    out.packString(name);
  }

  @Override
  public void writeString(@Nullable String text) throws IOException {
    if (text == null) {
      writeNull();
      return;
    }
    _verifyValueWrite("write a string");
    out.packString(text);
  }

  @Override
  public void writeString(char[] text, int offset, int length) throws IOException {
    writeString(new String(text, offset, length));
  }

  @Override
  public void writeNumber(int number) throws IOException {
    _verifyValueWrite("write a number");
    out.packInt(number);
  }

  @Override
  public void writeNumber(long number) throws IOException {
    _verifyValueWrite("write a number");
    out.packLong(number);
  }

  @Override
  public void writeNumber(BigInteger number) throws IOException {
    _verifyValueWrite("write a number");
    out.packBigInteger(number);
  }

  @Override
  public void writeNumber(double number) throws IOException {
    _verifyValueWrite("write a number");
    out.packDouble(number);
  }

  @Override
  public void writeNumber(float number) throws IOException {
    writeNumber((double) number);
  }

  @Override
  public void writeBoolean(boolean bool) throws IOException {
    _verifyValueWrite("write a boolean");
    out.packBoolean(bool);
  }

  @Override
  public void writeNull() throws IOException {
    _verifyValueWrite("write null");
    out.packNil();
  }

  @Override
  protected void _verifyValueWrite(String what) throws IOException {
    if (_writeContext.writeValue() == JsonWriteContext.STATUS_EXPECT_NAME) {
      _reportError("Can not " + what + ", expecting field name");
    }
  }

  @Override
  public void flush() {
    // all is in memory
  }

  @Override
  protected void _releaseBuffers() {
    // the buffers are nobody else's
  }

  // What follows is text that is JSON already, and forms that values are never written in.

  @Override
  public void writeNumber(BigDecimal number) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeNumber(String number) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeBinary(Base64Variant variant, byte[] bytes, int offset, int length) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRawUTF8String(byte[] text, int offset, int length) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeUTF8String(byte[] text, int offset, int length) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(String json) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(String json, int offset, int length) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char[] json, int offset, int length) {
    _reportUnsupportedOperation();
  }

  @Override
  public void writeRaw(char json) {
    _reportUnsupportedOperation();
  }
}
