package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snakepit.api.ConfigurationException;
import io.snakepit.api.ErrorCode;
import io.snakepit.api.PoolConfig;
import io.snakepit.api.SnakepitConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may stand in a file, and what is said of what may not. */
class ConfigFileTest {

  @TempDir private Path folder;

  @Test
  void poolsKeepTheOrderOfTheFile() {
    assertThat(load().config("pools {\n z {}\n a {}\n m { workers = 2 }\n}").pools().keySet())
        .containsExactly("z", "a", "m");
  }

  @Test
  void jsonIsAPartOfTheFormat() {
    SnakepitConfig config =
        load()
            .config(
                "{\"pools\": {\"my.pool\": {\"queue\": {\"timeout\": \"1s\"}, \"tools\":"
                    + " [\"a\"]}}}");
    assertThat(config.pools().get("my.pool").queue().timeout()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void aPoolMayBeginAsAnotherOne() {
    SnakepitConfig config =
        load()
            .config(
                """
                pools.a { workers = 4, adapter = stdio, timeouts.call = 5s }
                pools.b = ${pools.a} { workers = 8, adapter = null, timeouts.start = 6s }
                """);
    PoolConfig b = config.pools().get("b");
    assertThat(b.workers()).isEqualTo(8);
    assertThat(b.adapter()).isEmpty();
    assertThat(b.timeouts().call()).isEqualTo(Duration.ofSeconds(5));
    assertThat(b.timeouts().start()).isEqualTo(Duration.ofSeconds(6));
  }

  @Test
  void theEnvironmentFillsSubstitutionsAndSystemPropertiesDoNot() {
    String path = System.getenv("PATH");
    assertThat(load().pool("tools = ${PATH}\nadapter = ${?NO_SUCH_VARIABLE}"))
        .returns(List.of(path), PoolConfig::tools)
        .returns(Optional.empty(), PoolConfig::adapter);
    assertThat(load().problems("pools.p.adapter = ${java.version}"))
        .containsExactly(
            "snakepit.conf:1: pools.p.adapter needs ${java.version}, which neither the file nor the"
                + " environment has");
  }

  @Test
  void optionsOfAdaptersAndRuntimesAreTextsAsTheyStand() {
    assertThat(
            load()
                .pool(
                    "runtime-options { threads = 1.50, \"a.b\" = on, c = null, d = \"\", e = x y }")
                .runtimeOptions())
        .isEqualTo(Map.of("threads", "1.50", "a.b", "on", "d", "", "e", "x y"));
  }

  @ParameterizedTest
  @CsvSource({
    "30s, PT30S",
    "500ms, PT0.5S",
    "'1.5 s', PT1.5S",
    "2 minutes, PT2M",
    "1h, PT1H",
    "1d, PT24H",
    "0s, PT0S",
    "1ns, PT0.000000001S"
  })
  void durationsHaveUnits(String text, Duration expected) {
    assertThat(load().pool("timeouts.drain = " + text).timeouts().drain()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"30", "0", "s", "1e3s", "[1s]", "\"\"", "true"})
  void whatIsNoDurationIsRefused(String text) {
    assertThat(load().problems("pools.p.timeouts.drain = " + text))
        .singleElement()
        .asString()
        .startsWith(
            "snakepit.conf:1: pools.p.timeouts.drain must be a duration with its unit, as ");
  }

  @ParameterizedTest
  @CsvSource({
    "300000d, at most 292 years",
    "107000 days, at most 292 years",
    "99999999999999999999h, at most 292 years",
    "0.1ns, at least 1ns",
    "-1s, at least 0s",
    "300000x, 'a duration in ns, us, ms, s, m, h or d'",
    "0.1x, 'a duration in ns, us, ms, s, m, h or d'"
  })
  void whatIsAlmostADurationSaysWhy(String text, String expected) {
    assertThat(load().problems("pools.p.queue.timeout = " + text))
        .containsExactly(
            "snakepit.conf:1: pools.p.queue.timeout must be " + expected + ", not '" + text + "'");
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "64MiB, 67108864", "1.5 KiB, 1536", "500kB, 500000", "2 megabytes, 2000000"})
  void sizesMayHaveUnits(String text, long expected) {
    assertThat(load().pool("queue.bytes = " + text).queue().bytes()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1e9", "10XB", "9999999999GiB", "many", "null null", "{}", "0.5"})
  void whatIsNoSizeIsRefused(String text) {
    assertThat(load().problems("pools.p.queue.bytes = " + text))
        .singleElement()
        .asString()
        .startsWith("snakepit.conf:1: pools.p.queue.bytes must be a size, as 64MiB");
  }

  @Test
  void valuesThatAreRightOnlyTogetherMayComeInAnyOrder() {
    for (String lines :
        List.of(
            "initial-delay = 60s, max-delay = 90s",
            "max-delay = 90s, initial-delay = 60s",
            "initial-delay = 1ms, max-delay = 2ms",
            "max-delay = 2ms, initial-delay = 1ms")) {
      assertThat(load().pool("restart { " + lines + " }").restart().maxDelay())
          .isGreaterThan(Duration.ofMillis(1));
    }
  }

  @Test
  void everythingThatIsWrongIsListedWithItsLine() {
    assertThat(
            load()
                .problems(
                    """
                    pools {
                      images {
                        wrokers = 4
                        prefetch = many
                        timeouts {
                          call = 30
                          streamIdle = 1s
                          start = 0s
                        }
                        queue = 5
                        restart { initial-delay = 9s, max-delay = 8s }
                        tools = [a.py, [b.py], " "]
                        adapter = ${NO_SUCH_VARIABLE}
                        limits.frame-bytes = 3GiB
                        recycle.jitter = 1.5
                        runtime-options { a { b = 1 } }
                      }
                      "no spaces" {}
                      other = 7
                      missing = ${pools.nowhere} { workers = 1 }
                    }
                    plugin = /opt
                    shutdown-hook = yes
                    """))
        .containsExactly(
            "snakepit.conf:3: pools.images.wrokers is no option; did you mean 'workers'?",
            "snakepit.conf:4: pools.images.prefetch must be a whole number, not 'many'",
            "snakepit.conf:6: pools.images.timeouts.call must be a duration with its unit, as 500ms"
                + " or 30s, not '30'",
            "snakepit.conf:7: pools.images.timeouts.streamIdle is no option; did you mean"
                + " 'stream-idle'?",
            "snakepit.conf:8: pools.images.timeouts.start must be positive, not 0s",
            "snakepit.conf:10: pools.images.queue must be a group of options, not '5'",
            "snakepit.conf:11: pools.images.restart.max-delay must not be less than"
                + " restart.initial-delay (9s), not 8s",
            "snakepit.conf:12: pools.images.tools must be a list of texts, but has a list in it",
            "snakepit.conf:12: pools.images.tools must not be blank",
            "snakepit.conf:13: pools.images.adapter needs ${NO_SUCH_VARIABLE}, which neither the"
                + " file nor the environment has",
            "snakepit.conf:14: pools.images.limits.frame-bytes must be a size below 2GiB, as 64MiB"
                + " or 500kB, not '3GiB'",
            "snakepit.conf:15: pools.images.recycle.jitter must be from 0 to 1, not 1.5",
            "snakepit.conf:16: pools.images.runtime-options.a must be a text, not a group; a key"
                + " that holds a dot stands in quotes",
            "snakepit.conf:18: pools.\"no spaces\" can't be: pool name must be 1 to 64 letters,"
                + " digits, '_', '.' or '-', beginning with a letter or digit, not 'no spaces'",
            "snakepit.conf:19: pools.other must be a group of options, not '7'",
            "snakepit.conf:20: pools.missing needs ${pools.nowhere}, which neither the file nor the"
                + " environment has",
            "snakepit.conf:22: plugin is no option; did you mean 'plugins'?",
            "snakepit.conf:23: shutdown-hook must be true or false, not 'yes'");
  }

  @Test
  void listsAndOptionsHaveTheirForms() {
    assertThat(
            load()
                .problems(
                    "pools.p {\n tools { a = b.py }\n codecs = {}\n adapter-options = [x]\n}"))
        .containsExactly(
            "snakepit.conf:2: pools.p.tools must be a list of texts, not a group",
            "snakepit.conf:3: pools.p.codecs must be a list of texts, not a group",
            "snakepit.conf:4: pools.p.adapter-options must be a group of options, not a list");
  }

  @Test
  void aValueFromTheEnvironmentIsRefusedAtTheLineThatFetchesIt() {
    assertThat(load().problems("pools.p {\n  prefetch = 1\n  workers = ${PATH}\n}"))
        .singleElement()
        .asString()
        .startsWith("snakepit.conf:3: pools.p.workers must be a whole number, not '");
  }

  @Test
  void aKeyInQuotesIsNoPath() {
    assertThat(load().problems("pools.p {\n \"queue.calls\" = 1 }"))
        .singleElement()
        .asString()
        .startsWith("snakepit.conf:2: pools.p.\"queue.calls\" is no option");
  }

  @Test
  void whereNoNameIsNearTheGroupSaysWhatItHas() {
    assertThat(load().problems("pools.p.queue.size = 1"))
        .containsExactly(
            "snakepit.conf:1: pools.p.queue.size is no option; there are bytes, calls, timeout");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pools {\\n a {\\n|snakepit.conf:3: expecting a key or '}' here, not: end of file",
        "pools {}\\n}|snakepit.conf:2: unbalanced close brace",
        "pools = \\n'{'|snakepit.conf:2: ",
        "[1]|snakepit.conf:1: the file must be a group of options, not a list",
        "pools.a.tools = ${pools.a.tools}|snakepit.conf:1: Could not resolve substitution",
      })
  void aTextThatIsNoneOfTheFormatIsRefusedAtItsLine(String text, String expected) {
    assertThat(load().problems(text.replace("\\n", "\n").replace("'", "\"")))
        .singleElement()
        .asString()
        .startsWith(expected)
        .doesNotContain("if you intended");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "include \"other.conf\"",
        "# include \"other.conf\" is for later\n, include \"other.conf\" # no",
        "include required(file(\"/dev/zero\"))",
        "include url(\"http://localhost:1/\")",
        "include classpath(\"reference.conf\")"
      })
  void includesAreRefused(String text) {
    long line = ("pools.a {}\n" + text).lines().count();
    assertThat(load().problems("pools.a {}\n" + text + "\n"))
        .singleElement()
        .asString()
        .startsWith("snakepit.conf:" + line + ": it includes '")
        .endsWith("'; a configuration is one file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing", "pools {}", "pools = null", "shutdown-hook = false"})
  void aFileWithoutPoolsIsRefused(String text) {
    assertThat(load().problems(text))
        .containsExactly(
            "snakepit.conf: no pool is configured; add one, named 'default' if it is the only one");
  }

  @Test
  void aFileThatCannotBeReadIsRefused() {
    assertThatThrownBy(() -> ConfigFile.read(folder.resolve("absent.conf")))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            refused -> assertThat(refused.code()).isEqualTo(ErrorCode.INVALID_CONFIGURATION))
        .hasMessage(folder.resolve("absent.conf") + ": there is no such file");
    assertThatThrownBy(() -> ConfigFile.read(folder))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("it can't be read");
    assertThatThrownBy(() -> load().config(new byte[] {'a', '\n', (byte) 0xff}))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageEndingWith("snakepit.conf:2: this isn't UTF-8");
    assertThatThrownBy(() -> load().config(new byte[(1 << 20) + 1]))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("more than 1048576 bytes");
  }

  @Test
  void whatIsQuotedStaysOneLineOfBoundedLength() {
    String text = "x".repeat(1000) + "\\u0000\\n\\u2028y";
    assertThat(load().problems("pools.a.workers = \"" + text + "\""))
        .singleElement()
        .asString()
        .hasSizeLessThan(600)
        .doesNotContain("\n", "\0", "\u2028");
  }

  private Load load() {
    return new Load(folder);
  }
}
