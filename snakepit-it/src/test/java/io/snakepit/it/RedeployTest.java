package io.snakepit.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.Call;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import io.snakepit.api.ResultStream;
import io.snakepit.api.Session;
import io.snakepit.api.Snakepit;
import io.snakepit.api.SnakepitException;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A container that takes an application down, which has closed its Snakepit, and deploys anew. */
@Timeout(300)
class RedeployTest {

  /** Uses what there is. */
  public static final class Application implements Callable<Integer> {

    @Override
    public Integer call() {
      try (Snakepit pit = start(System.getProperty("adapter"))) {
        return use(pit);
      }
    }

    private static Snakepit start(String adapter) {
      return switch (adapter) {
        case "stdio" -> RealPython.start(Application::configure);
        case "grpc" -> RealGrpc.start(Application::configure);
        default ->
            Snakepit.builder()
                .plugins(Path.of(System.getProperty("plugins")))
                .pool(
                    "default",
                    pool -> {
                      pool.adapter(adapter).tools(RealPython.file("it_tools.py"));
                      configure(pool);
                    })
                .start();
      };
    }

    private static void configure(PoolConfig.Builder pool) {
      pool.workers(2);
      String preload = System.getProperty("preload");
      if (preload != null) {
        pool.runtimeOption("preload", preload);
      }
    }

    private static int use(Snakepit pit) {
      pit.hostTools().register("lookup", call -> 1);
      pit.execute("ask", Map.of("name", "lookup", "arguments", Map.of()));
      try (Session session = pit.session("key")) {
        session.execute("remember", Map.of("value", 1));
      }
      fail(pit, "fail", Map.of("message", "as it should"));
      fail(pit, "die", Map.of("status", 3)); // with an obituary
      pit.executeAsync(Call.of("add").arg("a", 1).arg("b", 2)).join();
      int sum = 0;
      try (ResultStream items = pit.executeStream(Call.of("count").arg("n", 10))) {
        for (Result item : items) {
          sum += item.as(Integer.class);
        }
      }
      return sum;
    }

    private static void fail(Snakepit pit, String tool, Map<String, Object> arguments) {
      try {
        pit.execute(tool, arguments);
        throw new AssertionError(tool);
      } catch (SnakepitException expected) {
        // as it was to
      }
    }
  }

  /** Has threads that outlive its applications. */
  static final class Container {

    private Container() {}

    public static void main(String[] arguments) throws Exception {
      List<WeakReference<ClassLoader>> deployments = new ArrayList<>();
      ExecutorService requests = Executors.newSingleThreadExecutor();
      // JDK 17 keeps the class whose records it compared last: another one takes its place.
      for (int i = 0; i < 2; i++) {
        deployments.add(new WeakReference<>(requests.submit(Container::deploy).get()));
      }
      while (deployments.get(0).get() != null) {
        System.gc();
        Thread.sleep(100);
      }
      requests.shutdown();
    }

    private static ClassLoader deploy() throws Exception {
      List<URL> classPath = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        classPath.add(Path.of(entry).toUri().toURL());
      }
      URLClassLoader loader =
          new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
      Thread request = Thread.currentThread();
      ClassLoader before = request.getContextClassLoader();
      request.setContextClassLoader(loader);
      try (loader) {
        Class<?> application = loader.loadClass(Application.class.getName());
        Object sum = ((Callable<?>) application.getDeclaredConstructor().newInstance()).call();
        assertThat(sum).isEqualTo(45);
      } finally {
        request.setContextClassLoader(before);
      }
      return loader;
    }
  }

  @Test
  void nothingIsKeptOfTheOldDeployment() throws Exception {
    deployTwice("-Dadapter=stdio");
  }

  @Test
  void nothingIsKeptOfTheOldDeploymentThatForkedItsWorkers() throws Exception {
    deployTwice("-Dadapter=stdio", "-Dpreload=json");
  }

  @Test
  void nothingIsKeptOfTheOldDeploymentOverGrpc() throws Exception {
    RealGrpc.start(pool -> pool.workers(1)).close(); // or it is skipped

    deployTwice("-Dadapter=grpc");
  }

  /** With an application that is told by properties what to use. */
  static void deployTwice(String... properties) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:SoftRefLRUPolicyMSPerMB=0"); // caches that give way to want of memory do now
    command.addAll(List.of(properties));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(Container.class.getName());
    Process jvm =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      assertThat(jvm.waitFor(200, TimeUnit.SECONDS)).as("the first is gone").isTrue();
      assertThat(jvm.exitValue()).isZero();
    } finally {
      jvm.destroyForcibly();
    }
  }
}
