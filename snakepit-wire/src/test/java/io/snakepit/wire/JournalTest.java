package io.snakepit.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

  @TempDir Path folder;

  @Test
  void theFramesAreWhatItsHeadCounts() throws Exception {
    keep(3, new byte[] {1, 2, 3, 4});

    assertThat(new Journal(folder).read()).isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @Test
  void aHeadThatCountsMoreThanThereIsMakesItWorthless() throws Exception {
    keep(5, new byte[] {1, 2, 3, 4});

    assertThat(new Journal(folder).read().hasRemaining()).isFalse();
  }

  @Test
  void aFileThatIsTooLongIsNotRead() throws Exception {
    keep(4, new byte[1 << 20]);

    assertThat(new Journal(folder).read().hasRemaining()).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkToSomethingElseIsNotRead() throws Exception {
    keep(3, new byte[] {1, 2, 3, 4});
    Path elsewhere = Files.move(folder.resolve("journal"), folder.resolve("elsewhere"));
    Files.createSymbolicLink(folder.resolve("journal"), elsewhere);

    assertThat(new Journal(folder).read().hasRemaining()).isFalse();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aPipeThatNobodyWritesToKeepsNoReaderWaiting() throws Exception {
    String pipe = folder.resolve("journal").toString();
    assumeThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();

    assertThat(new Journal(folder).read().hasRemaining()).isFalse();
  }

  @Test
  void aWorkerNeedNotKeepOne() throws Exception {
    Journal journal = new Journal(folder);

    assertThat(journal.exists()).isFalse();
    Files.createFile(folder.resolve("journal"));
    assertThat(journal.exists()).isTrue();
    assertThat(journal.read().hasRemaining()).isFalse();
  }

  private void keep(long count, byte[] frames) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(8 + frames.length).order(ByteOrder.nativeOrder());
    file.putLong(count).put(frames);
    Files.write(folder.resolve("journal"), file.array());
  }
}
