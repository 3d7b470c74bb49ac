package io.snakepit.grpc;

import io.snakepit.spi.Availability;
import java.util.ServiceConfigurationError;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether the libraries are there, and go together: an application may bring a protobuf
 * of its own, which isn't shaded, or another version of gRPC. Touches them by one class only, whose
 * linking is the test.
 */
final class GrpcLibraries {

  private GrpcLibraries() {}

  static Availability availability() {
    return Found.AVAILABILITY;
  }

  private static Availability find() {
    try {
      LibraryTrial.run();
      return Availability.usable();
    } catch (LinkageError | ServiceConfigurationError | RuntimeException e) {
      LoggerFactory.getLogger(GrpcLibraries.class).debug("gRPC can't be used", e);
      return Availability.unusable(
          "the libraries of gRPC on the class path are missing or don't go together: " + e,
          "let snakepit-grpc bring its own grpc-netty-shaded, grpc-protobuf and protobuf-java, or"
              + " take the versions of snakepit-bom");
    }
  }

  /** The class path doesn't change: looked at once, when first asked. */
  private static final class Found {
    static final Availability AVAILABILITY = find();
  }
}
