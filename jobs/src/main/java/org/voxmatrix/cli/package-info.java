/**
 * The command line. A command turns options into a job, runs it and prints a summary; it does no
 * work of its own.
 */
package org.voxmatrix.cli;
