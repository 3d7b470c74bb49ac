package io.snakepit.core.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.UnavailableException;
import io.snakepit.core.command.CommandRuntime;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.Inventory;
import io.snakepit.spi.Inventory.Item;
import io.snakepit.spi.Inventory.Unloadable;
import io.snakepit.spi.WorkerRuntime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plugin folder adds to the class path. */
class DiscoveredProvidersTest {

  @TempDir private Path folder;

  private static PluginJar jarOf(Class<? extends Adapter> adapter) throws Exception {
    return new PluginJar().providing(Adapter.class, adapter);
  }

  private DiscoveredProviders find() {
    return DiscoveredProviders.find(Optional.of(folder));
  }

  private static Adapter choose(DiscoveredProviders found, String name) {
    return AdapterSelection.choose(
        Optional.of(name),
        found.adapterRegistry().all(),
        StubRuntime.usable(),
        Map.of(),
        (adapter, question) -> question.get());
  }

  @Test
  void withoutAPluginFolderTheClassPathServes() {
    try (Inventory found = Inventory.take(Optional.empty())) {
      assertThat(found.runtimes())
          .extracting(Item::provider)
          .hasAtLeastOneElementOfType(CommandRuntime.class);
      assertThat(found.unloadable()).isEmpty();
    }
  }

  @Test
  void aPluginsAdapterIsFoundWithItsVersionAndItsJar() throws Exception {
    Path jar =
        jarOf(PluginAdapters.Good.class)
            .saying("Implementation-Version", "1.2")
            .to(folder.resolve("good.jar"));

    try (Inventory found = Inventory.take(Optional.of(folder))) {
      Item<Adapter> good =
          found.adapters().stream()
              .filter(item -> item.provider().name().equals("good"))
              .findFirst()
              .orElseThrow();
      assertThat(good.version()).isEqualTo("1.2");
      assertThat(good.place()).isEqualTo(jar.toString());
      assertThat(good.provider()).isNotInstanceOf(PluginAdapters.Good.class);
      assertThat(found.unloadable()).isEmpty();
    }
  }

  @Test
  void itsVersionMayAlsoBeThatOfThePlugin() throws Exception {
    jarOf(PluginAdapters.Good.class)
        .saying("Plugin-Version", "7")
        .to(folder.resolve("good/good.jar"));

    try (DiscoveredProviders found = find()) {
      assertThat(found.adapters()).extracting(Item::version).contains("7");
    }
  }

  @Test
  void aPluginsAdapterIsChosenByItsName() throws Exception {
    jarOf(PluginAdapters.Good.class).to(folder.resolve("good.jar"));

    try (DiscoveredProviders found = find()) {
      assertThat(choose(found, "good").name()).isEqualTo("good");
    }
  }

  @Test
  void brokenPluginsDoNotStopTheStartAndAreNamed() throws Exception {
    Files.writeString(folder.resolve("a.jar"), "no zip");
    jarOf(PluginAdapters.Exploding.class).to(folder.resolve("b.jar"));
    jarOf(PluginAdapters.Orphan.class).to(folder.resolve("c.jar"));
    jarOf(PluginAdapters.Nameless.class)
        .with(PluginAdapters.Good.class)
        .to(folder.resolve("d.jar"));
    new PluginJar().with("notes.txt", "").to(folder.resolve("e.jar"));
    new PluginJar()
        .with("META-INF/services/" + Adapter.class.getName(), "no.such.Adapter")
        .to(folder.resolve("f.jar"));

    try (DiscoveredProviders found = find()) {
      List<Unloadable> unloadable = found.unloadable();
      assertThat(unloadable)
          .extracting(Unloadable::name)
          .containsExactlyInAnyOrder(
              "plugin " + folder.resolve("a.jar"),
              name(PluginAdapters.Exploding.class, "b.jar"),
              "a provider of " + Adapter.class.getName() + " of plugin " + folder.resolve("c.jar"),
              name(PluginAdapters.Nameless.class, "d.jar"),
              "plugin " + folder.resolve("e.jar"),
              "no.such.Adapter of plugin " + folder.resolve("f.jar"));
      assertThat(unloadable).allSatisfy(one -> assertThat(one.remedy()).isNotEmpty());
      assertThat(reasonOf("a.jar", unloadable)).contains("a.jar can't be read");
      assertThat(reasonOf("b.jar", unloadable)).contains("boom");
      assertThat(reasonOf("c.jar", unloadable)).contains("PluginAdapters$Good");
      assertThat(reasonOf("d.jar", unloadable)).contains("com/example/Names");
      assertThat(reasonOf("e.jar", unloadable)).contains("no META-INF/services/");
      assertThat(reasonOf("f.jar", unloadable)).contains("not found");
    }
  }

