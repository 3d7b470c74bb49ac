package io.snakepit.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.snakepit.api.PoolConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who wrote an option in the wrong place, or with the wrong unit, is told the right one. */
class MisplacedOptionsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "pools.p.call = 5s|pools.p.call is no option; did you mean 'timeouts.call'?",
        "pools.p.frame-bytes = 1|pools.p.frame-bytes is no option; did you mean"
            + " 'limits.frame-bytes'?",
        "pools.p.streamIdle = 1s|pools.p.streamIdle is no option; did you mean"
            + " 'timeouts.stream-idle'?",
        "pools.p.retry.jitter = 0|pools.p.retry.jitter is no option; did you mean 'recycle.jitter'"
            + " or 'restart.jitter'?",
        "pools.p.'queue.calls' = 1|pools.p.'queue.calls' is no option; did you mean 'queue.calls'?",
        "pools.p.work_directory = x|pools.p.work_directory is no option; it belongs outside of the"
            + " pools, as work-directory",
        "tools = a.py|tools is no option; it belongs to a pool, as pools.default.tools",
        "timeouts.call = 5s|timeouts is no option; it belongs to a pool, as pools.default.timeouts",
        "pools.tools = [a.py]|pools.tools lacks the name of its pool, as pools.default.tools",
        "pools.workers = 3|pools.workers lacks the name of its pool, as pools.default.workers",
      })
  void saysWhereAnOptionBelongs(String text, String expected) {
    assertThat(new Load(folder).problems(text.replace('\'', '"')))
        .extracting(problem -> problem.replace('"', '\''))
        .containsExactly("snakepit.conf:1: " + expected);
  }

  @Test
  void aPoolMayHaveTheNameOfAnOption() {
    assertThat(new Load(folder).config("pools.tools { workers = 2 }").pools().get("tools"))
        .returns(2, PoolConfig::workers);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "tools = [a.py, {b = 1}]|tools must be a list of texts, but has a group in it",
        "codecs = [json, yaml]|codecs can't have 'yaml'; there are json, msgpack",
        "codecs = jsn|codecs can't have 'jsn'; there are json, msgpack",
        "runtime-options.a.b = 1|runtime-options.a must be a text, not a group; a key that holds a"
            + " dot stands in quotes",
      })
  void saysWhatAValueMayBe(String line, String expected) {
    assertThat(new Load(folder).problems("pools.p." + line))
        .containsExactly("snakepit.conf:1: pools.p." + expected);
  }
}
