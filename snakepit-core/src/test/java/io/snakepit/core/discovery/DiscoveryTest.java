package io.snakepit.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.Capability;
import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.UnavailableException;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Availability;
import io.snakepit.spi.OpenRequest;
import io.snakepit.spi.PreparedRuntime;
import io.snakepit.spi.RuntimeRequest;
import io.snakepit.spi.Worker;
import io.snakepit.spi.WorkerRuntime;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Finding providers on class paths that are made up for the purpose. */
class DiscoveryTest {

  /** An adapter as a jar may bring it. */
  public static class Found1 implements Adapter {
    @Override
    public String name() {
      return "found";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public CompletionStage<Worker> open(OpenRequest request) {
      return CompletableFuture.failedStage(new UnsupportedOperationException());
    }
  }

  /** Another of the same name. */
  public static final class Impostor extends Found1 {}

  /** One without a name. */
  public static final class Anonymous extends Found1 {
    @SuppressWarnings("NullAway") // as code without these checks may do it
    @Override
    public String name() {
      return null;
    }
  }

  /** One whose constructor fails. */
  public static final class Exploding extends Found1 {
    public Exploding() {
      throw new IllegalStateException("boom");
    }
  }

  /** A runtime. */
  public static final class FoundRuntime implements WorkerRuntime {
    @Override
    public String name() {
      return "shell";
    }

    @Override
    public Set<Capability> capabilities() {
      return Set.of();
    }

    @Override
    public Availability availability(RuntimeRequest request) {
      return Availability.usable();
    }

    @Override
    public PreparedRuntime prepare(RuntimeRequest request) {
      throw new UnsupportedOperationException();
    }
  }

  @TempDir private Path folder;
  private final List<URLClassLoader> loaders = new ArrayList<>();

  @AfterEach
  void closeLoaders() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  /** A class loader that lists providers of a service, and sees nothing else that does. */
  private ClassLoader listing(Class<?> service, String... providers) throws IOException {
    Path root = Files.createTempDirectory(folder, "classes");
    Path services = Files.createDirectories(root.resolve("META-INF/services"));
    Files.write(services.resolve(service.getName()), List.of(providers));
    URLClassLoader loader = new ListingLoader(root);
    loaders.add(loader);
    return loader;
  }

  /** Its classes are the tests' own, its resources aren't. */
  private static final class ListingLoader extends URLClassLoader {
    ListingLoader(Path root) throws MalformedURLException {
      super(new URL[] {root.toUri().toURL()}, DiscoveryTest.class.getClassLoader());
    }

    @Override
    public java.util.Enumeration<URL> getResources(String name) throws IOException {
      return findResources(name);
    }
  }

  @Test
  void whatIsListedIsFound() throws Exception {
    Found<Adapter> found =
        ServiceDiscovery.find(Service.ADAPTERS, listing(Adapter.class, Found1.class.getName()));

    assertThat(AdapterRegistry.of(found).all()).singleElement().isInstanceOf(Found1.class);
    assertThat(found.broken()).isEmpty();
  }

  @Test
  void theSameClassSeenThroughTwoLoadersIsOne() throws Exception {
    Found<Adapter> found =
        ServiceDiscovery.find(
            Service.ADAPTERS,
            listing(Adapter.class, Found1.class.getName()),
            null,
            listing(Adapter.class, Found1.class.getName()));

    assertThat(found.providers()).hasSize(1);
  }

