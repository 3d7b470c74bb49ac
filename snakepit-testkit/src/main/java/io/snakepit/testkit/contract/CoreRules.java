package io.snakepit.testkit.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import org.junit.jupiter.api.Test;

/** What of the rules is the core's to keep, so that nobody misses it among an adapter's tests. */
abstract class CoreRules {

  @Test
  void untested_S2_aWorkerIsGivenNoCallBeforeItHasSettled() {
    isTheCores();
  }

  @Test
  void untested_S3_aDeadlineThatPassesEndsTheCallAtOnce() {
    isTheCores();
  }

  @Test
  void untested_S3_whatDoesNotStopInTimeIsKilled() {
    isTheCores();
  }

  @Test
  void untested_S4_queuesAreBounded() {
    isTheCores();
  }

  @Test
  void untested_S10_theCallsOfASessionRunInOrderOnOneWorker() {
    isTheCores();
  }

  @Test
  void untested_S10_theStateOfASessionIsNeverLostSilently() {
    isTheCores();
  }

  @Test
  void untested_S11_aReplacementIsReadyBeforeWhatItReplacesIsRetired() {
    isTheCores();
  }

  @Test
  void untested_S12_anObituarySaysHowAProcessEnded() {
    isTheCores();
  }

  @Test
  void untested_S13_usersCodeRunsOnThreadsThatNoAdapterNeeds() {
    isTheCores();
  }

  @Test
  void untested_S14_aNestedCallNeverQueuesBehindItsAncestors() {
    isTheCores();
  }

  private static void isTheCores() {
    abort("the core's to keep, whatever the adapter");
  }
}
