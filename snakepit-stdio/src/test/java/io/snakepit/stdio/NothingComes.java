package io.snakepit.stdio;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The connection above a link, for tests in which nothing is read. */
class NothingComes implements Inbound {

  @Override
  public void onBytes(ByteBuffer chunk) {}

  @Override
  public void onEndOfStream(@Nullable IOException cause) {}

  @Override
  public void onBrokenOutput(IOException cause) {}

  @Override
  public boolean needsReader() {
    return false;
  }
}
