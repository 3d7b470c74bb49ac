package io.snakepit.core.codec;

import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.text.Words;
import java.util.ServiceConfigurationError;

/** Says that the Jackson on the class path isn't one that the codecs can be made with. */
final class JacksonVersions {

  /** As docs/compatibility.md has it. */
  private static final String OLDEST = "2.18";

  private JacksonVersions() {}

  /** What a failure to load the codecs comes from, and what to do about it. */
  static UnavailableException misfit(Error failure) {
    Throwable fault =
        failure instanceof ServiceConfigurationError && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new UnavailableException(
        ErrorCode.ADAPTER_UNAVAILABLE,
        "the codecs can't be loaded ("
            + Words.of(fault)
            + "); Jackson on the class path is jackson-core "
            + core()
            + " and jackson-databind "
            + databind()
            + ", and Snakepit needs "
            + OLDEST
            + " or newer, all parts of one version",
        "look for who lowers it: the dependencyManagement of the application or of its parent, a"
            + " version property, or a BOM that is imported; mvn dependency:tree shows it",
        failure);
  }

  private static String core() {
    try {
      return com.fasterxml.jackson.core.json.PackageVersion.VERSION.toString();
    } catch (LinkageError absent) {
      return "missing";
    }
  }

  private static String databind() {
    try {
      return com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION.toString();
    } catch (LinkageError absent) {
      return "missing";
    }
  }
}
