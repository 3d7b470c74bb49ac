package io.snakepit.testkit.contract;

import io.snakepit.spi.Adapter;
import java.time.Duration;

/** Fake workers as a subject of the kit. */
record FakeSubject(Adapter adapter, Duration patience) implements ContractSubject {

  private static final ContractCodec codec = new JsonContractCodec();

  @Override
  public ContractCodec codec() {
    return codec;
  }
}
