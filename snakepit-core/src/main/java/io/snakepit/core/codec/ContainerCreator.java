package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;

/** Makes an empty set or map of the wanted class. */
@FunctionalInterface
interface ContainerCreator {

  /** Makes one for a property that takes it in the place of null. */
  static Object empty(ContainerCreator creator, DeserializationContext context)
      throws JsonMappingException {
    try {
      return creator.create(context);
    } catch (IOException fault) {
      throw JsonMappingException.fromUnexpectedIOE(fault);
    }
  }

  Object create(DeserializationContext context) throws IOException;
}
