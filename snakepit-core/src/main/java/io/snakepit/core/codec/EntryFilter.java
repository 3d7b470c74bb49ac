package io.snakepit.core.codec;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonIncludeProperties;
import com.fasterxml.jackson.databind.AnnotationIntrospector;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Which entries of a map, or what in an Optional, its property says to leave out. */
final class EntryFilter {

  private final Set<String> ignored;
  private final @Nullable Set<String> included;
  private final @Nullable Predicate<@Nullable Object> values;

  private EntryFilter(
      Set<String> ignored,
      @Nullable Set<String> included,
      @Nullable Predicate<@Nullable Object> values) {
    this.ignored = ignored;
    this.included = included;
    this.values = values;
  }

  /** The one for maps that are written; null when all of their entries are. */
  static @Nullable EntryFilter ofWritten(MapperConfig<?> config, BeanProperty property)
      throws JsonMappingException {
    return of(
        config,
        property,
        JsonIgnoreProperties.Value::findIgnoredForSerialization,
        values(property.findPropertyInclusion(config, Map.class).getContentInclusion(), property));
  }

  /** The one for maps that are read; null when all of their entries are. */
  static @Nullable EntryFilter ofRead(MapperConfig<?> config, BeanProperty property)
      throws JsonMappingException {
    return of(config, property, JsonIgnoreProperties.Value::findIgnoredForDeserialization, null);
  }

  private static @Nullable EntryFilter of(
      MapperConfig<?> config,
      BeanProperty property,
      Function<JsonIgnoreProperties.Value, Set<String>> names,
      @Nullable Predicate<@Nullable Object> values) {
    AnnotationIntrospector annotations = config.getAnnotationIntrospector();
    AnnotatedMember member = property.getMember();
    JsonIgnoreProperties.Value ignorals = annotations.findPropertyIgnoralByName(config, member);
    JsonIncludeProperties.Value inclusions =
        annotations.findPropertyInclusionByName(config, member);
    Set<String> ignored = ignorals == null ? Set.of() : names.apply(ignorals);
    Set<String> included = inclusions == null ? null : inclusions.getIncluded();
    return ignored.isEmpty() && included == null && values == null
        ? null
        : new EntryFilter(ignored, included, values);
  }

  private static @Nullable Predicate<@Nullable Object> values(
      JsonInclude.Include content, BeanProperty property) throws JsonMappingException {
    return switch (content) {
      case ALWAYS, USE_DEFAULTS -> null;
      case NON_NULL -> value -> value != null;
      case NON_ABSENT -> value -> !Emptiness.isAbsent(value);
      case NON_EMPTY -> EntryFilter::hasContent;
      case NON_DEFAULT, CUSTOM -> {
        if (property.getType().isCollectionLikeType() || property.getType().isArrayType()) {
          yield null; // which doesn't count for elements with Jackson either
        }
        throw ValueFault.unrepresentable(
            "@JsonInclude(content = "
                + content
                + ") of '"
                + property.getName()
                + "' isn't kept to; NON_NULL, NON_ABSENT and NON_EMPTY are");
      }
    };
  }

  private static boolean hasContent(@Nullable Object value) {
    return value instanceof Map<?, ?> map
        ? map.values().stream().anyMatch(part -> !Emptiness.isEmpty(part))
        : !Emptiness.isEmpty(value);
  }

  /** Whether all that is in a map or an Optional is left out for what it is. */
  boolean leavesNothing(@Nullable Object value) {
    if (values == null) {
      return false;
    }
    return value instanceof Map<?, ?> map
        ? map.values().stream().noneMatch(values)
        : value instanceof Optional<?> optional && !values.test(optional.orElse(null));
  }

  /** The entries that are left, in their order. */
  Map<?, ?> kept(Map<?, ?> map) {
    Map<Object, @Nullable Object> kept = new LinkedHashMap<>();
    map.forEach(
        (key, value) -> {
          if (keeps(key) && (values == null || values.test(value))) {
            kept.put(key, value);
          }
        });
    return kept;
  }

  /** Whether the entry of a key is left. */
  boolean keeps(@Nullable Object key) {
    String name = Keys.string(key);
    return !ignored.contains(name) && (included == null || included.contains(name));
  }
}
