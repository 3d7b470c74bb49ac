/**
 * The contract kit: what every adapter has to keep, as tests.
 *
 * <p>An author extends {@link io.snakepit.testkit.contract.AdapterContract} once for each way in
 * which the adapter can be set up, and supplies a {@link
 * io.snakepit.testkit.contract.ContractSubject}. The workers that it opens have to offer the
 * {@linkplain io.snakepit.testkit.contract.ContractTools contract tools}; for Python they are
 * ready.
 *
 * <p>The tests stand in groups by subject. Their names cite a rule of {@code io.snakepit.spi} and
 * its strength: {@code required_} tests must pass, {@code optional_} ones should, {@code untested_}
 * ones are always skipped and say why a rule can't be tested here. Tests of a capability that the
 * subject declines are skipped; the group of refusals tests how it declines.
 */
@NullMarked
package io.snakepit.testkit.contract;

import org.jspecify.annotations.NullMarked;
