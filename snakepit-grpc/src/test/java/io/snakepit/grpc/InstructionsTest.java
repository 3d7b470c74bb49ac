package io.snakepit.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snakepit.grpc.v1.Content;
import io.snakepit.grpc.v1.Instruction;
import io.snakepit.spi.CallHead;
import io.snakepit.spi.Payload;
import io.snakepit.wire.FrameTooLargeException;
import io.snakepit.wire.MemoryOffer;
import io.snakepit.wire.Sharing;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Collections;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Frames with something in memory that a worker shares. */
@EnabledOnOs(OS.LINUX) // elsewhere nobody can open what another process has open
class InstructionsTest {

  private static final int EACH_WAY = 1 << 20;
  private static final int LIMIT = Sharing.LARGE + 1000;

  /** Makes the memory, says where it is, and lives as long as its input is open. */
  private static final String SCRIPT =
      """
      import fcntl, os, sys
      descriptor = os.memfd_create(sys.argv[1], os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
      os.ftruncate(descriptor, int(sys.argv[2]))
      fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, 2)
      print(descriptor, flush=True)
      sys.stdin.read()
      """;

  private final String name = UUID.randomUUID().toString();
  private final FakeProcess worker = new FakeProcess("");
  private final ByteBuffer large = ByteBuffer.allocate(Sharing.LARGE);

  @TempDir Path folder;
  private Process process;
  private Sharing sharing;
  private Instructions instructions;

  @BeforeEach
  void share() throws Exception {
    process =
        new ProcessBuilder("python3", "-c", SCRIPT, name, Integer.toString(2 * EACH_WAY))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    int descriptor = Integer.parseInt(process.inputReader().readLine());
    sharing = new Sharing(new FakeRequest(folder), worker);
    assertThat(sharing.accept(new MemoryOffer(process.pid(), descriptor, EACH_WAY, name))).isTrue();
    instructions = new Instructions(LIMIT, new Contents(sharing, LIMIT));
  }

  @AfterEach
  void close() throws Exception {
    sharing.close();
    worker.kill();
    process.getOutputStream().close();
    process.waitFor();
  }

  /** A region that no frame names comes back never, and keeps those behind it. */
  @Test
  void nothingIsPutIntoMemoryForACallThatIsRefused() throws Exception {
    assertThatExceptionOfType(FrameTooLargeException.class)
        .isThrownBy(() -> instructions.call(CallHead.unary(1, "t"), withSmallOnes(20_000)))
        .withMessageContaining("limits.frame-bytes");

    Instruction call = instructions.call(CallHead.unary(2, "t"), withSmallOnes(0));
    assertThat(placeOf(call.getCall().getArguments())).isEqualTo(64);
  }

  @Test
  void nothingIsPutIntoMemoryForAHostReplyThatIsRefused() throws Exception {
    assertThatExceptionOfType(FrameTooLargeException.class)
        .isThrownBy(() -> instructions.hostReply(1, 1, false, withSmallOnes(20_000)))
        .withMessageContaining("limits.frame-bytes");

    Instruction reply = instructions.hostReply(1, 2, false, withSmallOnes(0));
    assertThat(placeOf(reply.getHostReply().getContent())).isEqualTo(64);
  }

  /** So many that they take more of a frame than the large one, which has no part in it. */
  private Payload withSmallOnes(int count) {
    return new Payload(
        ByteBuffer.allocate(0),
        Stream.concat(Stream.of(large), Collections.nCopies(count, ByteBuffer.allocate(0)).stream())
            .toList());
  }

  private static long placeOf(Content content) {
    assertThat(content.getInMemoryList()).hasSize(1);
    return content.getInMemory(0).getPlace();
  }
}
