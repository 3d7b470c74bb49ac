package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.AnnotatedParameter;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.util.BeanUtil;
import io.snakepit.core.text.SnakeCase;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code validUntil} of a record or bean be read from the member {@code valid_until}, as bound
 * methods find tools: what is absent is null, so that nobody would notice that it isn't found. A
 * member of the very name goes first.
 */
final class MemberNames extends JacksonAnnotationIntrospector {

  private static final long serialVersionUID = 1L;

  private static final Pattern ACCESSOR = Pattern.compile("[sg]et.");

  @Override
  public @Nullable List<PropertyName> findPropertyAliases(Annotated member) {
    List<PropertyName> given = super.findPropertyAliases(member);
    String name = name(member);
    String snake = name == null ? null : SnakeCase.of(name);
    if (snake == null || snake.equals(name)) {
      return given;
    }
    List<PropertyName> all = given == null ? new ArrayList<>() : new ArrayList<>(given);
    all.add(PropertyName.construct(snake));
    return all;
  }

  private static @Nullable String name(Annotated member) {
    if (member instanceof AnnotatedParameter parameter) {
      RecordComponent[] components = parameter.getDeclaringClass().getRecordComponents();
      return components == null || parameter.getIndex() >= components.length
          ? null
          : components[parameter.getIndex()].getName();
    }
    if (member instanceof AnnotatedMethod) {
      String method = member.getName();
      return ACCESSOR.matcher(method).lookingAt() // a getter gives the list that is to be filled
          ? BeanUtil.stdManglePropertyName(method, 3)
          : null;
    }
    return member.getName();
  }
}
