package io.snakepit.grpc;

import com.google.protobuf.RuntimeVersion;
import io.grpc.ManagedChannel;
import io.grpc.internal.AbstractStream;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.ProtoUtils;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Looks whether the libraries are there and go together. Only at what costs little: to try a
 * channel would take a good part of a second, of those who use another adapter, too.
 */
final class LibraryTrial {

  private LibraryTrial() {}

  /**
   * Tries it.
   *
   * @throws LinkageError when a library is missing or of another version than we were built with
   * @throws IllegalStateException when two don't go together
   */
  static void run() {
    requireProtobuf();
    Class<?> api = ManagedChannel.class;
    requireSameVersion(api, AbstractStream.class);
    requireSameVersion(api, NettyChannelBuilder.class);
    requireSameVersion(api, ProtoUtils.class);
  }

  /** As each generated class does when it is loaded; javac puts in the version of the build. */
  private static void requireProtobuf() {
    RuntimeVersion.validateProtobufGencodeVersion(
        RuntimeVersion.RuntimeDomain.PUBLIC,
        RuntimeVersion.OSS_MAJOR,
        RuntimeVersion.OSS_MINOR,
        RuntimeVersion.OSS_PATCH,
        RuntimeVersion.OSS_SUFFIX,
        "snakepit.v1");
  }

  /** The libraries of gRPC call each other's internals: they go together in one version only. */
  private static void requireSameVersion(Class<?> one, Class<?> other) {
    String first = version(one);
    String second = version(other);
    if (!Objects.equals(first, second)) {
      throw new IllegalStateException(
          one.getName() + " is of version " + first + ", " + other.getName() + " of " + second);
    }
  }

  /** As the manifest says it; null for all of them where an application was packed into one jar. */
  private static @Nullable String version(Class<?> type) {
    return type.getPackage().getImplementationVersion();
  }
}
