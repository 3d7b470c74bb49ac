package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/** MessagePack out of the JSON of docs/values.md, by the two differences that the table has. */
final class PackedJson {

  private static final BigInteger unsigned = BigInteger.ONE.shiftLeft(Long.SIZE);
  private static final BigInteger signed = BigInteger.ONE.shiftLeft(Long.SIZE - 1).negate();

  private PackedJson() {}

  /** Packs the value that a parser is at. */
  static byte[] pack(JsonParser in) throws IOException {
    MessageBufferPacker out = MessagePack.newDefaultBufferPacker();
    write(in, out);
    return out.toByteArray();
  }

  private static void write(JsonParser in, MessageBufferPacker out) throws IOException {
    switch (in.currentToken()) {
      case VALUE_NULL -> out.packNil();
      case VALUE_TRUE, VALUE_FALSE -> out.packBoolean(in.getBooleanValue());
      case VALUE_STRING -> out.packString(in.getText());
      case VALUE_NUMBER_FLOAT -> out.packDouble(in.getDoubleValue());
      case VALUE_NUMBER_INT -> writeInteger(in.getBigIntegerValue(), out);
      case START_ARRAY -> writeList(in, out);
      case START_OBJECT -> writeMap(in, out);
      case END_ARRAY, END_OBJECT, FIELD_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
          throw new IOException("not a value: " + in.currentToken());
    }
  }

  private static void writeInteger(BigInteger number, MessageBufferPacker out) throws IOException {
    if (number.compareTo(unsigned) < 0 && number.compareTo(signed) >= 0) {
      out.packBigInteger(number);
    } else {
      out.packMapHeader(1).packString("$int").packString(number.toString());
    }
  }

  private static void writeList(JsonParser in, MessageBufferPacker out) throws IOException {
    MessageBufferPacker members = MessagePack.newDefaultBufferPacker();
    int size = 0;
    while (in.nextToken() != JsonToken.END_ARRAY) {
      write(in, members);
      size++;
    }
    out.packArrayHeader(size).writePayload(members.toByteArray());
  }

  private static void writeMap(JsonParser in, MessageBufferPacker out) throws IOException {
    MessageBufferPacker members = MessagePack.newDefaultBufferPacker();
    int size = 0;
    String key;
    while ((key = in.nextFieldName()) != null) {
      in.nextToken();
      if (key.equals("$float") && in.getText().matches("NaN|-?Infinity")) {
        out.packDouble(Double.parseDouble(in.getText()));
        in.nextToken();
        return;
      }
      members.packString(key);
      write(in, members);
      size++;
    }
    out.packMapHeader(size).writePayload(members.toByteArray());
  }
}
