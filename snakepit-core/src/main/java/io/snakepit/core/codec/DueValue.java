package io.snakepit.core.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonStreamContext;

/**
 * A place where one value is to be written. A serializer of users may write two of them or none, or
 * forget an end: the codecs write that, and nobody could read it, or as something else.
 */
final class DueValue {

  /** What is wrong with a serializer that keeps to none of this. */
  static final String RULE =
      "its serializer doesn't write one whole value, which ends what it begins and nothing else";

  private final JsonGenerator out;
  private final JsonStreamContext place;
  private final int before;

  DueValue(JsonGenerator out) {
    this.out = out;
    this.place = out.getOutputContext();
    this.before = place.getEntryCount();
  }

  /** It is there. */
  void requireWritten() throws ValueFault {
    require(written() == 1 && !lacksValue());
  }

  /** It is there with its name, or both were left out. */
  void requireWrittenOrLeftOut() throws ValueFault {
    require(written() <= 1 && !lacksValue());
  }

  /** It is there as members of the object around it, however many. */
  void requireMembers() throws ValueFault {
    require(written() >= 0 && !lacksValue());
  }

  private int written() {
    return place.getEntryCount() - before;
  }

  private boolean lacksValue() {
    return out instanceof BeanGenerator beans && beans.lacksValue();
  }

  private void require(boolean met) throws ValueFault {
    if (!met || out.getOutputContext() != place) {
      throw ValueFault.unrepresentable(RULE);
    }
  }
}
