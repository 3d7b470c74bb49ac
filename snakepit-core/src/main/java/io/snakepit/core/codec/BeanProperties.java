package io.snakepit.core.codec;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import java.util.List;

/** Refuses classes whose objects could look like tagged values. */
final class BeanProperties extends BeanSerializerModifier {

  private static final long serialVersionUID = 1L;

  @Override
  public List<BeanPropertyWriter> changeProperties(
      SerializationConfig config,
      BeanDescription description,
      List<BeanPropertyWriter> properties) {
    for (BeanPropertyWriter property : properties) {
      if (Tags.isTag(property.getName())) {
        throw new IllegalArgumentException(
            "the property '"
                + property.getName()
                + "' of "
                + description.getBeanClass().getTypeName()
                + " begins like a tag");
      }
    }
    return properties;
  }
}
