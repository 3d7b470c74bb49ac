package io.snakepit.core.codec;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.Module;

/** Teaches Jackson the table. */
final class ValueModule extends Module {

  @Override
  public String getModuleName() {
    return "snakepit-values";
  }

  @Override
  public Version version() {
    return Version.unknownVersion();
  }

  @Override
  public void setupModule(SetupContext context) {
    context.addSerializers(new ValueSerializers());
    context.addBeanSerializerModifier(new CheckedProperties());
    context.addDeserializers(new ValueDeserializers());
    context.addBeanDeserializerModifier(new ContainerDeserializers());
  }
}
