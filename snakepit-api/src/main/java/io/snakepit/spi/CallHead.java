package io.snakepit.spi;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * The structured part of a call.
 *
 * @param id never 0, never used twice on one worker
 * @param parent the call, running on this worker and waiting in a host call, on top of which this
 *     one is to run; 0 = none
 * @param tool the tool's name
 * @param session the session's key; empty = none
 * @param budgetMicros microseconds left until the deadline; 0 = no deadline
 * @param stream whether the caller takes many items
 * @param credit items the worker may send at first: 1 for a call that isn't a stream, any number
 *     not negative for one that is
 * @param announce whether the worker is to announce that it starts the call: it may have to wait
 *     behind others
 * @param driven whether the calling thread is going to {@linkplain Exchange#drive drive} the
 *     exchange; a hint
 * @param metadata further pairs, for the tool
 * @since 0.1.0
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record CallHead(
    long id,
    long parent,
    String tool,
    String session,
    long budgetMicros,
    boolean stream,
    int credit,
    boolean announce,
    boolean driven,
    Map<String, String> metadata) {

  /**
   * A plain call: unary, without session, deadline, parent or metadata.
   *
   * @param id its id
   * @param tool the tool's name
   * @return the head
   */
  public static CallHead unary(long id, String tool) {
    return new CallHead(id, 0, tool, "", 0, false, 1, false, false, Map.of());
  }

  /**
   * A plain streaming call.
   *
   * @param id its id
   * @param tool the tool's name
   * @param credit items the worker may send at first
   * @return the head
   */
  public static CallHead stream(long id, String tool, int credit) {
    return new CallHead(id, 0, tool, "", 0, true, credit, false, false, Map.of());
  }
}
