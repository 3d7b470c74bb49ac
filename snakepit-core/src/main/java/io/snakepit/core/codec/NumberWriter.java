package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigInteger;

/** How a codec writes the numbers for which not every codec has a form of its own. */
interface NumberWriter {

  /** Writes a double, which may be infinite or not a number. */
  void writeDouble(double number, JsonGenerator out) throws IOException;

  /** Writes a float as the shortest decimal that reads back as the same float. */
  void writeFloat(float number, JsonGenerator out) throws IOException;

  /** Writes an integer of up to {@link ValueLimits#DIGITS} digits. */
  void writeInteger(BigInteger number, JsonGenerator out) throws IOException;
}
