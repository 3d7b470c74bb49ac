package io.snakepit.cli.demo;

import io.snakepit.api.PoolConfig;
import io.snakepit.api.Result;
import java.util.Map;

/**
 * What the story is told about. Its tool file has the tools {@code data_set}, {@code train} (a
 * stream of epochs) and {@code classify}.
 */
interface Workload {

  /** What it is, for people. */
  String title();

  /** What one item is called, in the plural. */
  String items();

  /** The name of its tool file, a resource beside this class. */
  String toolFile();

  /** Adds what the tools need of their environment. */
  void equip(PoolConfig.Builder pool);

  /** Which data {@code data_set} and {@code train} are to take. */
  Map<String, String> source();

  /** Reads what {@code data_set} returned. */
  DataSet dataSet(Result result);

  /** How often the training goes over its data. */
  int epochs();

  /** How many items are classified with one call. */
  int batchSize();

  /** Below this share of right answers something must be wrong. */
  double leastAccuracy();
}
