package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.DeserializationContext;
import java.io.IOException;

/** Makes an empty set or map of the wanted class. */
@FunctionalInterface
interface ContainerCreator {

  Object create(DeserializationContext context) throws IOException;
}
