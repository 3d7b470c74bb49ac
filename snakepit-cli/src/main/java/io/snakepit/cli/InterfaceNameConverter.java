package io.snakepit.cli;

import io.snakepit.cli.source.InterfaceName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the qualified name of an interface. */
final class InterfaceNameConverter implements ITypeConverter<InterfaceName> {

  @Override
  public InterfaceName convert(String text) {
    try {
      return InterfaceName.of(text);
    } catch (IllegalArgumentException refusal) {
      throw new TypeConversionException(refusal.getMessage());
    }
  }
}
