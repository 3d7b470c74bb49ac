package io.snakepit.bench;

/** What {@code py4j_tools.py} implements. */
interface Py4jTools {

  int add(int a, int b);

  byte[] echo(byte[] data);
}
