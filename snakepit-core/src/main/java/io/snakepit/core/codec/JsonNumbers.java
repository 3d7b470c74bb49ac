package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;

/** JSON has integers of any size, but neither infinities nor NaN: these are tagged. */
final class JsonNumbers implements NumberWriter {

  @Override
  public void writeDouble(double number, JsonGenerator out) throws IOException {
    if (Double.isFinite(number)) {
      out.writeNumber(number);
    } else {
      Tags.write(Tags.FLOAT, Double.toString(number), out);
    }
  }

  @Override
  public void writeFloat(float number, JsonGenerator out) throws IOException {
    if (Float.isFinite(number)) {
      out.writeNumber(number);
    } else {
      Tags.write(Tags.FLOAT, Float.toString(number), out);
    }
  }

  @Override
  public void writeInteger(BigInteger number, JsonGenerator out) throws IOException {
    out.writeNumber(number);
  }
}
