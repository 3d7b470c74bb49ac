package io.snakepit.core.codec;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.UnavailableException;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The codecs there are. */
public final class Codecs {

  /**
   * JSON comes first: small calls take the same time in both, and it asks for nothing to be
   * installed, so that a pool speaks the same everywhere (decision 13 has the figures).
   */
  private static final List<String> preferred = List.of(JsonCodec.NAME, MessagePackCodec.NAME);

  private final List<Codec> all;

  private Codecs(List<Codec> all) {
    this.all = all;
  }

  /**
   * Finds the codecs on the class path.
   *
   * @throws UnavailableException when the libraries that they are made with don't fit
   */
  public static Codecs discovered() {
    try {
      return new Codecs(
          ServiceLoader.load(Codec.class, Codecs.class.getClassLoader()).stream()
              .map(ServiceLoader.Provider::get)
              .sorted(Comparator.comparingInt(Codecs::rank).thenComparing(Codec::name))
              .toList());
    } catch (ServiceConfigurationError | LinkageError failure) {
      throw JacksonVersions.misfit(failure);
    }
  }

  private static int rank(Codec codec) {
    int index = preferred.indexOf(codec.name());
    return index < 0 ? preferred.size() : index;
  }

  /** The names of those that are part of Snakepit, the preferred one first. */
  public static List<String> shipped() {
    return preferred;
  }

  /** All names, the preferred one first. */
  public List<String> names() {
    return all.stream().map(Codec::name).toList();
  }

  /** The codec of what is said before the hello has settled one, which is always JSON. */
  public Codec plain() {
    return byName(JsonCodec.NAME);
  }

  /**
   * Finds a codec.
   *
   * @throws ConfigurationException when there is none of that name
   */
  public Codec byName(String name) {
    return all.stream()
        .filter(codec -> codec.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigurationException(
                    "there is no codec '" + name + "', only " + String.join(", ", names())));
  }
}
