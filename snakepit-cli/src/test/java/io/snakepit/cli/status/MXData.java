package io.snakepit.cli.status;

import java.lang.reflect.Proxy;
import java.util.Map;

/** What JMX gives of a JVM, made up. */
final class MXData {

  private MXData() {}

  /** An object with the attributes of a map; the others are null. */
  static <T> T of(Class<T> type, Map<String, Object> attributes) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                attributes.get(method.getName().substring("get".length()))));
  }
}