  @Test
  void twoOfOneNameAreAnErrorThatSaysWhereTheyComeFrom() throws Exception {
    Found<Adapter> found =
        ServiceDiscovery.find(
            Service.ADAPTERS,
            listing(Adapter.class, Found1.class.getName(), Impostor.class.getName()));

    String location =
        Path.of(DiscoveryTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    assertThatThrownBy(() -> AdapterRegistry.of(found))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("two adapters named 'found'")
        .hasMessageContaining(Found1.class.getName() + " from " + location)
        .hasMessageContaining(Impostor.class.getName() + " from " + location);
  }

  @Test
  void oneThatCannotBeLoadedDoesNotKeepTheOthersAway() throws Exception {
    ClassLoader loader =
        listing(
            Adapter.class, "no.such.Adapter", Exploding.class.getName(), Found1.class.getName());

    Found<Adapter> found = ServiceDiscovery.find(Service.ADAPTERS, loader, loader.getParent());

    assertThat(found.providers())
        .extracting(Provided::provider)
        .hasAtLeastOneElementOfType(Found1.class);
    assertThat(found.broken())
        .extracting(Broken::what)
        .containsExactly("no.such.Adapter", Exploding.class.getName());
    assertThat(found.broken().get(1).reason()).contains("boom");
  }

  @Test
  void oneWithoutANameDoesNotKeepTheOthersAway() throws Exception {
    Found<Adapter> found =
        ServiceDiscovery.find(
            Service.ADAPTERS,
            listing(Adapter.class, Anonymous.class.getName(), Found1.class.getName()));

    assertThat(found.providers()).extracting(Provided::name).containsExactly("found");
    assertThat(found.broken())
        .singleElement()
        .satisfies(one -> assertThat(one.what()).isEqualTo(Anonymous.class.getName()))
        .satisfies(one -> assertThat(one.reason()).contains("the adapter has no name"));
  }

  @Test
  void anAdapterThatCannotBeLoadedIsNamedInTheErrorOfAChoice() throws Exception {
    AdapterRegistry registry =
        AdapterRegistry.of(
            ServiceDiscovery.find(
                Service.ADAPTERS, listing(Adapter.class, Exploding.class.getName())));

    assertThatThrownBy(
            () ->
                AdapterSelection.choose(
                    Optional.empty(),
                    registry.all(),
                    new FoundRuntime(),
                    Map.of(),
                    (adapter, question) -> question.get()))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining(Exploding.class.getName())
        .hasMessageContaining("can't be loaded")
        .hasMessageContaining("boom");
  }

  @Test
  void aRuntimeIsFoundByItsName() throws Exception {
    RuntimeRegistry registry =
        RuntimeRegistry.of(
            ServiceDiscovery.find(
                Service.RUNTIMES, listing(WorkerRuntime.class, FoundRuntime.class.getName())));

    assertThat(registry.get("shell")).isInstanceOf(FoundRuntime.class);
    assertThatThrownBy(() -> registry.get("shel"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("there is no runtime named 'shel', only shell; did you mean 'shell'?");
    assertThatThrownBy(() -> registry.get("python"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "there is no runtime named 'python', only shell; add one to the class path, as"
                + " io.snakepit:snakepit-python-runtime");
  }

  @Test
  void withNoRuntimeAtAllTheErrorNamesTheArtifactAndWhatCouldNotBeLoaded() throws Exception {
    RuntimeRegistry registry =
        RuntimeRegistry.of(
            ServiceDiscovery.find(
                Service.RUNTIMES, listing(WorkerRuntime.class, "no.such.Runtime")));

    assertThatThrownBy(() -> registry.get("python"))
        .isInstanceOfSatisfying(
            UnavailableException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.RUNTIME_UNAVAILABLE);
              assertThat(refusal.remedy()).contains("snakepit-python-runtime");
            })
        .hasMessageContaining("no.such.Runtime can't be loaded");
  }

  @Test
  void whatIsRegisteredByHandIsThereInTheOrderOfNames() {
    AdapterRegistry registry = AdapterRegistry.of(new Found<>());
    StubAdapter first = StubAdapter.usable("a", 0);
    registry.register(StubAdapter.usable("b", 0));
    registry.register(first);
    registry.register(first);

    assertThat(registry.all()).extracting(Adapter::name).containsExactly("a", "b");
    assertThatThrownBy(() -> registry.register(StubAdapter.usable("a", 1)))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void whatTheContextClassLoaderListsIsFound() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(listing(Adapter.class, Found1.class.getName()));
    try {
      assertThat(DiscoveredProviders.find(Optional.empty()).adapterRegistry().all())
          .extracting(Adapter::name)
          .contains("found");
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
