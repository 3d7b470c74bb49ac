package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collection;
import java.util.Map;

/** Enums and containers of users that have a serializer, with which they go everywhere. */
final class OwnForms {

  private static final SerializationConfig config = new JsonMapper().getSerializationConfig();

  private static final ClassValue<Boolean> known =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          return Beans.isBean(type)
              && config
                      .getAnnotationIntrospector()
                      .findSerializer(config.introspectClassAnnotations(type).getClassInfo())
                  != null;
        }
      };

  private OwnForms() {}

  /** Whether a value isn't written as the table says, but as its class. */
  static boolean has(Object value) {
    if (value instanceof Enum<?> constant) {
      return known.get(constant.getDeclaringClass());
    }
    return (value instanceof Collection<?> || value instanceof Map<?, ?>)
        && known.get(value.getClass());
  }
}
