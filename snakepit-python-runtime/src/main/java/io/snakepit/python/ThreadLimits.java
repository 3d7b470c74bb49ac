package io.snakepit.python;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many threads the numeric libraries of one worker may start. Each takes one per processor by
 * itself, so that a pool of workers would start far more threads than there are processors.
 */
final class ThreadLimits {

  private static final List<String> VARIABLES =
      List.of(
          "OMP_NUM_THREADS",
          "OPENBLAS_NUM_THREADS",
          "MKL_NUM_THREADS",
          "NUMEXPR_NUM_THREADS",
          "VECLIB_MAXIMUM_THREADS",
          "BLIS_NUM_THREADS");

  private ThreadLimits() {}

  /**
   * The variables to set.
   *
   * @param threads the limit; 0 to leave the libraries alone
   * @param machine whose own variables win
   */
  static Map<String, String> variables(int threads, Machine machine) {
    Map<String, String> limits = new TreeMap<>();
    if (threads > 0) {
      VARIABLES.stream()
          .filter(variable -> machine.variable(variable).isEmpty())
          .forEach(variable -> limits.put(variable, Integer.toString(threads)));
    }
    return limits;
  }
}
