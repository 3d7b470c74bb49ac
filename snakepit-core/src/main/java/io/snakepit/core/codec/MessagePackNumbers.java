package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;

/** MessagePack has every double, but integers of 64 bits at most: larger ones are tagged. */
final class MessagePackNumbers implements NumberWriter {

  @Override
  public void writeDouble(double number, JsonGenerator out) throws IOException {
    out.writeNumber(number);
  }

  @Override
  public void writeFloat(float number, JsonGenerator out) throws IOException {
    // the double that JSON's decimal is read as: the value mustn't hang on the codec
    out.writeNumber(Numbers.written(number));
  }

  @Override
  public void writeInteger(BigInteger number, JsonGenerator out) throws IOException {
    if (isSigned64(number) || isUnsigned64(number)) {
      out.writeNumber(number);
    } else {
      Tags.write(Tags.INT, number.toString(), out);
    }
  }

  private static boolean isSigned64(BigInteger number) {
    return number.bitLength() < Long.SIZE;
  }

  private static boolean isUnsigned64(BigInteger number) {
    return number.signum() > 0 && number.bitLength() == Long.SIZE;
  }
}
