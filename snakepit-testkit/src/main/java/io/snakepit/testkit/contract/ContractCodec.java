package io.snakepit.testkit.contract;

import io.snakepit.spi.Payload;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Encodes what the kit sends and decodes what it receives. The kit uses null, booleans, integers,
 * strings, lists, maps with string keys and, where the subject has BINARY, {@code byte[]}. May be
 * used by several threads.
 *
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface ContractCodec {

  /**
   * As much of Snakepit's codec {@code json} as the kit uses, for workers that speak it. Integers
   * are sent and read up to 64 bits.
   *
   * @return the codec; safe for use by several threads
   */
  static ContractCodec json() {
    return new JsonContractCodec();
  }

  /**
   * The name that the hello offers.
   *
   * @return as {@code json}
   */
  String name();

  /**
   * Encodes a value.
   *
   * @param value one of the kinds above
   * @return the payload
   */
  Payload encode(@Nullable Object value);

  /**
   * Decodes a payload.
   *
   * @param payload as the worker sent it
   * @return the value, integers as any {@link Number}
   */
  @Nullable Object decode(Payload payload);
}
