package io.snakepit.core.discovery.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.core.discovery.PluginJar;
import io.snakepit.spi.Adapter;
import io.snakepit.spi.WorkerRuntime;
import java.nio.file.Path;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.simple.SimpleLogger;

class PluginTest {

  private static final ClassLoader APPLICATION = PluginTest.class.getClassLoader();

  @TempDir private Path folder;
  private Plugin plugin;

  @BeforeEach
  void openPlugin() throws Exception {
    new PluginJar()
        .with(LibraryUser.class)
        .with("own.txt", "")
        .to(folder.resolve("plugin/adapter.jar"));
    new PluginJar().with(Library.class).to(folder.resolve("plugin/library.jar"));
    plugin = Plugin.open(folder.resolve("plugin"), APPLICATION);
  }

  @AfterEach
  void closePlugin() throws Exception {
    plugin.close();
  }

  @SuppressWarnings("unchecked")
  private static Supplier<ClassLoader> libraryUser(Plugin plugin) throws Exception {
    Class<?> user = plugin.loader().loadClass(LibraryUser.class.getName());
    return (Supplier<ClassLoader>) user.getConstructor().newInstance();
  }

  @Test
  void aLibraryThatTheApplicationHasTooIsThePluginsOwn() throws Exception {
    assertThat(libraryUser(plugin).get()).isSameAs(plugin.loader());
    assertThat(new LibraryUser().get()).isSameAs(APPLICATION);
  }

  @Test
  void whatIsSharedIsTheSame() throws Exception {
    assertThat(plugin.loader().loadClass(Adapter.class.getName())).isSameAs(Adapter.class);
    assertThat(plugin.loader().loadClass(Logger.class.getName())).isSameAs(Logger.class);
    assertThat(plugin.loader().loadClass("java.sql.Connection")).isNotNull();
  }

  @Test
  void whatElseTheApplicationHasIsNotSeen() {
    for (Class<?> hidden :
        new Class<?>[] {Assertions.class, PluginFolder.class, SimpleLogger.class}) {
      assertThatThrownBy(() -> plugin.loader().loadClass(hidden.getName()))
          .as("%s", hidden)
          .isInstanceOf(ClassNotFoundException.class);
    }
  }

  @Test
  void theApplicationsServicesAndResourcesAreNotSeen() throws Exception {
    String list = "META-INF/services/" + WorkerRuntime.class.getName();

    assertThat(APPLICATION.getResource(list)).isNotNull();
    assertThat(plugin.loader().getResource(list)).isNull();
    assertThat(Collections.list(plugin.loader().getResources(list))).isEmpty();
    assertThat(plugin.loader().getResource("own.txt")).isNotNull();
  }

  @Test
  void itsCallsAndTheThreadsTheyStartHaveItsLoaderAsContext() throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    CompletableFuture<ClassLoader> inThread = new CompletableFuture<>();
    AtomicReference<ClassLoader> inCall = new AtomicReference<>();
    Runnable task =
        () -> {
          inCall.set(Thread.currentThread().getContextClassLoader());
          new Thread(() -> inThread.complete(Thread.currentThread().getContextClassLoader()))
              .start();
        };

    plugin.around(Runnable.class, task).run();

    assertThat(inCall.get()).isSameAs(plugin.loader());
    assertThat(inThread.get()).isSameAs(plugin.loader());
    assertThat(thread.getContextClassLoader()).isSameAs(before);
    assertThat(plugin.<ClassLoader>call(thread::getContextClassLoader)).isSameAs(plugin.loader());
  }

  @Test
  void whatItThrowsComesThroughAsItIs() {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    Error failure = new NoClassDefFoundError("com/example/Missing");
    Runnable task =
        () -> {
          throw failure;
        };

    assertThatThrownBy(() -> plugin.around(Runnable.class, task).run()).isSameAs(failure);
    assertThat(thread.getContextClassLoader()).isSameAs(before);
  }

  @Test
  void whatIsAroundAProviderIsEqualToItself() {
    Runnable provider = () -> {};
    Runnable around = plugin.around(Runnable.class, provider);
    Runnable same = around;

    assertThat(around.equals(same)).isTrue();
    assertThat(around).isNotEqualTo(plugin.around(Runnable.class, provider));
    assertThat(around).hasSameHashCodeAs(same);
    assertThat(around).hasToString(provider.toString());
  }

  @Test
  void onceClosedItLoadsNothingMore() throws Exception {
    plugin.close();

    assertThatThrownBy(() -> libraryUser(plugin)).isInstanceOf(ClassNotFoundException.class);
  }
}
