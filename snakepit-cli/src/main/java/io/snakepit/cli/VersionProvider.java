package io.snakepit.cli;

import picocli.CommandLine.IVersionProvider;

/** The version from the jar. */
final class VersionProvider implements IVersionProvider {

  @Override
  public String[] getVersion() {
    String version = VersionProvider.class.getPackage().getImplementationVersion();
    return new String[] {"snakepit " + (version == null ? "(not from a jar)" : version)};
  }
}
