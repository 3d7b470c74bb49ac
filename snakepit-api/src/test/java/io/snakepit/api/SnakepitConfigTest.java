package io.snakepit.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class SnakepitConfigTest {

  @Test
  void defaults() {
    SnakepitConfig config = SnakepitConfig.builder().pool("default", p -> {}).build();
    assertThat(config.pools()).containsOnlyKeys("default");
    assertThat(config.hostTools()).isEmpty();
    assertThat(config.listeners()).isEmpty();
    assertThat(config.executor()).isEmpty();
    assertThat(config.hostToolExecutor()).isEmpty();
    assertThat(config.workDirectory()).isEmpty();
    assertThat(config.plugins()).isEmpty();
    assertThat(config.shutdownHook()).isTrue();
  }

  @Test
  void everyPropertyIsMapped() {
    Executor executor = Runnable::run;
    Executor hostToolExecutor = Runnable::run;
    HostTool tool = call -> 1;
    SnakepitListener listener = new SnakepitListener() {};
    SnakepitListener another = new SnakepitListener() {};
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool("b", PoolConfig.builder().workers(2).build())
            .pool("a", p -> p.workers(3))
            .hostTool("lookup", tool)
            .listener(listener)
            .listener(another)
            .executor(executor)
            .hostToolExecutor(hostToolExecutor)
            .workDirectory(Path.of("/tmp"))
            .plugins(Path.of("/opt/plugins"))
            .shutdownHook(false)
            .build();
    assertThat(config.pools().keySet()).containsExactly("b", "a");
    assertThat(config.pools().get("a").workers()).isEqualTo(3);
    assertThat(config.hostTools()).containsEntry("lookup", tool);
    assertThat(config.listeners()).containsExactly(listener, another);
    assertThat(config.executor()).containsSame(executor);
    assertThat(config.hostToolExecutor()).containsSame(hostToolExecutor);
    assertThat(config.workDirectory()).hasValue(Path.of("/tmp"));
    assertThat(config.plugins()).hasValue(Path.of("/opt/plugins"));
    assertThat(config.shutdownHook()).isFalse();
    assertThat(config.toBuilder().build()).usingRecursiveComparison().isEqualTo(config);
  }

  @Test
  void hostToolsHaveNamesThatTheRegistryTakes() {
    SnakepitConfig.Builder builder = SnakepitConfig.builder();
    assertThatThrownBy(() -> builder.hostTool("$x", call -> 1))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'$x'");
    assertThatThrownBy(() -> builder.hostTool("", call -> 1))
        .isInstanceOf(ConfigurationException.class);
  }

  @Test
  void aChangedCopyLeavesTheFirstAsItIs() {
    SnakepitConfig first =
        SnakepitConfig.builder()
            .pool("a", p -> p.workers(2).prefetch(3))
            .pool("b", p -> {})
            .build();
    SnakepitConfig changed =
        first.toBuilder().changePool("a", p -> p.workers(4)).removePool("b").build();
    assertThat(changed.pools()).containsOnlyKeys("a");
    assertThat(changed.pools().get("a").workers()).isEqualTo(4);
    assertThat(changed.pools().get("a").prefetch()).isEqualTo(3);
    assertThat(first.pools().keySet()).containsExactly("a", "b");
    assertThat(first.pools().get("a").workers()).isEqualTo(2);
  }

  @Test
  void aPoolThatIsNotThereCannotBeChanged() {
    SnakepitConfig.Builder builder = SnakepitConfig.builder().pool("a", p -> {});
    assertThatThrownBy(() -> builder.changePool("b", p -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'b'")
        .hasMessageContaining("[a]");
    assertThatThrownBy(() -> builder.removePool("b")).isInstanceOf(ConfigurationException.class);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> SnakepitConfig.builder().build())
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("no pool");
    assertThatThrownBy(() -> SnakepitConfig.builder().pool("a", p -> {}).pool("a", p -> {}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'a'");
    assertThatThrownBy(() -> SnakepitConfig.builder().pool("no spaces", p -> {}))
        .isInstanceOf(ConfigurationException.class);
    assertThatThrownBy(
            () -> SnakepitConfig.builder().hostTool("t", call -> 1).hostTool("t", call -> 2))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("'t'");
  }

  @Test
  void withoutTheCoreAFileCannotBeRead() {
    assertThatThrownBy(() -> SnakepitConfig.load(Path.of("snakepit.conf")))
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("io.snakepit:snakepit-core");
  }

  @Test
  void withoutTheCoreStartingNamesTheArtifactToAdd() {
    assertThatThrownBy(() -> SnakepitConfig.builder().pool("default", p -> {}).start())
        .isInstanceOf(UnavailableException.class)
        .hasMessageContaining("io.snakepit:snakepit-core");
  }

  @Test
  void itCanBeLoggedWithoutSecrets() {
    SnakepitConfig config =
        SnakepitConfig.builder()
            .pool(
                "texts",
                pool ->
                    pool.tools("a.py", "b")
                        .workers(4)
                        .adapter("stdio")
                        .environment("TOKEN", "hidden")
                        .adapterOption("carrier", "hidden")
                        .runtimeOption("packages", "hidden")
                        .runtimeOption("env.TOKEN", "hidden"))
            .pool("bare", pool -> {})
            .hostTool("lookup", call -> "hidden")
            .workDirectory(Path.of("/work"))
            .plugins(Path.of("/plugins"))
            .build();

    assertThat(config)
        .hasToString(
            "SnakepitConfig[pools={texts=[runtime=python, adapter=stdio, tools=[a.py, b],"
                + " workers=4, environment=[TOKEN], adapterOptions=[carrier],"
                + " runtimeOptions=[env.TOKEN, packages]], bare=[runtime=python, workers=1]},"
                + " hostTools=[lookup], workDirectory=/work, plugins=/plugins]");
  }
}
