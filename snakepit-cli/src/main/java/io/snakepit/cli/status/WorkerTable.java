package io.snakepit.cli.status;

import io.snakepit.api.WorkerMXData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Workers, one a row, in columns as wide as they have to be. */
final class WorkerTable {

  private static final List<String> HEADS =
      List.of(
          "worker",
          "state",
          "pid",
          "adapter",
          "runtime",
          "generation",
          "age",
          "memory",
          "calls",
          "running");

  private WorkerTable() {}

  /** Lines with a head, each ended. */
  static String of(List<WorkerMXData> workers) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADS);
    workers.forEach(worker -> rows.add(cells(worker)));
    int[] widths =
        IntStream.range(0, HEADS.size())
            .map(column -> rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining());
  }

  private static List<String> cells(WorkerMXData worker) {
    return List.of(
        worker.getId(),
        worker.getState(),
        worker.getPid() == null ? "-" : String.valueOf(worker.getPid()),
        worker.getAdapter(),
        worker.getRuntime(),
        String.valueOf(worker.getGeneration()),
        age(Duration.ofMillis(worker.getAgeMillis())),
        memory(worker.getResidentBytes()),
        String.valueOf(worker.getCalls()),
        String.join(", ", worker.getRunning()));
  }

  private static String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
    }
    return line.toString().stripTrailing() + "\n";
  }

  /** Its two largest units. */
  static String age(Duration age) {
    if (age.toDays() > 0) {
      return age.toDays() + "d" + age.toHoursPart() + "h";
    }
    if (age.toHours() > 0) {
      return age.toHours() + "h" + age.toMinutesPart() + "m";
    }
    return age.toMinutes() > 0
        ? age.toMinutes() + "m" + age.toSecondsPart() + "s"
        : age.toSeconds() + "s";
  }

  private static String memory(@Nullable Long bytes) {
    return bytes == null ? "-" : bytes / (1 << 20) + " MiB";
  }
}