  @Test
  void theRemedyFitsWhatIsWrongWithAProvider() throws Exception {
    jarOf(PluginAdapters.Exploding.class).to(folder.resolve("a.jar"));
    jarOf(PluginAdapters.Hidden.class).with(PluginAdapters.Good.class).to(folder.resolve("b.jar"));
    new PluginJar()
        .with("META-INF/services/" + Adapter.class.getName(), "no.such.Adapter")
        .to(folder.resolve("c.jar"));
    new PluginJar().providing(Adapter.class, PluginJar.class).to(folder.resolve("d.jar"));
    jarOf(PluginAdapters.Orphan.class).to(folder.resolve("e.jar"));

    try (DiscoveredProviders found = find()) {
      List<Unloadable> unloadable = found.unloadable();
      assertThat(remedyOf("a.jar", unloadable)).startsWith("see what its constructor");
      assertThat(remedyOf("b.jar", unloadable)).startsWith("make the class public");
      assertThat(remedyOf("c.jar", unloadable)).startsWith("correct the name in META-INF/services");
      assertThat(remedyOf("d.jar", unloadable)).startsWith("list a class that implements it");
      assertThat(remedyOf("e.jar", unloadable)).startsWith("check that the versions");
    }
  }

  @Test
  void theErrorOfANameThatNobodyHasNamesBrokenPlugins() throws Exception {
    Files.writeString(folder.resolve("lines.jar"), "no zip");

    try (DiscoveredProviders found = find()) {
      assertThatThrownBy(() -> choose(found, "lines"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("there is no adapter named 'lines'")
          .hasMessageContaining("plugin " + folder.resolve("lines.jar") + " can't be loaded: ")
          .hasMessageContaining("mend it or remove it");
      assertThatThrownBy(() -> found.runtimeRegistry().get("lines"))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("plugin " + folder.resolve("lines.jar") + " can't be loaded: ");
    }
  }

  @Test
  void oneThatCannotBeAskedIsUnusableWithTheReason() throws Exception {
    jarOf(PluginAdapters.Unanswering.class)
        .with(PluginAdapters.Good.class)
        .to(folder.resolve("unanswering.jar"));

    try (DiscoveredProviders found = find()) {
      assertThatThrownBy(() -> choose(found, "good"))
          .isInstanceOf(UnavailableException.class)
          .hasMessageContaining("adapter 'good' can't be used")
          .hasMessageContaining("com/example/Probe");
    }
  }

  @Test
  void twoPluginsWithOneNameAreAnErrorThatSaysWhereTheyAre() throws Exception {
    Path first = jarOf(PluginAdapters.Good.class).to(folder.resolve("first/good.jar"));
    Path second =
        jarOf(PluginAdapters.Good.class)
            .saying("Implementation-Version", "2")
            .to(folder.resolve("second.jar"));

    assertThatThrownBy(this::find)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "there are two adapters named 'good': %s from %s and %s 2 from %s; remove one of them",
            PluginAdapters.Good.class.getName(),
            first,
            PluginAdapters.Good.class.getName(),
            second);
  }

  @Test
  void aPluginAndTheClassPathWithOneNameAreAnErrorToo() throws Exception {
    new PluginJar()
        .providing(WorkerRuntime.class, TwinRuntime.class)
        .to(folder.resolve("command.jar"));

    assertThatThrownBy(this::find)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("two runtimes named 'command'")
        .hasMessageContaining(CommandRuntime.class.getName())
        .hasMessageContaining(folder.resolve("command.jar").toString());
  }

  @Test
  void whereThatFailsThePluginsAreClosed() throws Exception {
    Class<?> silence = PluginAdapters.Unspeakable.Silence.class;
    jarOf(PluginAdapters.Unspeakable.class)
        .with(PluginAdapters.Good.class, silence)
        .to(folder.resolve("a.jar"));

    Throwable failure = catchThrowable(this::find);

    assertThat(failure.getClass().getName()).isEqualTo(silence.getName());
    assertThat(failure.getClass().getClassLoader().getResource("META-INF/MANIFEST.MF")).isNull();
  }

  private String name(Class<?> provider, String jar) {
    return provider.getName() + " of plugin " + folder.resolve(jar);
  }

  private static String reasonOf(String jar, List<Unloadable> unloadable) {
    return unloadable.stream()
        .filter(one -> one.name().endsWith(jar))
        .map(Unloadable::reason)
        .findFirst()
        .orElseThrow();
  }

  private static String remedyOf(String jar, List<Unloadable> unloadable) {
    return unloadable.stream()
        .filter(one -> one.name().endsWith(jar))
        .map(Unloadable::remedy)
        .findFirst()
        .orElseThrow();
  }
}
