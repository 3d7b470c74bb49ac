package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The adapter where libraries are missing. */
class GrpcLibrariesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"com.google.protobuf.", "io.grpc.netty.", "io.grpc.protobuf.", "io.grpc."})
  void aMissingLibraryMakesItUnusableWithReasonAndRemedy(String hidden) throws Exception {
    Adapter adapter = load(hidden);

    Availability availability = adapter.availability();

    assertThat(adapter.name()).isEqualTo("grpc");
    assertThat(availability.isUsable()).isFalse();
    assertThat(availability.reason())
        .contains("libraries of gRPC")
        .contains(hidden.replace('.', '/'));
    assertThat(availability.remedy()).contains("grpc-netty-shaded");
  }

  @Test
  void withAllOfThemItIsUsable() throws Exception {
    assertThat(load("no.such.package.").availability().isUsable()).isTrue();
  }

  private static Adapter load(String hidden) throws ReflectiveOperationException {
    return (Adapter)
        new Hiding(hidden).loadClass("io.snakepit.grpc.GrpcAdapter").getConstructor().newInstance();
  }

  /** Defines the adapter's classes anew, and finds everything but what is hidden. */
  private static final class Hiding extends ClassLoader {

    private static final String OWN = "io.snakepit.grpc.";

    private final String hidden;

    Hiding(String hidden) {
      super(GrpcLibrariesTest.class.getClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.startsWith(hidden)) {
        throw new ClassNotFoundException(name);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        if (loaded != null) {
          return loaded;
        }
        return name.startsWith(OWN) ? define(name) : super.loadClass(name, resolve);
      }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
      String file = name.replace('.', '/') + ".class";
      try (InputStream in = getParent().getResourceAsStream(file)) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }
}
